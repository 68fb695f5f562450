package dev.trawl.host;

import java.time.Duration;

/**
 * How a job treats a host.
 *
 * @param delay from the end of an answer to the start of the next request, from zero
 * @param connections the most requests under way at once, from 1
 * @param obeysRobots whether robots.txt is asked for before anything else
 */
public record Manners(Duration delay, int connections, boolean obeysRobots) {}
