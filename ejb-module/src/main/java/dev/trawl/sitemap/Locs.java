package dev.trawl.sitemap;

import dev.trawl.url.CrawlUrl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The URLs of one file, in order, each once, up to the number that the protocol allows. */
final class Locs {
  private final Set<CrawlUrl> urls = new LinkedHashSet<>();
  private int count;
  private int refused;
  private boolean overflown;

  /**
   * Takes one more.
   *
   * @param written as it stands in the file
   * @param url what it was understood to be; empty if it is no URL
   */
  void add(String written, Optional<CrawlUrl> url) {
    if (count == SitemapParser.MOST_LOCS) {
      overflown = true;
      return;
    }
    count++;
    if (written.length() <= SitemapParser.LONGEST_LOC && url.filter(Locs::isShort).isPresent()) {
      urls.add(url.orElseThrow());
    } else {
      refused++;
    }
  }

  List<CrawlUrl> urls() {
    return List.copyOf(urls);
  }

  int refused() {
    return refused;
  }

  /** Whether there were more than are allowed. */
  boolean isOverflown() {
    return overflown;
  }

  private static boolean isShort(CrawlUrl url) {
    return url.toString().length() <= SitemapParser.LONGEST_LOC;
  }
}
