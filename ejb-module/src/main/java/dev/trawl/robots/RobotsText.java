package dev.trawl.robots;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Makes of the bytes of a robots.txt, whatever they are, text that the library reads as we mean.
 */
final class RobotsText {
  private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private static final Pattern HTML =
      Pattern.compile("<(html|head|body|!doctype)\\b", Pattern.CASE_INSENSITIVE);

  /** Stops at the next tag's start: a line of nothing but those would take forever else. */
  private static final Pattern TAG = Pattern.compile("<[^<>\\r\\n]++>");

  private RobotsText() {}

  /**
   * The text.
   *
   * @param isCut whether the last line may be half a line, which is dropped then
   */
  static String of(byte[] content, boolean isCut, String contentType) {
    String text = decode(content);
    String whole = isCut ? wholeLines(text) : text;
    boolean isHtml =
        contentType.toLowerCase(Locale.ROOT).startsWith("text/html") || HTML.matcher(whole).find();
    String plain = isHtml ? TAG.matcher(whole).replaceAll("") : whole;
    return plain
        .replace("\0", "") // UTF-16 without a mark, mostly ASCII, can be read so
        .replace("<", "%3C") // the library is not to look for HTML itself, in quadratic time
        // It ends lines at these too, which RFC 9309 section 2.2 does not.
        .replace("\u0085", "%C2%85")
        .replace("\u2028", "%E2%80%A8")
        .replace("\u2029", "%E2%80%A9");
  }

  private static String decode(byte[] content) {
    if (startsWith(content, 0xFF, 0xFE)) {
      return new String(content, 2, content.length - 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(content, 0xFE, 0xFF)) {
      return new String(content, 2, content.length - 2, StandardCharsets.UTF_16BE);
    }
    return decodeUtf8(content, sizeOfUtf8Mark(content));
  }

  /** Bytes that are no UTF-8 are octets all the same: they are compared percent-encoded. */
  private static String decodeUtf8(byte[] content, int from) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer in = ByteBuffer.wrap(content, from, content.length - from);
    CharBuffer out = CharBuffer.allocate(3 * in.remaining());
    CoderResult result = decoder.decode(in, out, true);
    while (result.isError()) {
      for (int i = 0; i < result.length(); i++) {
        out.put("%%%02X".formatted(in.get() & 0xFF));
      }
      result = decoder.decode(in, out, true);
    }
    return out.flip().toString();
  }

  /** 0 to 3 bytes: part of a mark is one too, or the first line would be lost. */
  private static int sizeOfUtf8Mark(byte[] content) {
    int size = 0;
    while (size < UTF_8_MARK.length && size < content.length && content[size] == UTF_8_MARK[size]) {
      size++;
    }
    return size;
  }

  private static boolean startsWith(byte[] content, int first, int second) {
    return content.length >= 2 && (content[0] & 0xFF) == first && (content[1] & 0xFF) == second;
  }

  private static String wholeLines(String text) {
    int end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
    return text.substring(0, end + 1);
  }
}
