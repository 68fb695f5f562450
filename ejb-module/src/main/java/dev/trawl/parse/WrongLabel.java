package dev.trawl.parse;

/**
 * Labels under which the bytes cannot be. Browsers believe every label that they know; here the
 * next candidate is asked instead, so that a title can be read where they show garbage.
 */
final class WrongLabel {
  /**
   * In per cent of what is not ASCII. UTF-8 that is damaged, by texts that were cut within a
   * character or come from elsewhere, stays mostly well-formed, while of another encoding's text
   * hardly a third is UTF-8 by chance.
   */
  private static final int MOST_MALFORMED_UTF_8 = 50;

  /** In per cent of what is not ASCII: these have room for nearly any bytes. */
  private static final int MOST_MALFORMED_MULTI_BYTE = 1;

  /** In per cent of the bytes: in UTF-16 each space and each character of a tag has one. */
  private static final int FEWEST_NULS = 1;

  private WrongLabel() {}

  /**
   * Whether a body is in another encoding than the one that it is labelled with.
   *
   * @param text what the label makes of it
   */
  static boolean isWrong(Encoding label, byte[] body, String text) {
    if (label.isUtf16()) {
      return 100L * nuls(body) < (long) FEWEST_NULS * body.length;
    }
    return !label.isSingleByte()
        && text.indexOf(Encoding.REPLACEMENT) >= 0
        && isMalformed(label, body);
  }

  private static boolean isMalformed(Encoding label, byte[] body) {
    Sequences found = Sequences.in(body, label);
    int most = label == Encoding.UTF_8 ? MOST_MALFORMED_UTF_8 : MOST_MALFORMED_MULTI_BYTE;
    // One may be spoilt by a single wrong byte, which says nothing about the label.
    return found.spoiltTexts() > 1
        && 100L * found.malformed() > (long) most * (found.wellFormed() + found.malformed());
  }

  private static int nuls(byte[] body) {
    int nuls = 0;
    for (byte octet : body) {
      if (octet == 0) {
        nuls++;
      }
    }
    return nuls;
  }
}
