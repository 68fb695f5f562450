package dev.trawl.job;

import java.time.Duration;

/**
 * How a job treats a host.
 *
 * @param delay from the end of a host's last answer to the start of the next request, from zero
 * @param connectionsPerHost the most requests under way at once, 1 to 64
 * @param obeyRobots whether robots.txt is obeyed
 * @param obeyTags whether meta robots, X-Robots-Tag and rel=nofollow are
 */
public record Politeness(
    Duration delay, int connectionsPerHost, boolean obeyRobots, boolean obeyTags) {}
