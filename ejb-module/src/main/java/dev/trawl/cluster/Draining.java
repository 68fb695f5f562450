package dev.trawl.cluster;

/**
 * This node {@linkplain Load#drain takes nothing more}, and what is in work is to come to its end.
 * Whoever has some waits for it, within a bounded time, while this is told.
 */
public record Draining() {}
