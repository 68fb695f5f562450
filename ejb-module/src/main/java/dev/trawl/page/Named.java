package dev.trawl.page;

import dev.trawl.sitemap.SitemapResult;
import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Urls;

/**
 * What a sitemap named.
 *
 * @param index whether these are sitemaps
 * @param urls how many URLs
 * @param refused how many entries besides, which are no URL
 */
record Named(boolean index, int urls, int refused) {
  static final Named NOTHING = new Named(false, 0, 0);

  static Named by(SitemapResult read) {
    if (read instanceof Index index) {
      return new Named(true, index.sitemaps().size(), index.refused());
    }
    return read instanceof Urls urls
        ? new Named(false, urls.urls().size(), urls.refused())
        : NOTHING;
  }

  /** The same for people. */
  String words() {
    return (index ? "sitemaps" : "pages")
        + " that it names: "
        + urls
        + (refused > 0 ? "; entries that are no URL: " + refused : "");
  }
}
