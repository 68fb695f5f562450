package dev.trawl.sitemap;

import java.io.IOException;
import java.io.Reader;

/** Characters one after the other, with a look ahead. */
final class CharSource {
  /** Instead of a character, where there are no more. */
  static final int END = -1;

  private final Reader reader;
  private final char[] buffer = new char[8192];
  private int at;
  private int end;

  CharSource(Reader reader) {
    this.reader = reader;
  }

  int peek() throws IOException {
    return has(1) ? buffer[at] : END;
  }

  int read() throws IOException {
    return has(1) ? buffer[at++] : END;
  }

  /** Passes over these characters if they come next, and says whether they did. */
  boolean skip(String expected) throws IOException {
    if (!has(expected.length())) {
      return false;
    }
    for (int i = 0; i < expected.length(); i++) {
      if (buffer[at + i] != expected.charAt(i)) {
        return false;
      }
    }
    at += expected.length();
    return true;
  }

  /** Passes over white space, and over marks of byte order, which some files have twice. */
  void skipWhiteSpace() throws IOException {
    while (Blank.isBlank(peek())) {
      at++;
    }
  }

  /** Passes over everything up to and including a character, and says whether that came. */
  boolean skipPast(char last) throws IOException {
    int c = read();
    while (c != last && c != END) {
      c = read();
    }
    return c == last;
  }

  /** The same up to a ">" that comes after so many of a character, as in {@code -->}. */
  void skipPastBracket(char before, int times) throws IOException {
    int run = 0;
    int c = read();
    while (c != END && !(c == '>' && run >= times)) {
      run = c == before ? run + 1 : 0;
      c = read();
    }
  }

  /** Whether there are so many characters left, which is no more than the buffer holds. */
  private boolean has(int count) throws IOException {
    while (end - at < count) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
      int read = reader.read(buffer, end, buffer.length - end);
      if (read < 0) {
        return false;
      }
      end += read;
    }
    return true;
  }
}
