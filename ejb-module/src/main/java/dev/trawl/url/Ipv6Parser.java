package dev.trawl.url;

import java.util.Optional;

/** The IPv6 parser of the URL Standard, section 3.5: what stands between the brackets. */
final class Ipv6Parser {
  private static final int NONE = -1;
  private static final char END = '\uFFFF';

  private final String input;
  private final int[] pieces = new int[8];
  private int at;
  private int piece;
  private int compress = NONE;

  private Ipv6Parser(String input) {
    this.input = input;
  }

  /** The address in brackets, serialised; empty on failure. */
  static Optional<String> parse(String input) {
    Ipv6Parser parser = new Ipv6Parser(input);
    return parser.run() ? Optional.of(Ipv6Serializer.serialise(parser.pieces)) : Optional.empty();
  }

  private boolean run() {
    if (current() == ':' && !leadingCompression()) {
      return false;
    }
    while (at < input.length()) {
      if (!nextPiece()) {
        return false;
      }
    }
    if (compress == NONE) {
      return piece == 8;
    }
    moveTailToEnd();
    return true;
  }

  private boolean leadingCompression() {
    at += 2;
    compress = ++piece;
    return input.startsWith("::");
  }

  private boolean nextPiece() {
    if (piece == 8) {
      return false;
    }
    if (current() == ':') {
      at++;
      boolean first = compress == NONE;
      compress = ++piece;
      return first;
    }
    int start = at;
    int value = hexDigits();
    if (current() == '.') {
      boolean hasDigits = at > start;
      at = start;
      return hasDigits && piece <= 6 && ipv4();
    }
    pieces[piece++] = value;
    return separator();
  }

  private int hexDigits() {
    int value = 0;
    for (int length = 0; length < 4 && Ascii.hexValue(current()) >= 0; length++) {
      value = value * 16 + Ascii.hexValue(current());
      at++;
    }
    return value;
  }

  /**
   * A single colon must be followed by something; a second one is seen as compression by the next
   * step.
   */
  private boolean separator() {
    if (current() == ':') {
      at++;
      return at < input.length();
    }
    return at == input.length();
  }

  /** Dotted decimal as the last two pieces: exactly four numbers without leading zeros. */
  private boolean ipv4() {
    for (int seen = 0; seen < 4; seen++) {
      if (seen > 0 && !dot()) {
        return false;
      }
      int number = decimal();
      if (number < 0) {
        return false;
      }
      pieces[piece] = pieces[piece] * 256 + number;
      piece += seen % 2;
    }
    return at == input.length();
  }

  private boolean dot() {
    boolean found = current() == '.';
    at++;
    return found;
  }

  /** A number of 0 to 255, or -1. */
  private int decimal() {
    int start = at;
    int number = 0;
    while (Ascii.isDigit(current()) && number <= 255) {
      number = number * 10 + (current() - '0');
      at++;
    }
    boolean leadingZero = at - start > 1 && input.charAt(start) == '0';
    return at == start || leadingZero || number > 255 ? -1 : number;
  }

  /** The pieces after "::" belong to the end of the address. */
  private void moveTailToEnd() {
    int tail = piece - compress;
    System.arraycopy(pieces.clone(), compress, pieces, 8 - tail, tail);
    for (int i = compress; i < 8 - tail; i++) {
      pieces[i] = 0;
    }
  }

  private char current() {
    return at < input.length() ? input.charAt(at) : END;
  }
}
