package dev.trawl.host;

import java.time.Duration;
import java.util.Optional;

/**
 * A queue that is worth looking at, with its host locked.
 *
 * @param key job and host
 * @param origin the host's scheme, name and port
 * @param queued URLs that wait, some of them perhaps for a later time
 * @param delay the longest delay of all jobs on the host, and of its robots.txt
 * @param free connections of the host that are not in use, by the fewest of all jobs on it; may be
 *     negative
 * @param pause how long the host must still be left alone; zero or less if it need not
 * @param late for how long it has been due
 * @param probes whether the host gets one URL at a time, until it has shown how it is
 * @param asks whether robots.txt has to be asked for first
 * @param offersSitemaps whether the job has not got yet what robots.txt names
 * @param address from which the host answered last
 */
public record DueQueue(
    QueueKey key,
    String origin,
    long queued,
    Duration delay,
    int free,
    Duration pause,
    Duration late,
    boolean probes,
    boolean asks,
    boolean offersSitemaps,
    Optional<String> address) {}
