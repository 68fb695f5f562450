package dev.trawl.sitemap;

import dev.trawl.url.CrawlUrl;
import java.util.List;

/** What came of reading a sitemap. */
public sealed interface SitemapResult {

  /**
   * A list of pages; a feed is one, too.
   *
   * @param urls in order, each once, of any host
   * @param refused how many more there were that are no http or https URL, or too long
   * @param cut whether the file broke off, or went on above a limit
   */
  record Urls(List<CrawlUrl> urls, int refused, boolean cut) implements SitemapResult {}

  /**
   * A list of sitemaps.
   *
   * @param sitemaps in order, each once, of any host
   * @param refused as in {@link Urls}
   * @param cut as in {@link Urls}
   */
  record Index(List<CrawlUrl> sitemaps, int refused, boolean cut) implements SitemapResult {}

  /**
   * Neither of them, or one that is not read.
   *
   * @param reason {@link #NOT_A_SITEMAP} or {@link #DTD}
   * @param detail one line for people
   */
  record Unreadable(String reason, String detail) implements SitemapResult {
    /** A page of HTML, an error message, rubbish, nothing. */
    public static final String NOT_A_SITEMAP = "sitemap-unreadable";

    /** It declares entities or what else an internal DTD subset holds, which no sitemap needs. */
    public static final String DTD = "sitemap-dtd";
  }
}
