package dev.trawl.page;

import java.util.Optional;
import java.util.UUID;

/**
 * A page that leads to another one.
 *
 * @param id its URL's id
 * @param url as it was requested
 * @param title of an HTML page
 * @param status HTTP status: a redirect leads there by itself, anything else by a link
 */
public record Inlink(UUID id, String url, Optional<String> title, Optional<Integer> status) {}
