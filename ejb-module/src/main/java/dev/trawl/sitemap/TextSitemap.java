package dev.trawl.sitemap;

import dev.trawl.sitemap.SitemapResult.Urls;
import dev.trawl.url.CrawlUrl;
import java.io.IOException;

/** A URL a line. They have to be absolute: relative to something, every line would be one. */
final class TextSitemap {
  private TextSitemap() {}

  static SitemapResult read(CharSource text, Unpacked content) throws IOException {
    Locs locs = new Locs();
    while (text.peek() != CharSource.END && !locs.isOverflown()) {
      String line = Blank.strip(line(text));
      if (line.indexOf('\0') >= 0) {
        return SitemapParser.notASitemap("neither XML nor text");
      }
      // A last line that may be half a line may be half a URL.
      boolean isWhole = text.peek() != CharSource.END || !content.isCut();
      if (!line.isEmpty() && isWhole) {
        locs.add(line, CrawlUrl.parse(line));
      }
    }
    return locs.urls().isEmpty()
        ? SitemapParser.notASitemap("neither XML nor a list of URLs")
        : new Urls(locs.urls(), locs.refused(), locs.isOverflown() || content.isCut());
  }

  private static String line(CharSource text) throws IOException {
    BoundedText line = new BoundedText(CrawlUrl.LONGEST_LINK + 1);
    int c = text.read();
    while (c != '\n' && c != '\r' && c != CharSource.END) {
      line.append(c);
      c = text.read();
    }
    return line.toString();
  }
}
