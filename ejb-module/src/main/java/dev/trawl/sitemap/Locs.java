package dev.trawl.sitemap;

import dev.trawl.url.CrawlUrl;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The URLs of one file, in order, each once, up to the number that the protocol allows, and in all
 * not much longer than they stand in the file: fifty thousand that take five characters each would
 * take 400 MB at a base of eight thousand.
 */
final class Locs {
  /** How many characters one may become, where it is percent-encoded. */
  private static final int GROWTH = 9;

  /** In characters: so much longer all of them together may be, for relative ones. */
  private static final int MOST_ADDED = 8 << 20;

  private final Set<CrawlUrl> urls = new LinkedHashSet<>();
  private int count;
  private int refused;
  private boolean overflown;
  private long room = MOST_ADDED;

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
    if (written.length() <= CrawlUrl.LONGEST_LINK && url.filter(Locs::isShort).isPresent()) {
      add(written.length(), url.orElseThrow());
    } else {
      refused++;
    }
  }

  private void add(int written, CrawlUrl url) {
    room -= Math.max(0, url.toString().length() - GROWTH * written);
    if (room < 0) {
      overflown = true;
    } else {
      urls.add(url);
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
    return url.toString().length() <= CrawlUrl.LONGEST_LINK;
  }
}
