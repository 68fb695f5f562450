package dev.trawl.bench;

import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Trawl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * The same crawls by one node and by two, on the same stack: what a second node costs a machine
 * that has no processor left for it.
 */
record NodeRuns(Crawl one, Crawl two) {

  /** For each node: two that share a crawl have run half of it each. */
  private static final int WARM_UP = 3;

  private static final int MEASURED = 5;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  static NodeRuns measure(SiteProcess site, int connections, Set<String> truth) {
    try (Trawl trawl = Trawl.fresh()) {
      trawl.run(LIMIT, "status");
      Crawl one = median(trawl, 1, site, connections, truth);
      trawl.down().orThrow();
      Crawl two = median(trawl, 2, site, connections, truth);
      return new NodeRuns(one, two);
    }
  }

  double ratio() {
    return two.pagesPerSecond() / one.pagesPerSecond();
  }

  /** Of the crawls after those that warm the nodes up. */
  private static Crawl median(
      Trawl trawl, int nodes, SiteProcess site, int connections, Set<String> truth) {
    trawl.run(LIMIT, "up", "--nodes", Integer.toString(nodes)).orThrow();
    List<Crawl> crawls = new ArrayList<>();
    int warmUp = nodes * WARM_UP;
    for (int number = 0; number < warmUp + MEASURED; number++) {
      Crawl crawl = TrawlRuns.crawl(trawl.api(), site, connections, truth);
      System.err.printf(
          "%d nodes, crawl %d: %.0f pages/s%n", nodes, number + 1, crawl.pagesPerSecond());
      if (number >= warmUp) {
        crawls.add(crawl);
      }
    }
    crawls.sort(Comparator.comparingDouble(Crawl::pagesPerSecond));
    return crawls.get(crawls.size() / 2);
  }
}
