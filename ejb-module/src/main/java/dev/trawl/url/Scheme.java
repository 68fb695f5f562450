package dev.trawl.url;

import org.jspecify.annotations.Nullable;

/** The two schemes that are crawled. */
enum Scheme {
  HTTP("http", 80),
  HTTPS("https", 443);

  final String text;
  final int defaultPort;

  Scheme(String text, int defaultPort) {
    this.text = text;
    this.defaultPort = defaultPort;
  }

  /**
   * The scheme that the first {@code length} characters spell in any case; null if they spell
   * another one.
   */
  static @Nullable Scheme of(String input, int length) {
    for (Scheme scheme : values()) {
      if (scheme.text.length() == length && input.regionMatches(true, 0, scheme.text, 0, length)) {
        return scheme;
      }
    }
    return null;
  }

  /**
   * Where the colon after a scheme of whatever name stands; -1 if the input does not begin with a
   * scheme.
   */
  static int end(String input) {
    for (int i = 0; i < input.length(); i++) {
      char c = input.charAt(i);
      if (c == ':') {
        return i == 0 ? -1 : i;
      }
      if (!(Ascii.isAlpha(c)
          || (i > 0 && (Ascii.isDigit(c) || c == '+' || c == '-' || c == '.')))) {
        return -1;
      }
    }
    return -1;
  }
}
