package dev.trawl.sitemap;

import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads sitemaps, whatever of their formats it is. */
public final class SitemapParser {
  /** How many entries of a file are read, as the protocol says. */
  public static final int MOST_LOCS = 50_000;

  /** How many bytes of a file are read, unpacked, as the protocol says. */
  public static final int MOST_BYTES = 50 * 1024 * 1024;

  private SitemapParser() {}

  /**
   * Reads a file. Its content says what it is; name and type are not asked.
   *
   * @param url where it was found, which relative URLs in it are resolved against
   * @param contentType the header's value, for its charset alone
   * @param body after content decoding
   */
  public static SitemapResult parse(CrawlUrl url, Optional<String> contentType, InputStream body) {
    try (Unpacked content = Unpacked.of(body)) {
      CharSource text = new CharSource(Encodings.reader(content, contentType));
      text.skipWhiteSpace();
      return switch (text.peek()) {
        case CharSource.END -> notASitemap("there is nothing in it");
        case '<' -> new XmlSitemap(url, text).read();
        default -> TextSitemap.read(text, content);
      };
    } catch (IOException e) {
      // What is said to be packed is not.
      return notASitemap("cannot be unpacked");
    }
  }

  static Unreadable notASitemap(String detail) {
    return new Unreadable(Unreadable.NOT_A_SITEMAP, detail);
  }
}
