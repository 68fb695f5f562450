package dev.trawl.job;

import java.time.Duration;
import java.util.Optional;

/**
 * How a job treats hosts, and the line that it is fetched over.
 *
 * @param delay from the end of a host's last answer to the start of the next request, from zero
 * @param connectionsPerHost the most requests under way at once, 1 to 64
 * @param obeyRobots whether robots.txt is obeyed
 * @param obeyTags whether meta robots, X-Robots-Tag and rel=nofollow are
 * @param hours outside of which nothing new is requested
 * @param maxBytesPerSecond of decoded bodies over all hosts and nodes, from 1024, as an average
 *     over some seconds: what is in flight when it is reached still comes, and is waited for
 *     afterwards
 */
public record Politeness(
    Duration delay,
    int connectionsPerHost,
    boolean obeyRobots,
    boolean obeyTags,
    Hours hours,
    Optional<Long> maxBytesPerSecond) {
  /** At any hour, as fast as the hosts are. */
  public Politeness(Duration delay, int connectionsPerHost, boolean obeyRobots, boolean obeyTags) {
    this(delay, connectionsPerHost, obeyRobots, obeyTags, Hours.ALWAYS, Optional.empty());
  }
}
