package dev.trawl.job;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a job ends before its URLs do, and where it leaves a part of a site.
 *
 * @param maxPages the most URLs requested, from 1
 * @param maxPagesPerHost the most URLs requested of each host (scheme, name and port), from 1
 * @param maxPagesPerDirectory the most URLs requested of each directory of a host, from 1; a
 *     directory is the path up to and including its last slash, whatever lies below it
 * @param maxDuration the longest time from its start
 * @param maxBytes the most bytes of decoded bodies, from 1; what is in flight when it is reached is
 *     still kept
 * @param maxBodyBytes the most bytes of one decoded body, from 1
 */
public record Limits(
    Optional<Long> maxPages,
    Optional<Long> maxPagesPerHost,
    Optional<Long> maxPagesPerDirectory,
    Optional<Duration> maxDuration,
    Optional<Long> maxBytes,
    long maxBodyBytes) {}
