package dev.trawl.message;

import java.util.regex.Pattern;

/**
 * Hides secrets in what is shown of a message. It may be no JSON, or be cut off, so this looks for
 * names, and hides rather more than less.
 */
final class Secrets {
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)(['\"]?\\b(?:password|token|cookie|authorization)\\b['\"]?\\s*:\\s*)"
              + "(?:\"(?:[^\"\\\\]|\\\\.)*+\"?|'[^']*+'?|\\[[^]]*+]?|\\{[^}]*+}?|[^\\s,;}]++)",
          Pattern.DOTALL);

  private Secrets() {}

  /** The text with {@code "***"} in place of the values of such fields. */
  static String hidden(String text) {
    return NAMED.matcher(text).replaceAll("$1\"***\"");
  }
}
