package dev.trawl.site;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An absolute http URL of a site, resolved and serialised as the URL standard (WHATWG) does it.
 * Only what a link within one site needs: hosts are compared, never parsed.
 */
record SiteUrl(String origin, String path, String query) {

  /** https://url.spec.whatwg.org/#path-percent-encode-set, as far as it is printable. */
  private static final String PATH_ENCODED = " \"#<>?^`{}";

  /** https://url.spec.whatwg.org/#special-query-percent-encode-set, as far as it is printable. */
  private static final String QUERY_ENCODED = " \"#<>'";

  private static final Pattern ENCODED_DOT = Pattern.compile("(?i)%2e");
  private static final Pattern LINE_ENDS = Pattern.compile("[\t\n\r]");
  private static final Pattern SCHEME =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*):(.*)", Pattern.DOTALL);
  private static final Pattern ABSOLUTE =
      Pattern.compile("(http://[^/?#]+)([^?#]*)(\\?[^#]*)?.*", Pattern.DOTALL);

  /** Parses an absolute http URL; empty for any other scheme. */
  static Optional<SiteUrl> parse(String url) {
    Matcher matcher = ABSOLUTE.matcher(url.replace('\\', '/'));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String origin = matcher.group(1).toLowerCase(Locale.ROOT);
    String query = matcher.group(3) == null ? "" : url.substring(matcher.start(3), matcher.end(3));
    return Optional.of(
        new SiteUrl(origin, normalised(matcher.group(2)), encoded(query, QUERY_ENCODED)));
  }

  /** Resolves a reference as found in an attribute; empty if it leads to another scheme. */
  Optional<SiteUrl> resolve(String reference) {
    String stripped = stripControls(reference);
    Matcher scheme = SCHEME.matcher(stripped);
    if (scheme.matches()) {
      String rest = scheme.group(2).replace('\\', '/');
      boolean http = scheme.group(1).equalsIgnoreCase("http");
      // "http:page.html" is a relative reference to an http base: the standard keeps this for old
      // pages.
      if (http && !rest.startsWith("//")) {
        return resolve(scheme.group(2));
      }
      return http ? parse("http:" + scheme.group(2)) : Optional.empty();
    }
    int fragment = stripped.indexOf('#');
    String target = fragment < 0 ? stripped : stripped.substring(0, fragment);
    int mark = target.indexOf('?');
    String newQuery = mark < 0 ? "" : encoded(target.substring(mark), QUERY_ENCODED);
    String newPath = (mark < 0 ? target : target.substring(0, mark)).replace('\\', '/');
    if (newPath.startsWith("//")) {
      return parse("http:" + newPath + newQuery);
    }
    if (newPath.isEmpty()) {
      return Optional.of(new SiteUrl(origin, path, mark < 0 ? query : newQuery));
    }
    String whole =
        newPath.startsWith("/") ? newPath : path.substring(0, path.lastIndexOf('/') + 1) + newPath;
    return Optional.of(new SiteUrl(origin, normalised(whole), newQuery));
  }

  /** The request target. An empty query keeps its question mark. */
  String target() {
    return path + query;
  }

  @Override
  public String toString() {
    return origin + path + query;
  }

  /** Leading and trailing controls and spaces go; tabs and line ends go anywhere. */
  private static String stripControls(String reference) {
    int start = 0;
    int end = reference.length();
    while (start < end && reference.charAt(start) <= ' ') {
      start++;
    }
    while (end > start && reference.charAt(end - 1) <= ' ') {
      end--;
    }
    return LINE_ENDS.matcher(reference.substring(start, end)).replaceAll("");
  }

  private static String normalised(String path) {
    Deque<String> segments = new ArrayDeque<>();
    String[] parts = path.isEmpty() ? new String[] {""} : path.substring(1).split("/", -1);
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      String dots = ENCODED_DOT.matcher(parts[i]).replaceAll(".");
      if (dots.equals("..")) {
        segments.pollLast();
      }
      if (dots.equals("..") || dots.equals(".")) {
        if (last) {
          segments.addLast("");
        }
      } else {
        segments.addLast(encoded(parts[i], PATH_ENCODED));
      }
    }
    return "/" + String.join("/", segments);
  }

  private static String encoded(String text, String set) {
    StringBuilder result = new StringBuilder(text.length());
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      int c = b & 0xff;
      if (c < ' ' || c >= 0x7f || set.indexOf(c) >= 0) {
        result.append(String.format(Locale.ROOT, "%%%02X", c));
      } else {
        result.append((char) c);
      }
    }
    return result.toString();
  }
}
