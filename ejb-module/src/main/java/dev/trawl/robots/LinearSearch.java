package dev.trawl.robots;

/**
 * Finds a text in another one in the sum of their lengths (Knuth, Morris and Pratt), where {@code
 * String.indexOf} may take the product.
 */
final class LinearSearch {
  /** The simple way takes no more than so many times the text then, and mostly far less. */
  private static final int SHORT = 16;

  private LinearSearch() {}

  /** As {@code text.indexOf(piece, from)}. */
  static int indexOf(String text, String piece, int from) {
    if (piece.length() <= SHORT || piece.length() > text.length() - from) {
      return text.indexOf(piece, from);
    }
    int[] borders = borders(piece);
    int matched = 0;
    for (int i = from; i < text.length(); i++) {
      matched = advance(piece, borders, matched, text.charAt(i));
      if (matched == piece.length()) {
        return i + 1 - matched;
      }
    }
    return -1;
  }

  /** For each beginning of the piece, by its length: how much of it is its own end, at the most. */
  private static int[] borders(String piece) {
    int[] borders = new int[piece.length()];
    for (int i = 1; i < piece.length() - 1; i++) {
      borders[i + 1] = advance(piece, borders, borders[i], piece.charAt(i));
    }
    return borders;
  }

  private static int advance(String piece, int[] borders, int matched, char next) {
    int length = matched;
    while (length > 0 && piece.charAt(length) != next) {
      length = borders[length];
    }
    return piece.charAt(length) == next ? length + 1 : 0;
  }
}
