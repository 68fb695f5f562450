package dev.trawl.url;

/** The few questions about characters that the standard asks, of ASCII only. */
final class Ascii {
  private Ascii() {}

  static boolean isAlpha(char c) {
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  /**
   * The value of a digit in radix 16, or -1. Unlike {@code Character.digit} it knows no digits
   * outside ASCII.
   */
  static int hexValue(char c) {
    if (isDigit(c)) {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  static boolean isAscii(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
  }

  static String lowercase(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 'A' && text.charAt(i) <= 'Z') {
        return lowercaseFrom(i, text);
      }
    }
    return text;
  }

  private static String lowercaseFrom(int first, String text) {
    StringBuilder lower = new StringBuilder(text);
    for (int i = first; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 'A' && c <= 'Z') {
        lower.setCharAt(i, (char) (c | 0x20));
      }
    }
    return lower.toString();
  }
}
