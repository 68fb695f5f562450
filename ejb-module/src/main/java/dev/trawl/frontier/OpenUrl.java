package dev.trawl.frontier;

import dev.trawl.host.QueueKey;
import java.util.Optional;
import java.util.UUID;

/**
 * A URL that is open, locked by this transaction.
 *
 * @param id its id
 * @param queue job and host
 * @param url as it was offered
 * @param depth links from a seed, by the shortest path known
 * @param hops redirects in a row that led here
 * @param stay links in a row that led here without leaving its area
 * @param attempt requests made before
 * @param task the task it is leased in; empty if its lease ran out and it is queued again
 * @param troubled whether something speaks against its host at the moment, be it no failure that
 *     counts
 * @param sitemap whether it is a sitemap, and no page
 * @param address from which its host answered last
 * @param asks whether its host is to be asked for robots.txt first
 */
public record OpenUrl(
    UUID id,
    QueueKey queue,
    String url,
    int depth,
    int hops,
    int stay,
    int attempt,
    Optional<UUID> task,
    boolean troubled,
    boolean sitemap,
    Optional<String> address,
    boolean asks) {}
