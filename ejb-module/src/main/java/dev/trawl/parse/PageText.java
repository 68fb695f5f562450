package dev.trawl.parse;

import java.util.Arrays;
import java.util.Optional;

/** A page's bytes as text, and the encoding they turned out to be in. */
record PageText(String text, Encoding encoding) {
  /** So many well-formed sequences for each malformed one are no chance. */
  private static final int DAMAGED_UTF_8 = 10;

  /**
   * Decodes by the first that there is: byte order mark, UTF-16 by its NULs, header, declaration in
   * the page, UTF-8 by its sequences, detection, windows-1252.
   */
  static PageText decode(Optional<String> headerCharset, byte[] body) {
    Optional<ByteOrderMark> mark = ByteOrderMark.of(body);
    if (mark.isPresent()) {
      return decode(mark.get().encoding(), body, mark.get().length());
    }
    return UnmarkedUtf16.of(body)
        .map(encoding -> decode(encoding, body, 0))
        .or(() -> headerCharset.flatMap(Encoding::labelled).flatMap(label -> by(label, body)))
        .or(() -> MetaPrescan.declared(body).flatMap(label -> by(label, body)))
        .or(() -> utf8(body))
        .or(() -> EncodingDetector.detect(body).map(encoding -> decode(encoding, body, 0)))
        .orElseGet(() -> decode(Encoding.WINDOWS_1252, body, 0));
  }

  /**
   * The encoding of a page of which these are the first bytes. A character that they cut apart says
   * nothing: they are looked at up to the last that is ASCII.
   */
  static Encoding encoding(Optional<String> headerCharset, byte[] start) {
    int end = start.length;
    while (end > 0 && start[end - 1] < 0) {
      end--;
    }
    return decode(headerCharset, end == 0 ? start : Arrays.copyOf(start, end)).encoding();
  }

  private static PageText decode(Encoding encoding, byte[] body, int from) {
    return new PageText(encoding.decode(body, from), encoding);
  }

  private static Optional<PageText> by(Encoding label, byte[] body) {
    return Optional.of(decode(label, body, 0))
        .filter(page -> !WrongLabel.isWrong(label, body, page.text));
  }

  private static Optional<PageText> utf8(byte[] body) {
    return Optional.of(decode(Encoding.UTF_8, body, 0))
        .filter(page -> page.text.indexOf(Encoding.REPLACEMENT) < 0 || isDamagedUtf8(body));
  }

  /** Damaged or not: U+FFFD may also stand in the page itself. */
  private static boolean isDamagedUtf8(byte[] body) {
    Sequences found = Sequences.in(body, Encoding.UTF_8);
    return found.wellFormed() > DAMAGED_UTF_8 * (long) found.malformed();
  }
}
