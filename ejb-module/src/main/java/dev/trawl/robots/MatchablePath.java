package dev.trawl.robots;

import crawlercommons.robots.SimpleRobotRules;

/**
 * Path and query of a URL in the one encoding in which RFC 9309 section 2.2.2 compares them with
 * rules.
 *
 * @param path what need not be percent-encoded is not, everything else is, {@code *} and {@code $}
 *     too, because they stand for something else in a rule; the library encodes its rules in the
 *     same way
 * @param plain the same with {@link #plainQuery}
 */
record MatchablePath(String path, String plain) {
  static MatchablePath of(String url) {
    int authority = url.indexOf("://");
    int start = authority < 0 ? 0 : endOfAuthority(url, authority + 3);
    int fragment = url.indexOf('#', start);
    String raw = url.substring(start, fragment < 0 ? url.length() : fragment);
    String path =
        SimpleRobotRules.escapePath(raw.startsWith("/") ? raw : "/" + raw, null)
            .replace("*", "%2A")
            .replace("$", "%24");
    return new MatchablePath(path, plainQuery(path));
  }

  boolean hasQuery() {
    return path.indexOf('?') >= 0;
  }

  /**
   * With {@code :} and {@code /} as such behind the question mark. Section 2.2.2 takes {@code
   * ?u=https://e} and {@code ?u=https%3A%2F%2Fe} for the same, and there they separate nothing; in
   * the path {@code %2F} is not a slash.
   */
  static String plainQuery(String path) {
    int query = path.indexOf('?');
    if (query < 0 || path.indexOf('%', query) < 0) {
      return path;
    }
    return path.substring(0, query) + path.substring(query).replace("%3A", ":").replace("%2F", "/");
  }

  private static int endOfAuthority(String url, int from) {
    int end = from;
    while (end < url.length() && "/?#".indexOf(url.charAt(end)) < 0) {
      end++;
    }
    return end;
  }
}
