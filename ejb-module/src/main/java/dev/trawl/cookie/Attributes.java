package dev.trawl.cookie;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.apache.hc.client5.http.cookie.MalformedCookieException;
import org.apache.hc.client5.http.impl.cookie.BasicClientCookie;
import org.apache.hc.client5.http.impl.cookie.LaxExpiresHandler;

/**
 * The attributes of a Set-Cookie field; the last of a kind holds, and what cannot be read is as if
 * it were not there (RFC 6265 section 5.2).
 *
 * @param domain in lower case, without a dot before it; empty for none
 * @param path that of the request's folder for none
 * @param secure whether there was a Secure
 * @param expires by Max-Age, else by Expires
 */
record Attributes(String domain, String path, boolean secure, Optional<Instant> expires) {
  /** Nothing that a crawl needs lasts longer, and the sum stays in the range of a time. */
  private static final Duration LONGEST_AGE = Duration.ofDays(3_650);

  private static final int DIGITS = 18;

  /**
   * Reads them.
   *
   * @param text each with a semicolon before it
   * @param requested path of the request
   * @param at when the answer came
   */
  static Attributes of(String text, String requested, Instant at) {
    String domain = "";
    String path = Paths.byDefault(requested);
    boolean secure = false;
    Optional<Instant> expires = Optional.empty();
    Optional<Instant> maxAge = Optional.empty();
    for (String attribute : text.split(";", -1)) {
      String value = value(attribute);
      switch (name(attribute)) {
        case "domain" -> domain = value.isEmpty() ? domain : domain(value);
        case "path" -> path = value.startsWith("/") ? value : Paths.byDefault(requested);
        case "secure" -> secure = true;
        case "expires" -> expires = latest(date(value), expires);
        case "max-age" -> maxAge = latest(age(value, at), maxAge);
        default -> {
          // Ignored, as section 5.2 has it for what it does not know.
        }
      }
    }
    return new Attributes(domain, path, secure, maxAge.isPresent() ? maxAge : expires);
  }

  private static Optional<Instant> latest(Optional<Instant> read, Optional<Instant> before) {
    return read.isPresent() ? read : before;
  }

  private static String name(String attribute) {
    int equals = attribute.indexOf('=');
    return strip(equals < 0 ? attribute : attribute.substring(0, equals)).toLowerCase(Locale.ROOT);
  }

  private static String value(String attribute) {
    int equals = attribute.indexOf('=');
    return equals < 0 ? "" : strip(attribute.substring(equals + 1));
  }

  /** Section 5.2.3. */
  private static String domain(String value) {
    return (value.startsWith(".") ? value.substring(1) : value).toLowerCase(Locale.ROOT);
  }

  /** Section 5.2.2. */
  private static Optional<Instant> age(String value, Instant at) {
    boolean negative = value.startsWith("-");
    String digits = negative ? value.substring(1) : value;
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    if (negative) {
      return Optional.of(Instant.EPOCH);
    }
    long seconds = digits.length() > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits);
    return Optional.of(
        seconds == 0 ? Instant.EPOCH : at.plusSeconds(Math.min(seconds, LONGEST_AGE.toSeconds())));
  }

  /** Section 5.1.1. */
  private static Optional<Instant> date(String value) {
    BasicClientCookie cookie = new BasicClientCookie("date", "");
    try {
      LaxExpiresHandler.INSTANCE.parse(cookie, value);
    } catch (MalformedCookieException | DateTimeException e) {
      // No date, or one that no calendar has, such as the 31st of February.
      return Optional.empty();
    }
    return Optional.ofNullable(cookie.getExpiryInstant());
  }

  /** White space of section 5.2: space and tab. */
  static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isWhite(text.charAt(start))) {
      start++;
    }
    while (end > start && isWhite(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isWhite(char c) {
    return c == ' ' || c == '\t';
  }
}
