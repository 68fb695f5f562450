package dev.trawl.config;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Sizes as people write them: a number of bytes, or one followed by k, m, g or t (powers of 1024).
 */
final class ByteSize {
  private static final Pattern FORM = Pattern.compile("[0-9]{1,15}|[0-9]{1,6}[kmgt]");

  private ByteSize() {}

  /**
   * The number of bytes.
   *
   * @throws IllegalArgumentException naming the variable
   */
  static long parse(String variable, String text) {
    String size = text.toLowerCase(Locale.ROOT);
    if (!FORM.matcher(size).matches()) {
      throw new IllegalArgumentException(variable + " is a size such as 512m or 1g, not: " + text);
    }
    int unit = "kmgt".indexOf(size.charAt(size.length() - 1));
    long number = Long.parseLong(unit < 0 ? size : size.substring(0, size.length() - 1));
    return number << (10 * (unit + 1));
  }
}
