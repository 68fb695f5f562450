package dev.trawl.parse;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;

/**
 * How well what is not ASCII in a body fits an encoding that not all bytes are sequences of: UTF-8
 * and the older encodings of several bytes a character.
 */
final class Sequences {
  /** In bytes; what is further down is hardly otherwise. */
  private static final int LONGEST = 1 << 20;

  private static final int BUFFER = 8_192;

  private int wellFormed;
  private int malformed;
  private int spoiltTexts;
  private boolean isTextSpoilt;
  private char last;

  private Sequences() {}

  static Sequences in(byte[] body, Encoding encoding) {
    CharsetDecoder decoder = encoding.charset().newDecoder();
    ByteBuffer in = ByteBuffer.wrap(body, 0, Math.min(body.length, LONGEST));
    CharBuffer out = CharBuffer.allocate(BUFFER);
    Sequences found = new Sequences();
    CoderResult result;
    do {
      // Never the end of the input: what is cut off there is not counted.
      result = decoder.decode(in, out, false);
      found.addText(out.flip());
      out.clear();
      if (result.isError()) {
        found.addMalformed();
        in.position(in.position() + result.length());
      }
    } while (!result.isUnderflow());
    return found;
  }

  private void addText(CharBuffer text) {
    while (text.hasRemaining()) {
      char next = text.get();
      if (next >= 0x80) {
        wellFormed++;
      } else if (last == '<') {
        isTextSpoilt = false;
      }
      last = next;
    }
  }

  private void addMalformed() {
    malformed++;
    if (!isTextSpoilt) {
      isTextSpoilt = true;
      spoiltTexts++;
    }
    last = Encoding.REPLACEMENT;
  }

  /** Characters that are not ASCII, in UTF-16 units. */
  int wellFormed() {
    return wellFormed;
  }

  /** Sequences that are no character of the encoding. */
  int malformed() {
    return malformed;
  }

  /**
   * Texts from tag to tag with something malformed. One wrong byte spoils one: it may put all that
   * follows out of step, but no further than to the next tag.
   */
  int spoiltTexts() {
    return spoiltTexts;
  }
}
