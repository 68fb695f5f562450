package dev.trawl.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of a URL in a job, and why.
 *
 * @param url as the job has it
 * @param kind {@code page}, {@code sitemap} or {@code robots}
 * @param state {@code queued}, {@code in-flight} or {@code done}
 * @param outcome {@code fetched}, {@code redirected}, {@code failed} or {@code excluded}; empty
 *     while it is open
 * @param rule the one that keeps it out, where one does
 * @param detail for people: what of the rule it was, how it failed, where a redirect leads, or what
 *     it waits for
 * @param depth links from a seed, by the shortest path; of a sitemap, indexes on the way to it
 * @param referrer the URL of the page or redirect that named it on that path, or the index that
 *     named a sitemap; empty for seeds, and for what the job or robots.txt names
 * @param attempts in the order in which they were made, the last of them also where it ended
 *     without a request; none of robots.txt, which is asked for by the host
 */
public record Why(
    String url,
    String kind,
    String state,
    Optional<String> outcome,
    Optional<String> rule,
    Optional<String> detail,
    int depth,
    Optional<String> referrer,
    List<Attempt> attempts) {
  static final String PAGE = "page";
  static final String SITEMAP = "sitemap";
  static final String ROBOTS = "robots";

  static Why of(
      String url,
      String kind,
      Fate fate,
      int depth,
      Optional<String> referrer,
      List<Attempt> attempts) {
    return new Why(
        url,
        kind,
        fate.state(),
        fate.outcome(),
        fate.rule(),
        fate.detail(),
        depth,
        referrer,
        attempts);
  }

  /**
   * One attempt.
   *
   * @param at when it began
   * @param node who made it
   * @param status HTTP status; empty if there was no answer
   * @param error why there was no good answer
   * @param detail the same for people
   * @param durationMs milliseconds from there to the end of the answer
   */
  public record Attempt(
      Instant at,
      String node,
      Optional<Integer> status,
      Optional<String> error,
      Optional<String> detail,
      long durationMs) {}
}
