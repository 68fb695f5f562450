package dev.trawl.url;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;

/**
 * "Percent-encode after encoding" with an encoding other than UTF-8: a link in a windows-1252 page
 * asks for "?q=%E9" where one in UTF-8 asks for "?q=%C3%A9". What the encoding lacks is written as
 * a numeric character reference.
 */
record LegacyQuery(Charset charset) implements QueryEncoding {

  @Override
  public void append(String text, int from, int to, StringBuilder out) {
    String query = text.substring(from, to);
    if (Ascii.isAscii(query)) {
      PercentEncodeSet.QUERY.append(text, from, to, out);
    } else {
      encode(query, out);
    }
  }

  /** Runs are encoded as a whole, since some encodings switch between states. */
  private void encode(String query, StringBuilder out) {
    CharsetEncoder encoder = charset.newEncoder();
    StringBuilder run = new StringBuilder();
    query
        .codePoints()
        .map(LegacyQuery::scalar)
        .forEach(
            codePoint -> {
              String character = Character.toString(codePoint);
              if (encoder.canEncode(character)) {
                run.append(character);
              } else {
                flush(run, out);
                out.append("%26%23").append(codePoint).append("%3B");
              }
            });
    flush(run, out);
  }

  private void flush(StringBuilder run, StringBuilder out) {
    for (byte octet : run.toString().getBytes(charset)) {
      char isomorphic = (char) (octet & 0xFF);
      if (PercentEncodeSet.QUERY.contains(isomorphic)) {
        PercentEncodeSet.appendByte(octet, out);
      } else {
        out.append(isomorphic);
      }
    }
    run.setLength(0);
  }

  private static int scalar(int codePoint) {
    boolean half = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    return half ? 0xFFFD : codePoint;
  }
}
