package dev.trawl.parse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A page's bytes as text, and the encoding they turned out to be in. */
record PageText(String text, Encoding encoding) {

  /**
   * Decodes by the first that there is: byte order mark, header, declaration in the page, valid
   * UTF-8, windows-1252.
   */
  static PageText decode(Optional<String> headerCharset, byte[] body) {
    Optional<ByteOrderMark> mark = ByteOrderMark.of(body);
    if (mark.isPresent()) {
      return decode(mark.get().encoding(), body, mark.get().length());
    }
    return headerCharset
        .flatMap(Encoding::labelled)
        .or(() -> MetaPrescan.declared(body))
        .map(encoding -> decode(encoding, body, 0))
        .or(() -> validUtf8(body))
        .orElseGet(() -> decode(Encoding.WINDOWS_1252, body, 0));
  }

  private static PageText decode(Encoding encoding, byte[] body, int from) {
    return new PageText(new String(body, from, body.length - from, encoding.charset()), encoding);
  }

  private static Optional<PageText> validUtf8(byte[] body) {
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
      return Optional.of(new PageText(text, Encoding.UTF_8));
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }
}
