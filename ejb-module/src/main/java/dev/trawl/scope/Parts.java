package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;

/**
 * The segments of a path or the parameter names of a query, as positions in the URL: nothing is
 * copied, since this is asked of every link.
 */
final class Parts {
  /**
   * What comes behind these is not looked at. Comparing each with each takes time that grows with
   * the square, and a page must not be able to stall the crawler with one link.
   */
  static final int MOST = 64;

  private final String text;
  private final int[] starts;
  private final int[] ends;
  private int size;

  private Parts(String text, int most) {
    this.text = text;
    this.starts = new int[Math.min(most, MOST)];
    this.ends = new int[starts.length];
  }

  /** How many segments the path has; an empty one behind the last slash is none. */
  static int segments(CrawlUrl url) {
    String text = url.toString();
    int to = pathEnd(url);
    int count = 0;
    for (int i = url.pathStart(); i < to; i++) {
      count += text.charAt(i) == '/' ? 1 : 0;
    }
    return count;
  }

  /** How many parameters the query has; nothing between two "&amp;" is none. */
  static int parameters(CrawlUrl url) {
    String text = url.toString();
    int count = 0;
    for (int i = url.queryStart() + 1; i < text.length(); i++) {
      boolean begins = i == url.queryStart() + 1 || text.charAt(i - 1) == '&';
      count += begins && text.charAt(i) != '&' ? 1 : 0;
    }
    return count;
  }

  /**
   * The segments of the path.
   *
   * @param count as {@link #segments} has it
   */
  static Parts ofPath(CrawlUrl url, int count) {
    Parts parts = new Parts(url.toString(), count);
    int to = pathEnd(url);
    for (int from = url.pathStart() + 1; parts.takesMore() && from <= to; ) {
      int end = parts.end('/', from, to);
      parts.add(from, end);
      from = end + 1;
    }
    return parts;
  }

  /**
   * The names of the parameters, as they are written.
   *
   * @param count as {@link #parameters} has it
   */
  static Parts ofQuery(CrawlUrl url, int count) {
    Parts parts = new Parts(url.toString(), count);
    int to = parts.text.length();
    for (int from = url.queryStart() + 1; parts.takesMore() && from < to; ) {
      int end = parts.end('&', from, to);
      if (end > from) {
        parts.add(from, parts.end('=', from, end));
      }
      from = end + 1;
    }
    return parts;
  }

  private static int pathEnd(CrawlUrl url) {
    int to = url.queryStart();
    return url.toString().charAt(to - 1) == '/' ? to - 1 : to;
  }

  private boolean takesMore() {
    return size < starts.length;
  }

  private void add(int from, int to) {
    starts[size] = from;
    ends[size] = to;
    size++;
  }

  private int end(char separator, int from, int to) {
    int end = from;
    while (end < to && text.charAt(end) != separator) {
      end++;
    }
    return end;
  }

  int size() {
    return size;
  }

  boolean same(int one, int other) {
    int length = ends[one] - starts[one];
    return length == ends[other] - starts[other]
        && text.regionMatches(starts[one], text, starts[other], length);
  }

  /** How often that part stands here, from its own place on. */
  int occurrences(int part) {
    int count = 0;
    for (int i = part; i < size; i++) {
      count += same(part, i) ? 1 : 0;
    }
    return count;
  }

  /** Whether the part has nothing but digits, or nothing. */
  boolean isNumber(int part) {
    for (int i = starts[part]; i < ends[part]; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
