package dev.trawl.access;

import java.time.Instant;

/**
 * A sign-in by a browser.
 *
 * @param created when it began
 * @param expires when it ends, unless it is used again before
 */
public record Session(Instant created, Instant expires) {}
