package dev.trawl.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An input, taken in pieces from its front. Where it ends, what is missing is empty. */
public final class Input {
  /** Enough to make a second of what takes a microsecond a byte, or a square of it. */
  private static final int MOST_REPEATED = 32 * 1024;

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9A-Fa-f]{4})");

  private final byte[] bytes;
  private int at;

  public Input(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The next byte, as a character. */
  public char option() {
    return at < bytes.length ? (char) (bytes[at++] & 0xFF) : ' ';
  }

  /** What the next byte says as a digit, from 0; 0 if it is none. */
  public int digit() {
    char digit = option();
    return digit >= '0' && digit <= '9' ? digit - '0' : 0;
  }

  /** Up to the end of the line, which is passed over; a character a byte, as in a header. */
  public String line() {
    return new String(bytesOfLine(), ISO_8859_1);
  }

  /**
   * Up to the end of the line, as UTF-8; {@code \}{@code uD800} is one character, so that there can
   * be halves of a pair.
   */
  public String textLine() {
    return unescaped(bytesOfLine());
  }

  /** All that is left, as in {@link #textLine}. */
  public String text() {
    return unescaped(rest());
  }

  /** Whether nothing is left. */
  public boolean isEmpty() {
    return at >= bytes.length;
  }

  /** All that is left. */
  public byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, Math.min(at, bytes.length), bytes.length);
    at = bytes.length;
    return rest;
  }

  /**
   * All that is left 4^times times, as far as that is no more than 32 KiB: what takes time that
   * grows with the square of an input shows in large ones only.
   */
  public byte[] rest(int times) {
    byte[] once = rest();
    if (once.length == 0) {
      return once;
    }
    int most = Math.max(1, MOST_REPEATED / once.length);
    int wanted = (int) Math.min(most, 1L << (2 * times));
    byte[] all = new byte[once.length * wanted];
    for (int from = 0; from < all.length; from += once.length) {
      System.arraycopy(once, 0, all, from, once.length);
    }
    return all;
  }

  private byte[] bytesOfLine() {
    int end = at;
    while (end < bytes.length && bytes[end] != '\n') {
      end++;
    }
    byte[] line = Arrays.copyOfRange(bytes, at, end);
    at = Math.min(end + 1, bytes.length);
    return line;
  }

  private static String unescaped(byte[] bytes) {
    return ESCAPE
        .matcher(new String(bytes, UTF_8))
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
