package dev.trawl.sitemap;

/** White space in the wide sense of those who write sitemaps with a word processor. */
final class Blank {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private Blank() {}

  static boolean isBlank(int c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == BYTE_ORDER_MARK;
  }

  /** The text without what is blank at its ends. */
  static String strip(String text) {
    int from = 0;
    int to = text.length();
    while (from < to && isBlank(text.charAt(from))) {
      from++;
    }
    while (from < to && isBlank(text.charAt(to - 1))) {
      to--;
    }
    return text.substring(from, to);
  }
}
