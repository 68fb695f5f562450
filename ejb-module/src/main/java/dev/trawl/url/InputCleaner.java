package dev.trawl.url;

/**
 * First steps of the basic URL parser: C0 controls and spaces at both ends go, tabs and newlines go
 * everywhere.
 */
final class InputCleaner {
  private InputCleaner() {}

  static String clean(String input) {
    int from = 0;
    int to = input.length();
    while (from < to && input.charAt(from) <= ' ') {
      from++;
    }
    while (from < to && input.charAt(to - 1) <= ' ') {
      to--;
    }
    return withoutTabsAndNewlines(input.substring(from, to));
  }

  private static String withoutTabsAndNewlines(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isTabOrNewline(text.charAt(i))) {
        return filter(text);
      }
    }
    return text;
  }

  private static String filter(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!isTabOrNewline(c)) {
        kept.append(c);
      }
    }
    return kept.toString();
  }

  private static boolean isTabOrNewline(char c) {
    return c == '\t' || c == '\n' || c == '\r';
  }
}
