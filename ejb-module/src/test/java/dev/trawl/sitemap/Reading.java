package dev.trawl.sitemap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.sitemap.SitemapResult.Urls;
import dev.trawl.url.CrawlUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/** Short ways to read something as if it lay at {@link #AT}. */
final class Reading {
  static final CrawlUrl AT = CrawlUrl.parse("https://a.example/maps/sitemap.xml").orElseThrow();

  private Reading() {}

  static SitemapResult read(byte[] body) {
    return SitemapParser.parse(AT, Optional.empty(), new ByteArrayInputStream(body));
  }

  static SitemapResult read(String text) {
    return read(text.getBytes(StandardCharsets.UTF_8));
  }

  static Urls urls(String text) {
    return urls(read(text));
  }

  static Urls urls(SitemapResult result) {
    assertThat(result).isInstanceOf(Urls.class);
    return (Urls) result;
  }

  static Index index(SitemapResult result) {
    assertThat(result).isInstanceOf(Index.class);
    return (Index) result;
  }

  static Unreadable unreadable(SitemapResult result) {
    assertThat(result).isInstanceOf(Unreadable.class);
    return (Unreadable) result;
  }

  static List<String> texts(List<CrawlUrl> urls) {
    return urls.stream().map(CrawlUrl::toString).toList();
  }

  /** The pages of a sitemap with this inside its root, which is read without complaint. */
  static List<String> pages(String inRoot) {
    Urls urls = urls(urlset(inRoot));
    assertThat(urls.refused()).isZero();
    assertThat(urls.cut()).isFalse();
    return texts(urls.urls());
  }

  /** The page of a loc that is written like this. */
  static List<String> page(String loc) {
    return pages("<url><loc>" + loc + "</loc></url>");
  }

  static String urlset(String inRoot) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        + "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
        + inRoot
        + "</urlset>\n";
  }

  static byte[] gzip(byte[] content) {
    return gzip(packed -> packed.write(content));
  }

  static byte[] gzip(Content content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream packed = new GZIPOutputStream(bytes)) {
      content.writeTo(packed);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** What is too much to be made at once. */
  interface Content {
    void writeTo(OutputStream stream) throws IOException;
  }
}
