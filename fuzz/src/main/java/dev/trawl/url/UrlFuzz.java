package dev.trawl.url;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;

/**
 * A link in a page. First line: which encoding the page is in (a digit), and where it is. The rest
 * is the link.
 */
public final class UrlFuzz {
  private static final List<Charset> ENCODINGS =
      List.of(
          Charset.forName("UTF-8"),
          Charset.forName("windows-1252"),
          Charset.forName("windows-31j"),
          Charset.forName("GB18030"),
          Charset.forName("x-windows-949"),
          Charset.forName("Big5-HKSCS"),
          Charset.forName("ISO-2022-JP"),
          Charset.forName("EUC-JP"),
          Charset.forName("KOI8-R"),
          Charset.forName("x-MacUkraine"));

  private UrlFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) {
    Input input = new Input(bytes);
    Charset encoding = ENCODINGS.get(input.digit());
    Optional<CrawlUrl> page = CrawlUrl.parse(input.textLine());
    String link = input.text();
    page.ifPresent(UrlFuzz::check);
    CrawlUrl.parse(link).ifPresent(UrlFuzz::check);
    page.flatMap(url -> url.resolve(link)).ifPresent(UrlFuzz::check);
    page.flatMap(url -> url.resolve(link, encoding)).ifPresent(UrlFuzz::check);
  }

  private static void check(CrawlUrl url) {
    Oracle.url(url);
    checkParts(url);
    Oracle.same(url.resolve(""), Optional.of(url));
    // What follows the folder may look like a scheme by itself (RFC 3986, section 4.2).
    Oracle.same(
        url.resolve("./" + url.requestTarget().substring(url.folder().length())), Optional.of(url));
    CrawlUrl filtered = ParameterFilter.DEFAULT.apply(url);
    Oracle.url(filtered);
    Oracle.same(ParameterFilter.DEFAULT.apply(filtered), filtered);
    Oracle.same(ParameterFilter.NONE.apply(url), url);
    Oracle.same(UrlId.jobNumber(UrlId.of(7, url)), 7);
  }

  private static void checkParts(CrawlUrl url) {
    Oracle.check(url.scheme().equals("http") || url.scheme().equals("https"), url.scheme());
    Oracle.check(!url.host().isEmpty(), "no host");
    Oracle.check(url.port() >= 0 && url.port() <= 65535, "port " + url.port());
    Oracle.check(url.path().startsWith("/"), "path " + url.path());
    Oracle.check(url.path().startsWith(url.folder()), "folder " + url.folder());
    Oracle.same(url.requestTarget(), url.path() + url.query().map(query -> "?" + query).orElse(""));
    String plain = url.origin() + url.requestTarget();
    Oracle.check(url.hasCredentials() || plain.equals(url.toString()), "the parts are " + plain);
    Oracle.same(
        CrawlUrl.parse(plain).map(CrawlUrl::requestTarget), Optional.of(url.requestTarget()));
  }
}
