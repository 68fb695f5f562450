package dev.trawl.cookie;

import dev.trawl.scope.RegisteredDomain;
import dev.trawl.url.CrawlUrl;
import java.time.Instant;
import java.util.Optional;

/** What the value of a Set-Cookie field makes of an answer (RFC 6265 sections 5.2 and 5.3). */
public final class SetCookie {
  /** Of name and value together: what section 6.1 asks for at the least. */
  private static final int LONGEST = 4_096;

  private static final int LONGEST_PATH = 1_024;

  private SetCookie() {}

  /**
   * Reads one field.
   *
   * @param field its value
   * @param url what was requested
   * @param at when the answer came, which a Max-Age begins at
   * @return empty if it is none, or not for this host; a cookie that is to be removed has expired
   */
  public static Optional<Cookie> parse(String field, CrawlUrl url, Instant at) {
    int end = field.indexOf(';');
    String pair = end < 0 ? field : field.substring(0, end);
    int equals = pair.indexOf('=');
    if (equals < 0) {
      return Optional.empty();
    }
    String name = Attributes.strip(pair.substring(0, equals));
    String value = Attributes.strip(pair.substring(equals + 1));
    Attributes attributes = Attributes.of(end < 0 ? "" : field.substring(end), url.path(), at);
    if (name.isEmpty()
        || name.length() + value.length() > LONGEST
        || attributes.path().length() > LONGEST_PATH
        || !isPrintable(name + value + attributes.path())) {
      return Optional.empty();
    }
    return domain(attributes.domain(), url.host())
        .map(
            domain ->
                new Cookie(
                    name,
                    value,
                    domain.isEmpty() ? url.host() : domain,
                    domain.isEmpty(),
                    attributes.path(),
                    attributes.secure(),
                    attributes.expires()));
  }

  /** Steps 4 to 6 of section 5.3: empty to refuse the cookie, "" if it is for the host alone. */
  private static Optional<String> domain(String domain, String host) {
    if (domain.isEmpty()) {
      return Optional.of("");
    }
    if (!Domains.match(host, domain)) {
      return Optional.empty();
    }
    boolean suffix = RegisteredDomain.isPublicSuffix(domain);
    return suffix && !domain.equals(host) ? Optional.empty() : Optional.of(suffix ? "" : domain);
  }

  private static boolean isPrintable(String text) {
    return text.chars().allMatch(c -> c >= ' ' && c < 0x7f);
  }
}
