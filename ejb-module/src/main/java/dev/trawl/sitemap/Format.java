package dev.trawl.sitemap;

import java.util.Optional;

/** The kinds of XML that are read, each with its entries and where their URL stands. */
enum Format {
  URLSET("urlset", "url", "loc"),
  INDEX("sitemapindex", "sitemap", "loc"),
  RSS("rss", "item", "link"),
  /** RSS 1.0, whose items are beside the channel and not in it. */
  RDF("RDF", "item", "link"),
  ATOM("feed", "entry", "link");

  private final String root;
  private final String entry;
  private final String loc;

  Format(String root, String entry, String loc) {
    this.root = root;
    this.entry = entry;
    this.loc = loc;
  }

  static Optional<Format> ofRoot(XmlName name) {
    for (Format format : values()) {
      if (name.is(format.root)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  boolean isEntry(XmlName name) {
    return name.is(entry);
  }

  boolean isLoc(XmlName name) {
    return name.is(loc);
  }

  boolean isSitemap() {
    return this == URLSET || this == INDEX;
  }

  boolean isRss() {
    return this == RSS || this == RDF;
  }
}
