package dev.trawl.page;

import java.util.Optional;

/**
 * Which pages of a job are wanted; everything that is given must hold.
 *
 * @param status the HTTP status
 * @param host the URL's host, with or without its port
 * @param type the beginning of the content type
 * @param text a part of the URL or the title, whatever its case
 */
public record PageFilter(
    Optional<Integer> status,
    Optional<String> host,
    Optional<String> type,
    Optional<String> text) {}
