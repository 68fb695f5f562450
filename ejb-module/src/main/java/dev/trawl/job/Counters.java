package dev.trawl.job;

/**
 * What became of a job's URLs, all read at one moment: {@code discovered} = {@code queued} + {@code
 * inFlight} + {@code fetched} + {@code redirected} + {@code failed} + {@code excluded}.
 *
 * @param discovered URLs met, each once
 * @param queued waiting
 * @param inFlight leased to a fetcher, or on the way from it into the database
 * @param fetched ended with 2xx or 304
 * @param redirected ended with another 3xx
 * @param failed ended with 4xx, 5xx or without an answer
 * @param excluded kept out by a rule
 * @param bytes of decoded bodies
 * @param duplicates results that came for a URL that was settled before, and changed nothing
 * @param notModified ended with 304, a part of those that were fetched
 */
public record Counters(
    long discovered,
    long queued,
    long inFlight,
    long fetched,
    long redirected,
    long failed,
    long excluded,
    long bytes,
    long duplicates,
    long notModified) {}
