package dev.trawl.frontier;

import dev.trawl.host.QueueKey;

/**
 * A queue whose host was given up for the job.
 *
 * @param key job and host
 * @param error that its URLs end with
 * @param detail for people
 */
public record GivenUpQueue(QueueKey key, String error, String detail) {}
