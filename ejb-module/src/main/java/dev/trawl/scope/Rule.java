package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/** One question about a URL. */
@FunctionalInterface
interface Rule {
  /**
   * The decision, or nothing if the rule abstains.
   *
   * @param depth links from a seed, on the shortest path known
   */
  Optional<Decision> ask(CrawlUrl url, int depth);
}
