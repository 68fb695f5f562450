package dev.trawl.job;

import dev.trawl.url.CrawlUrl;
import java.util.List;

/**
 * Which sitemaps a job reads.
 *
 * @param ofRobots those that robots.txt names
 * @param urls those that are asked for; none where {@code ofRobots}
 */
public record Sitemaps(boolean ofRobots, List<CrawlUrl> urls) {
  /** Those of robots.txt. */
  public static final Sitemaps ROBOTS = new Sitemaps(true, List.of());

  /** None at all. */
  public static final Sitemaps OFF = new Sitemaps(false, List.of());

  /** Copies the list. */
  public Sitemaps {
    urls = List.copyOf(urls);
  }

  /** Whether any may be read. */
  public boolean isOn() {
    return ofRobots || !urls.isEmpty();
  }
}
