package dev.trawl.parse;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page leads to by itself after a time: {@code meta http-equiv=refresh} and the header
 * field {@code Refresh}.
 *
 * @see <a
 *     href="https://html.spec.whatwg.org/multipage/document-lifecycle.html#shared-declarative-refresh-steps">HTML
 *     Standard, shared declarative refresh steps</a>
 */
public final class Refresh {
  private static final String SPACES = "[ \\t\\n\\f\\r]*+";

  /** A time, which may begin with its point, and whatever of {@code 1.2.3} it should be. */
  private static final Pattern TIME =
      Pattern.compile(
          SPACES + "(?:[0-9]|(?=\\.))[0-9.]*+(?=[;, \\t\\n\\f\\r])" + SPACES + "[;,]?+" + SPACES);

  private static final Pattern NAME =
      Pattern.compile("url" + SPACES + "=" + SPACES, Pattern.CASE_INSENSITIVE);

  private Refresh() {}

  /**
   * The URL as it stands there, and possibly empty; none if it is the page itself that is loaded
   * again, or if nothing is.
   */
  public static Optional<String> url(String content) {
    Matcher time = TIME.matcher(content);
    if (!time.lookingAt() || time.end() == content.length()) {
      return Optional.empty();
    }
    Matcher name = NAME.matcher(content).region(time.end(), content.length());
    return Optional.of(unquoted(content.substring(name.lookingAt() ? name.end() : time.end())));
  }

  /** A quote that is not closed ends with the text. */
  private static String unquoted(String url) {
    if (!url.startsWith("\"") && !url.startsWith("'")) {
      return url;
    }
    int end = url.indexOf(url.charAt(0), 1);
    return url.substring(1, end < 0 ? url.length() : end);
  }
}
