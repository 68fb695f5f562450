package dev.trawl.frontier;

import java.time.Instant;

/**
 * A crawler trap that a job has hit, and takes nothing more of.
 *
 * @param rule {@code endless} or {@code queryExplosion}
 * @param where the area: host and path, as {@link dev.trawl.scope.Area} has it
 * @param at when it was shut
 * @param excluded URLs that were kept out because of it
 * @param example a page of it that led to more of it
 */
public record Trap(String rule, String where, Instant at, long excluded, String example) {}
