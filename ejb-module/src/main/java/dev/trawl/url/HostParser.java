package dev.trawl.url;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The host parser and the domain parser of the URL Standard, sections 3.3 and 3.5, for special
 * URLs; answers in serialised form.
 */
final class HostParser {
  private static final String FORBIDDEN = " #/:<>?@[\\]^|%\u007F";

  private HostParser() {}

  static Optional<String> parse(String input) {
    if (input.startsWith("[")) {
      return input.endsWith("]")
          ? Ipv6Parser.parse(input.substring(1, input.length() - 1))
          : Optional.empty();
    }
    String decoded = input.indexOf('%') < 0 ? input : percentDecode(input);
    // An ASCII domain is only lowercased, even where UTS 46 would refuse it: "xn--" labels that do
    // not decode are in use.
    Optional<String> domain =
        Ascii.isAscii(decoded) ? Optional.of(Ascii.lowercase(decoded)) : Idna.toAscii(decoded);
    return domain.filter(HostParser::isAllowed).flatMap(HostParser::numberOrName);
  }

  private static Optional<String> numberOrName(String domain) {
    return Ipv4Parser.endsInNumber(domain) ? Ipv4Parser.parse(domain) : Optional.of(domain);
  }

  private static boolean isAllowed(String domain) {
    for (int i = 0; i < domain.length(); i++) {
      char c = domain.charAt(i);
      if (c < ' ' || FORBIDDEN.indexOf(c) >= 0) {
        return false;
      }
    }
    return !domain.isEmpty();
  }

  private static String percentDecode(String input) {
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    int length = 0;
    for (int i = 0; i < bytes.length; i++, length++) {
      int octet = bytes[i] == '%' ? octet(bytes, i) : -1;
      bytes[length] = octet < 0 ? bytes[i] : (byte) octet;
      i += octet < 0 ? 0 : 2;
    }
    return new String(bytes, 0, length, StandardCharsets.UTF_8);
  }

  /** What the percent sign at {@code i} and the two characters after it encode, or -1. */
  private static int octet(byte[] bytes, int i) {
    if (i + 2 >= bytes.length) {
      return -1;
    }
    int high = Ascii.hexValue((char) bytes[i + 1]);
    int low = Ascii.hexValue((char) bytes[i + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
  }
}
