package dev.trawl.page;

import dev.trawl.body.BodyStore;
import dev.trawl.config.TrawlConfig;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.parse.HtmlParser;
import dev.trawl.parse.ParsedPage;
import dev.trawl.parse.Refresh;
import dev.trawl.sitemap.SitemapParser;
import dev.trawl.sitemap.SitemapResult;
import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Parses a body, with the memory that this takes: what is large waits until there is that much. */
final class Parsing {
  /** In bytes: so little that nobody waits for it, however many parse at once. */
  private static final long SMALL = 64 * 1024;

  /** In bytes: a larger page never is in memory as a tree, nor as a text. */
  static final int LARGEST_TREE = 1 << 20;

  /** A tree takes so many times the bytes of a page that consists of short tags only. */
  private static final int TREE = 32;

  /** What is kept while a page is read bit by bit: mostly its links, as they stand there. */
  private static final long STREAMED = 24L << 20;

  /** So many times its bytes are the URLs of a sitemap, in two forms. */
  private static final long URLS = 4;

  /** So many times its bytes may be in a sitemap that is a file of gzip. */
  private static final int PACKED = 16;

  private final CrawlUrl url;
  private final Answer answer;
  private final Decoded decoded;
  private final BodyStore bodies;

  Parsing(CrawlUrl url, Answer answer, Decoded decoded, BodyStore bodies) {
    this.url = url;
    this.answer = answer;
    this.decoded = decoded;
    this.bodies = bodies;
  }

  boolean isHtml() {
    return HtmlParser.isHtml(answer.contentType(), decoded.start());
  }

  /**
   * With the link of the answer's field {@code Refresh}, which stands for an element of the page.
   */
  ParsedPage page() {
    ParsedPage page =
        decoded.length() <= LARGEST_TREE
            ? asTree(bodies, decoded.length(), this::parseAsTree)
            : within(bodies, STREAMED, this::parseAsStream);
    return answer
        .headers()
        .first("Refresh")
        .flatMap(Refresh::url)
        .flatMap(url::resolveField)
        .map(page::withLink)
        .orElse(page);
  }

  SitemapResult sitemap() {
    byte[] start = decoded.start();
    boolean gzip = start.length > 1 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b;
    long unpacked = gzip ? PACKED * decoded.length() : decoded.length();
    return within(bodies, URLS * Math.min(unpacked, SitemapParser.MOST_BYTES), this::readSitemap);
  }

  /** Does something that needs the tree of a page of so many bytes. */
  static <T> T asTree(BodyStore bodies, long length, Supplier<T> task) {
    return within(bodies, TREE * length, task);
  }

  private static <T> T within(BodyStore bodies, long bytes, Supplier<T> task) {
    return bytes <= TREE * SMALL ? task.get() : bodies.within(bytes, task);
  }

  private ParsedPage parseAsTree() {
    return HtmlParser.parse(url, answer.contentType(), decoded.bytes(), TrawlConfig.ROBOTS_TOKEN);
  }

  private ParsedPage parseAsStream() {
    try {
      return HtmlParser.parse(
          url, answer.contentType(), decoded.start(), decoded::open, TrawlConfig.ROBOTS_TOKEN);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SitemapResult readSitemap() {
    try (InputStream in = decoded.open()) {
      return SitemapParser.parse(url, answer.contentType(), in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
