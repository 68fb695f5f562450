package dev.trawl.poison;

/**
 * What is known of a message that failed.
 *
 * @param count how often, by its own fault
 * @param error how the last time
 */
public record Failure(int count, String error) {}
