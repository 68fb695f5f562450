package dev.trawl.page;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A sitemap of a job as the outside sees it.
 *
 * @param id of its URL as that of a sitemap
 * @param url as it was requested, or will be
 * @param state {@code queued}, {@code in-flight} or {@code done}
 * @param outcome {@code fetched}, {@code redirected}, {@code failed} or {@code excluded}; empty
 *     while it is open
 * @param rule the one that keeps it out, where one does
 * @param detail of the rule or the error, for people
 * @param source what named it: {@code robots}, {@code job}, {@code index} or {@code redirect}
 * @param referrer the URL of that index or redirect
 * @param level indexes on the way to it
 * @param end what came of it; empty while it is open, and if it is kept out
 */
public record SitemapView(
    UUID id,
    String url,
    String state,
    Optional<String> outcome,
    Optional<String> rule,
    Optional<String> detail,
    String source,
    Optional<String> referrer,
    int level,
    Optional<End> end) {
  /**
   * What came of a sitemap.
   *
   * @param status HTTP status; empty if there was no answer
   * @param error why it was not read, or not to its end
   * @param location where a redirect leads
   * @param index whether what it named are sitemaps
   * @param urls that it named; of those only new and in scope is crawled
   * @param refused entries besides that are no URL
   * @param fetchedAt when the request began, or it was given up without one
   * @param durationMs milliseconds from there to the end of the answer
   * @param node who fetched it
   */
  public record End(
      Optional<Integer> status,
      Optional<String> error,
      Optional<String> location,
      boolean index,
      int urls,
      int refused,
      Instant fetchedAt,
      long durationMs,
      String node) {}
}
