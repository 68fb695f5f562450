package dev.trawl.sitemap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.sitemap.SitemapResult.Index;
import dev.trawl.sitemap.SitemapResult.Unreadable;
import dev.trawl.sitemap.SitemapResult.Urls;
import dev.trawl.url.CrawlUrl;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A sitemap. First line: how often it is repeated, "z" if it is to be packed, after how many 95ths
 * it breaks off (a printable character), its content type.
 */
public final class SitemapFuzz {
  private static final CrawlUrl BASE =
      CrawlUrl.parse("https://a.example/folder/sitemap.xml").orElseThrow();

  private static final Set<String> REASONS = Set.of(Unreadable.NOT_A_SITEMAP, Unreadable.DTD);

  private SitemapFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    int times = input.digit();
    boolean isPacked = input.option() == 'z';
    int part = Math.max(0, Math.min(94, input.option() - ' '));
    Optional<String> contentType = Optional.of(input.line()).filter(type -> !type.isEmpty());
    byte[] body = input.rest(times);
    SitemapResult whole = parse(contentType, isPacked ? packed(body) : body);
    check(whole);
    byte[] begin = Arrays.copyOf(body, (int) ((long) body.length * part / 95));
    SitemapResult broken = parse(contentType, begin);
    check(broken);
    if (isXmlInAscii(contentType, body)) {
      checkBroken(urls(broken), urls(whole));
    }
  }

  private static SitemapResult parse(Optional<String> contentType, byte[] body) {
    return SitemapParser.parse(BASE, contentType, new ByteArrayInputStream(body));
  }

  private static void check(SitemapResult result) {
    if (result instanceof Unreadable unreadable) {
      Oracle.check(REASONS.contains(unreadable.reason()), unreadable.reason());
      Oracle.line(unreadable.detail());
      return;
    }
    List<CrawlUrl> urls = urls(result);
    int refused = result instanceof Urls pages ? pages.refused() : ((Index) result).refused();
    Oracle.check(refused >= 0, "refused " + refused);
    Oracle.check(
        (long) urls.size() + refused <= SitemapParser.MOST_LOCS, "too many: " + urls.size());
    Oracle.check(new HashSet<>(urls).size() == urls.size(), "a URL that comes twice");
    for (CrawlUrl url : urls) {
      Oracle.url(url);
      Oracle.check(url.toString().length() <= CrawlUrl.LONGEST_LINK, "a URL that is too long");
    }
  }

  /** What breaks off gives what was read before, and no half of a URL. */
  private static void checkBroken(List<CrawlUrl> broken, List<CrawlUrl> whole) {
    Oracle.check(
        broken.size() <= whole.size() && whole.subList(0, broken.size()).equals(broken),
        "broken off it has " + broken + ", whole " + whole);
  }

  /** In which a cut cannot change what stands before it: no name of an encoding is cut through. */
  private static boolean isXmlInAscii(Optional<String> contentType, byte[] body) {
    String text = new String(body, ISO_8859_1);
    return text.startsWith("<")
        && !text.startsWith("<\0")
        && !text.contains("encoding")
        && contentType.filter(type -> type.contains("=")).isEmpty();
  }

  private static List<CrawlUrl> urls(SitemapResult result) {
    if (result instanceof Urls pages) {
      return pages.urls();
    }
    return result instanceof Index index ? index.sitemaps() : List.of();
  }

  private static byte[] packed(byte[] body) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
