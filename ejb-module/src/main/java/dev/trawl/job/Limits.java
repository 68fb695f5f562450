package dev.trawl.job;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a job ends before its URLs do.
 *
 * @param maxPages the most URLs requested, from 1
 * @param maxDuration the longest time from its start
 * @param maxBytes the most bytes of decoded bodies, from 1; what is in flight when it is reached is
 *     still kept
 * @param maxBodyBytes the most bytes of one decoded body, from 1
 */
public record Limits(
    Optional<Long> maxPages,
    Optional<Duration> maxDuration,
    Optional<Long> maxBytes,
    long maxBodyBytes) {}
