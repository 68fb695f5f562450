package dev.trawl.parse;

import java.util.Optional;

/** Text from a page made fit to be stored in one line. */
final class CleanText {
  private CleanText() {}

  /**
   * Runs of ASCII whitespace and U+0000 as one space, none at the ends; halves of surrogate pairs
   * as U+FFFD. Empty if nothing is left.
   *
   * @param longest in UTF-16 units; a code point is kept whole or not at all
   */
  static Optional<String> line(String text, int longest) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), longest));
    boolean gap = false;
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      i += Character.charCount(codePoint);
      if (isGap(codePoint)) {
        gap = true;
        continue;
      }
      int needed = Character.charCount(codePoint) + (gap && line.length() > 0 ? 1 : 0);
      if (line.length() + needed > longest) {
        break;
      }
      append(codePoint, gap && line.length() > 0, line);
      gap = false;
    }
    return line.length() == 0 ? Optional.empty() : Optional.of(line.toString());
  }

  private static void append(int codePoint, boolean afterGap, StringBuilder line) {
    if (afterGap) {
      line.append(' ');
    }
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    line.appendCodePoint(half ? 0xFFFD : codePoint);
  }

  private static boolean isGap(int codePoint) {
    return switch (codePoint) {
      case 0, ' ', '\t', '\n', '\f', '\r' -> true;
      default -> false;
    };
  }
}
