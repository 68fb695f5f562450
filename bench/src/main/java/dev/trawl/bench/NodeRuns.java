package dev.trawl.bench;

import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Trawl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The same crawls by one node and by two, each with a stack of its own, in turn: what a second node
 * costs a machine that has no processor left for it. The other stack is idle meanwhile. In turn,
 * because a machine that others use too is now faster, now slower, for minutes.
 */
record NodeRuns(Crawl one, Crawl two, double ratio) {

  /** For each node: two that share a crawl have run half of it each. */
  private static final int WARM_UP = 3;

  private static final int MEASURED = 7;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  static NodeRuns measure(SiteProcess site, int connections, Set<String> truth) {
    try (Trawl alone = Trawl.fresh();
        Trawl pair = Trawl.fresh()) {
      up(alone, 1);
      up(pair, 2);
      for (int number = 0; number < WARM_UP; number++) {
        crawl(alone, site, connections, truth);
        crawl(pair, site, connections, truth);
        crawl(pair, site, connections, truth);
      }
      List<Crawl> one = new ArrayList<>();
      List<Crawl> two = new ArrayList<>();
      for (int number = 0; number < MEASURED; number++) {
        one.add(crawl(alone, site, connections, truth));
        two.add(crawl(pair, site, connections, truth));
        System.err.printf(
            "one node %.0f pages/s, two nodes %.0f%n",
            one.get(number).pagesPerSecond(), two.get(number).pagesPerSecond());
      }
      return new NodeRuns(median(one), median(two), medianRatio(one, two));
    }
  }

  private static void up(Trawl trawl, int nodes) {
    trawl.run(LIMIT, "up", "--nodes", Integer.toString(nodes)).orThrow();
  }

  private static Crawl crawl(Trawl trawl, SiteProcess site, int connections, Set<String> truth) {
    return TrawlRuns.crawl(trawl.api(), site, connections, truth);
  }

  private static Crawl median(List<Crawl> crawls) {
    return crawls.stream()
        .sorted(Comparator.comparingDouble(Crawl::pagesPerSecond))
        .toList()
        .get(crawls.size() / 2);
  }

  /** Of crawls that followed each other. */
  private static double medianRatio(List<Crawl> one, List<Crawl> two) {
    return IntStream.range(0, one.size())
        .mapToDouble(i -> two.get(i).pagesPerSecond() / one.get(i).pagesPerSecond())
        .sorted()
        .toArray()[one.size() / 2];
  }
}
