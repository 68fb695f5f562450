package dev.trawl.host;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a host is doing, over all jobs and nodes.
 *
 * @param id its number
 * @param origin scheme, name and port, the default port left out
 * @param state {@code ok}, {@code waiting} or {@code aside}
 * @param lastContact the start or end of its last request
 * @param notBefore until when it is left alone; empty if it is not
 * @param failures in a row that count against it
 * @param rounds how often it was put aside since its last answer
 * @param trouble the last failure, for people; empty after an answer
 * @param connections requests that are under way, or on the way to a fetcher
 * @param queued URLs that wait, of all jobs
 * @param crawlDelay the least time between two requests that its robots.txt asks for; zero if none
 * @param robots its robots.txt in force
 */
public record HostStatus(
    long id,
    String origin,
    String state,
    Optional<Instant> lastContact,
    Optional<Instant> notBefore,
    int failures,
    int rounds,
    Optional<String> trouble,
    long connections,
    long queued,
    Duration crawlDelay,
    Optional<Robots> robots) {
  /**
   * A robots.txt.
   *
   * @param status with which it was answered; without a file everything is allowed
   * @param fetchedAt when
   * @param usedUntil when it is asked for again
   */
  public record Robots(int status, Instant fetchedAt, Instant usedUntil) {}
}
