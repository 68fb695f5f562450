package dev.trawl.http;

/**
 * There is no complete answer.
 *
 * @param reason for programs
 * @param detail for people: one line that adds to the reason, without the URL
 */
public record Failure(Reason reason, String detail) implements Exchange {}
