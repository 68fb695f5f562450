package dev.trawl.page;

/**
 * What a page shows.
 *
 * @param text a block a line
 * @param cut whether there is more of it
 */
public record PageText(String text, boolean cut) {}
