package dev.trawl.sitemap;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The references that stand for one character each, XML 1.0 sections 4.1 and 4.6. All others are
 * left as they are written, which for an ampersand that nobody escaped is what was meant.
 */
final class References {
  private static final Pattern REFERENCE =
      Pattern.compile("&(?:#x(\\p{XDigit}{1,6})|#(\\d{1,7})|(amp|lt|gt|quot|apos));");

  private static final Map<String, String> PREDEFINED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'");

  private References() {}

  static String resolve(String text) {
    return text.indexOf('&') < 0
        ? text
        : REFERENCE
            .matcher(text)
            .replaceAll(reference -> Matcher.quoteReplacement(character(reference)));
  }

  private static String character(MatchResult reference) {
    if (reference.group(1) != null) {
      return character(Integer.parseInt(reference.group(1), 16));
    }
    if (reference.group(2) != null) {
      return character(Integer.parseInt(reference.group(2)));
    }
    return PREDEFINED.getOrDefault(reference.group(3), reference.group());
  }

  private static String character(int codePoint) {
    return Character.isValidCodePoint(codePoint) ? Character.toString(codePoint) : "\uFFFD";
  }
}
