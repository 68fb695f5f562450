package dev.trawl.sitemap;

import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.sitemap.SitemapResult.Urls;
import dev.trawl.sitemap.XmlToken.Doctype;
import dev.trawl.sitemap.XmlToken.EndOfFile;
import dev.trawl.sitemap.XmlToken.Start;
import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.util.Optional;

/** Reads XML: its root element says what it is. Nothing after the root is looked at. */
final class XmlSitemap {
  private final CrawlUrl base;
  private final XmlScanner scanner;

  XmlSitemap(CrawlUrl base, CharSource text) {
    this.base = base;
    this.scanner = new XmlScanner(text);
  }

  SitemapResult read() throws IOException {
    XmlToken token = scanner.next();
    while (!(token instanceof Start)) {
      if (token instanceof Doctype type && type.hasInternalSubset()) {
        return new Unreadable(Unreadable.DTD, "its document type has declarations of its own");
      }
      if (token instanceof EndOfFile) {
        return SitemapParser.notASitemap("there is no element in it");
      }
      token = scanner.next();
    }
    return read((Start) token);
  }

  private SitemapResult read(Start root) throws IOException {
    Optional<Format> format = Format.ofRoot(root.name());
    return format.isPresent()
        ? read(root, format.get())
        : SitemapParser.notASitemap("its root element is " + printable(root.name()));
  }

  private SitemapResult read(Start root, Format format) throws IOException {
    Entries entries = new Entries(base, format);
    Locs locs = entries.locs();
    XmlToken token = root;
    entries.take(root);
    while (!entries.isEnd() && !locs.isOverflown() && !(token instanceof EndOfFile)) {
      token = scanner.next();
      entries.take(token);
    }
    boolean cut = !entries.isEnd() || locs.isOverflown();
    return format == Format.INDEX
        ? new Index(locs.urls(), locs.refused(), cut)
        : new Urls(locs.urls(), locs.refused(), cut);
  }

  /** Fit for a log, a database and a line. */
  private static String printable(XmlName name) {
    return name.local().replaceAll("[^!-~]", "?");
  }
}
