package dev.trawl.url;

/**
 * The percent-encode sets of the URL Standard, section 1.3, that a special URL needs. A C0 control
 * and everything above "~" is in each of them. A "%" is in none: what was encoded stays as it was,
 * even when broken.
 */
enum PercentEncodeSet {
  /** The special-query percent-encode set. */
  QUERY(" \"#<>'"),
  PATH(" \"#<>?^`{}"),
  USERINFO(" \"#<>?^`{}/:;=@[\\]|");

  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  /** One bit for each code point below U+0040. */
  private final long low;

  /** One bit for each code point from U+0040 to U+007F. */
  private final long high;

  PercentEncodeSet(String members) {
    low = bits(0, members);
    high = bits(0x40, members);
  }

  private static long bits(int first, String members) {
    long bits = 0;
    for (int i = 0; i < 0x40; i++) {
      int c = first + i;
      boolean member = c < 0x20 || c > 0x7E || members.indexOf(c) >= 0;
      bits |= member ? 1L << i : 0;
    }
    return bits;
  }

  boolean contains(char c) {
    // A shift counts modulo 64.
    return c >= 0x80 || (((c < 0x40 ? low : high) >>> c) & 1) != 0;
  }

  /**
   * Appends the part of the text, encoded; a lone surrogate becomes U+FFFD first, as in a scalar
   * value string.
   */
  void append(String text, int from, int to, StringBuilder out) {
    int copied = from;
    int i = from;
    while (i < to) {
      if (!contains(text.charAt(i))) {
        i++;
        continue;
      }
      int codePoint = text.codePointAt(i);
      out.append(text, copied, i);
      appendUtf8(codePoint, out);
      i += Character.charCount(codePoint);
      copied = i;
    }
    out.append(text, copied, to);
  }

  private static void appendUtf8(int codePoint, StringBuilder out) {
    if (codePoint < 0x80) {
      appendByte(codePoint, out);
    } else if (codePoint < 0x800) {
      appendByte(0xC0 | (codePoint >> 6), out);
      appendByte(continuation(codePoint, 0), out);
    } else if (codePoint >= 0x10000) {
      appendByte(0xF0 | (codePoint >> 18), out);
      appendByte(continuation(codePoint, 12), out);
      appendByte(continuation(codePoint, 6), out);
      appendByte(continuation(codePoint, 0), out);
    } else {
      boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
      int scalar = half ? 0xFFFD : codePoint;
      appendByte(0xE0 | (scalar >> 12), out);
      appendByte(continuation(scalar, 6), out);
      appendByte(continuation(scalar, 0), out);
    }
  }

  private static int continuation(int codePoint, int shift) {
    return 0x80 | ((codePoint >> shift) & 0x3F);
  }

  static void appendByte(int octet, StringBuilder out) {
    out.append('%').append(HEX[(octet >> 4) & 0xF]).append(HEX[octet & 0xF]);
  }
}
