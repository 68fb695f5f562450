package dev.trawl.url;

/** A URL in a header field of an answer, of which each character is a byte that was sent. */
final class FieldValue {
  private FieldValue() {}

  /**
   * With the bytes above 0x7F percent-encoded, as Chromium does: taken for characters they would be
   * encoded twice. A value with other characters than bytes was decoded before and stays as it is.
   */
  static String escaped(String value) {
    if (Ascii.isAscii(value) || value.chars().anyMatch(c -> c > 0xFF)) {
      return value;
    }
    StringBuilder escaped = new StringBuilder(value.length() + 16);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c > 0x7F) {
        PercentEncodeSet.appendByte(c, escaped);
      } else {
        escaped.append(c);
      }
    }
    return escaped.toString();
  }
}
