package dev.trawl.url;

import java.util.Optional;

/**
 * "Ends in a number checker", IPv4 parser and serialiser of the URL Standard, sections 3.5 and 3.6.
 */
final class Ipv4Parser {
  private static final long FAILURE = -1;

  /** Larger than any address; numbers are not counted beyond it. */
  private static final long TOO_LARGE = 1L << 32;

  private Ipv4Parser() {}

  static boolean endsInNumber(String domain) {
    String trimmed = withoutTrailingDot(domain);
    String last = trimmed.substring(trimmed.lastIndexOf('.') + 1);
    if (last.isEmpty() || !Ascii.isDigit(last.charAt(0))) {
      return false;
    }
    return isDecimal(last) || number(last) != FAILURE;
  }

  static Optional<String> parse(String domain) {
    String[] parts = withoutTrailingDot(domain).split("\\.", -1);
    if (parts.length > 4) {
      return Optional.empty();
    }
    long address = 0;
    for (int i = 0; i < parts.length; i++) {
      boolean last = i == parts.length - 1;
      long number = number(parts[i]);
      long limit = last ? 1L << (8 * (5 - parts.length)) : 256;
      if (number == FAILURE || number >= limit) {
        return Optional.empty();
      }
      address += last ? number : number << (8 * (3 - i));
    }
    return Optional.of(serialise(address));
  }

  private static String serialise(long address) {
    return (address >> 24)
        + "."
        + ((address >> 16) & 0xFF)
        + "."
        + ((address >> 8) & 0xFF)
        + "."
        + (address & 0xFF);
  }

  private static String withoutTrailingDot(String domain) {
    return domain.endsWith(".") ? domain.substring(0, domain.length() - 1) : domain;
  }

  private static boolean isDecimal(String text) {
    return text.chars().allMatch(c -> Ascii.isDigit((char) c));
  }

  /** The IPv4 number parser; "0x" alone is 0. */
  private static long number(String part) {
    if (part.isEmpty()) {
      return FAILURE;
    }
    if (part.startsWith("0x") || part.startsWith("0X")) {
      return digits(part, 2, 16);
    }
    return part.length() > 1 && part.charAt(0) == '0' ? digits(part, 1, 8) : digits(part, 0, 10);
  }

  private static long digits(String part, int from, int radix) {
    long value = 0;
    for (int i = from; i < part.length(); i++) {
      int digit = Ascii.hexValue(part.charAt(i));
      if (digit < 0 || digit >= radix) {
        return FAILURE;
      }
      value = Math.min(value * radix + digit, TOO_LARGE);
    }
    return value;
  }
}
