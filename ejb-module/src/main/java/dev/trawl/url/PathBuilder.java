package dev.trawl.url;

import static dev.trawl.url.UrlParser.isSlash;

/**
 * The path state of the basic URL parser, for special URLs: dot segments go, backslashes are
 * slashes.
 */
final class PathBuilder {
  private PathBuilder() {}

  /**
   * Appends the segments that stand between {@code from} and {@code to}, each with a slash before
   * it; the slash that may begin the path is not part of them. What is already written since {@code
   * out.pathStart()} are the segments a ".." can remove.
   */
  static void append(String input, int from, int to, HrefBuilder out) {
    int start = from;
    for (int i = from; i < to; i++) {
      if (isSlash(input.charAt(i))) {
        segment(input, start, i, false, out);
        start = i + 1;
      }
    }
    segment(input, start, to, true, out);
  }

  private static void segment(String input, int from, int to, boolean last, HrefBuilder out) {
    int dots = dots(input, from, to);
    if (dots == 0) {
      out.text.append('/');
      PercentEncodeSet.PATH.append(input, from, to, out.text);
      return;
    }
    if (dots == 2) {
      shorten(out);
    }
    if (last) {
      out.text.append('/');
    }
  }

  private static void shorten(HrefBuilder out) {
    int slash = out.text.lastIndexOf("/");
    out.text.setLength(Math.max(slash, out.pathStart()));
  }

  /**
   * 1 for a single-dot and 2 for a double-dot segment, a dot being "." or "%2e"; 0 for every other
   * segment.
   */
  private static int dots(String input, int from, int to) {
    int dots = 0;
    for (int i = from; i < to; dots++) {
      if (input.charAt(i) == '.') {
        i++;
      } else if (input.regionMatches(true, i, "%2e", 0, 3) && i + 3 <= to) {
        i += 3;
      } else {
        return 0;
      }
    }
    return dots > 2 ? 0 : dots;
  }
}
