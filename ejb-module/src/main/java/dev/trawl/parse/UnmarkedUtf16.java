package dev.trawl.parse;

import java.util.Optional;

/**
 * UTF-16 without a byte order mark, known by the NULs of the ASCII in it: markup and spaces stand
 * in a page of any language. By NULs go the HTML Standard's prescan, for XML declarations only, and
 * XML 1.0, appendix F.
 */
final class UnmarkedUtf16 {
  /** In code units; what a page begins with is mostly markup. */
  private static final int LONGEST = 512;

  /** In code units: as few as "&lt;p&gt;x" has, and more than a stray NUL or two makes. */
  private static final int FEWEST = 4;

  /** One code unit in so many, at least, is ASCII. */
  private static final int SPARSEST = 8;

  private UnmarkedUtf16() {}

  static Optional<Encoding> of(byte[] body) {
    int units = Math.min(body.length / 2, LONGEST);
    int littleEndian = 0;
    int bigEndian = 0;
    for (int i = 0; i < 2 * units; i += 2) {
      if (body[i + 1] == 0 && isAscii(body[i])) {
        littleEndian++;
      } else if (body[i] == 0 && isAscii(body[i + 1])) {
        bigEndian++;
      }
    }
    if (Math.max(littleEndian, bigEndian) < Math.max(FEWEST, units / SPARSEST)) {
      return Optional.empty();
    }
    return Optional.of(littleEndian > bigEndian ? Encoding.UTF_16LE : Encoding.UTF_16BE);
  }

  /** Of the controls only those that are spaces. */
  private static boolean isAscii(byte octet) {
    return switch (octet) {
      case '\t', '\n', '\f', '\r' -> true;
      default -> octet >= ' ' && octet <= '~';
    };
  }
}
