package dev.trawl.robots;

import java.util.Comparator;

/**
 * One allow or disallow line (RFC 9309 section 2.2.2).
 *
 * @param pattern percent-encoded like a {@link MatchablePath}; {@code *} stands for anything, a
 *     {@code $} at the end for the end
 * @param plain the pattern with {@link MatchablePath#plainQuery}
 */
record Rule(boolean isAllow, String pattern, String plain) {
  /** The order in which the first that matches decides: the most octets, allow before disallow. */
  static final Comparator<Rule> MOST_SPECIFIC_FIRST =
      Comparator.comparingInt((Rule rule) -> -rule.pattern.length())
          .thenComparing(rule -> !rule.isAllow);

  private static final int LONGEST_TEXT = 500;

  /** A rule from a pattern that was percent-encoded already. */
  static Rule of(boolean isAllow, String encoded) {
    String pattern = dollarsWithinEncoded(encoded);
    return new Rule(isAllow, pattern, MatchablePath.plainQuery(pattern));
  }

  boolean matches(MatchablePath path) {
    return matches(pattern, path.path()) || (path.hasQuery() && matches(plain, path.plain()));
  }

  /** Characters of a path that have to be looked through to see if the rule holds for it. */
  int work(MatchablePath path) {
    int star = pattern.indexOf('*');
    return star >= 0 && path.path().regionMatches(0, pattern, 0, star) ? path.path().length() : 0;
  }

  /** For people: as in a robots.txt, and no longer than they will read. */
  @Override
  public String toString() {
    String line = (isAllow ? "Allow: " : "Disallow: ") + pattern;
    return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + "…";
  }

  /** A dollar that is not at the end is one of the path (section 2.2.3). */
  private static String dollarsWithinEncoded(String pattern) {
    int last = pattern.length() - 1;
    int first = pattern.indexOf('$');
    return first >= 0 && first < last
        ? pattern.substring(0, last).replace("$", "%24") + pattern.charAt(last)
        : pattern;
  }

  /**
   * Not the library's own: it takes the first place where a piece fits for the only one, so that
   * {@code *.gif$} would not hold for {@code /a.gif/b.gif}.
   */
  private static boolean matches(String pattern, String path) {
    boolean toTheEnd = pattern.endsWith("$");
    int end = pattern.length() - (toTheEnd ? 1 : 0);
    int star = starOrEnd(pattern, 0, end);
    if (!path.regionMatches(0, pattern, 0, star)) {
      return false;
    }
    int at = star;
    while (star < end) {
      int next = starOrEnd(pattern, star + 1, end);
      String piece = pattern.substring(star + 1, next);
      if (toTheEnd && next == end) {
        return path.length() - piece.length() >= at && path.endsWith(piece);
      }
      int found = LinearSearch.indexOf(path, piece, at);
      if (found < 0) {
        return false;
      }
      at = found + piece.length();
      star = next;
    }
    return !toTheEnd || at == path.length();
  }

  private static int starOrEnd(String pattern, int from, int end) {
    int star = pattern.indexOf('*', from);
    return star < 0 ? end : star;
  }
}
