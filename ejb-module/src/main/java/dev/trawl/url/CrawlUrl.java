package dev.trawl.url;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An http or https URL as the WHATWG URL Standard parses and serialises it, without fragment.
 * Immutable; two are equal exactly if their serialised forms are. All parts are in serialised form,
 * so they are ASCII, percent-encoded, the host in Punycode.
 *
 * <p>{@code hasCredentials()} tells of a user name or password; they are part of the URL, as the
 * standard has it.
 *
 * @see <a href="https://url.spec.whatwg.org/">URL Standard</a>
 */
public final class CrawlUrl {
  /** In characters: no longer name can be looked up (RFC 1035, section 2.3.4). */
  public static final int LONGEST_HOST = 255;

  /**
   * In characters; a longer link is not followed, whatever names it: a page, a sitemap (whose
   * protocol has 2,048), robots.txt or a header field. Common servers refuse a longer request line,
   * and ten thousand short links at a base of megabytes must not fill the memory.
   */
  public static final int LONGEST_LINK = 8_192;

  private final String href;
  private final int hostStart;
  private final int hostEnd;
  private final int port;
  private final int pathStart;
  private final int queryStart;

  CrawlUrl(String href, int hostStart, int hostEnd, int port, int pathStart, int queryStart) {
    this.href = href;
    this.hostStart = hostStart;
    this.hostEnd = hostEnd;
    this.port = port;
    this.pathStart = pathStart;
    this.queryStart = queryStart;
  }

  /**
   * Parses an absolute URL; empty if the standard calls it a failure, or if its scheme is another
   * than http and https.
   */
  public static Optional<CrawlUrl> parse(String input) {
    return UrlParser.parse(input, null, QueryEncoding.UTF_8);
  }

  /**
   * What a browser makes of a link found at this URL; empty as for {@link #parse}. An empty
   * reference is this URL itself.
   */
  public Optional<CrawlUrl> resolve(String reference) {
    return UrlParser.parse(reference, this, QueryEncoding.UTF_8);
  }

  /**
   * What a browser makes of a header field, such as {@code Location}, of an answer from this URL;
   * empty as for {@link #parse}.
   *
   * @param value the field as it came, a character for each byte
   */
  public Optional<CrawlUrl> resolveField(String value) {
    return resolve(FieldValue.escaped(value));
  }

  /**
   * What a browser makes of a link in a page that is not in UTF-8: its query is written in the
   * page's encoding, everything else as in {@link #resolve(String)}.
   *
   * @param encoding one that can encode; for a page in UTF-16 the standard says UTF-8
   */
  public Optional<CrawlUrl> resolve(String reference, Charset encoding) {
    boolean legacy = !encoding.equals(StandardCharsets.UTF_8);
    return UrlParser.parse(
        reference, this, legacy ? new LegacyQuery(encoding) : QueryEncoding.UTF_8);
  }

  /** "http" or "https". */
  public String scheme() {
    return schemeValue().text;
  }

  /**
   * A name in lower case, an IPv4 address in dotted decimals, or an IPv6 address in brackets; never
   * empty.
   */
  public String host() {
    return href.substring(hostStart, hostEnd);
  }

  /** The port that is connected to, 0 to 65535, whether written or the scheme's default. */
  public int port() {
    return port;
  }

  /** {@code scheme://host[:port]}, without credentials; the scheme's default port is left out. */
  public String origin() {
    return hasCredentials() ? scheme() + "://" + authority() : href.substring(0, pathStart);
  }

  /** {@code host[:port]}, as in the Host header field; the scheme's default port is left out. */
  public String authority() {
    return href.substring(hostStart, pathStart);
  }

  public boolean hasCredentials() {
    return href.charAt(hostStart - 1) == '@';
  }

  /**
   * What goes into the request line: the path, and "?" with the query if there is a query, be it
   * empty.
   */
  public String requestTarget() {
    return href.substring(pathStart);
  }

  /** Begins with "/". */
  public String path() {
    return href.substring(pathStart, queryStart);
  }

  /**
   * Without its "?". Present and empty for a URL that ends in "?", which is another URL than the
   * one without.
   */
  public Optional<String> query() {
    return queryStart == href.length()
        ? Optional.empty()
        : Optional.of(href.substring(queryStart + 1));
  }

  /** Where in the serialised form the path begins, for who may not copy it. */
  public int pathStart() {
    return pathStart;
  }

  /** Where in the serialised form the path has ended: at the query's "?", or at the very end. */
  public int queryStart() {
    return queryStart;
  }

  /** The path up to and including its last "/". */
  public String folder() {
    return href.substring(pathStart, lastSlash() + 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof CrawlUrl that && href.equals(that.href);
  }

  @Override
  public int hashCode() {
    return href.hashCode();
  }

  /** The serialised form, which is the URL's identity and what is requested. */
  @Override
  public String toString() {
    return href;
  }

  Scheme schemeValue() {
    return href.charAt(4) == 's' ? Scheme.HTTPS : Scheme.HTTP;
  }

  int hostStart() {
    return hostStart;
  }

  int hostEnd() {
    return hostEnd;
  }

  int lastSlash() {
    return href.lastIndexOf('/', queryStart - 1);
  }
}
