package dev.trawl.job;

import java.time.Instant;

/**
 * A job's counters as they were at some time, as in {@link Counters}.
 *
 * @param at by the database's clock
 */
public record Sample(
    Instant at,
    long discovered,
    long queued,
    long inFlight,
    long fetched,
    long redirected,
    long failed,
    long excluded,
    long bytes) {}
