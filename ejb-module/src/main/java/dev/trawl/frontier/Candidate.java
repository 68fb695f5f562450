package dev.trawl.frontier;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;
import java.util.UUID;

/**
 * A URL that somebody found.
 *
 * @param id its id in the job
 * @param url the URL
 * @param depth links from a seed on the way that found it
 * @param hops redirects in a row that led here
 * @param referrer the page or redirect that named it; empty for seeds
 * @param stay links in a row that led here without leaving its area, see {@link
 *     dev.trawl.scope.Stay}
 * @param rule the scope's rule that keeps it out; empty if it is in scope
 */
public record Candidate(
    UUID id,
    CrawlUrl url,
    int depth,
    int hops,
    int stay,
    Optional<UUID> referrer,
    Optional<String> rule) {
  /** The rule of a URL to which only links lead that are not to be followed. */
  public static final String NOFOLLOW = "nofollow";

  /** The same, kept out by the rule of that name. */
  Candidate keptOutBy(String name) {
    return new Candidate(id, url, depth, hops, stay, referrer, Optional.of(name));
  }

  /** The same on a path that is known to be no longer than this. */
  Candidate notDeeperThan(int known) {
    return new Candidate(id, url, Math.min(depth, known), hops, stay, referrer, rule);
  }
}
