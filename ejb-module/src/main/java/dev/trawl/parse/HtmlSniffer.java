package dev.trawl.parse;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Whether bytes of unknown type begin as HTML does, by the patterns of MIME Sniffing, section 7.1;
 * a byte order mark before them is passed over. UTF-16, which the standard takes for plain text, is
 * read as what it says.
 */
final class HtmlSniffer {
  /** The bytes that the standard calls the resource header. */
  private static final int LONGEST_HEADER = 1_445;

  private static final List<String> BEGINNINGS =
      List.of(
          "<!doctype html",
          "<html",
          "<head",
          "<script",
          "<iframe",
          "<h1",
          "<div",
          "<font",
          "<table",
          "<a",
          "<style",
          "<title",
          "<b",
          "<body",
          "<br",
          "<p",
          "<!--");

  private HtmlSniffer() {}

  static boolean looksLikeHtml(byte[] body) {
    byte[] header = Arrays.copyOf(body, Math.min(body.length, LONGEST_HEADER));
    String start = text(header).stripLeading();
    return BEGINNINGS.stream().anyMatch(beginning -> begins(start, beginning));
  }

  private static String text(byte[] header) {
    Optional<ByteOrderMark> mark = ByteOrderMark.of(header);
    Charset charset =
        mark.map(ByteOrderMark::encoding)
            .or(() -> UnmarkedUtf16.of(header))
            .map(Encoding::charset)
            .orElse(StandardCharsets.ISO_8859_1);
    int from = mark.map(ByteOrderMark::length).orElse(0);
    return new String(header, from, header.length - from, charset);
  }

  private static boolean begins(String start, String beginning) {
    int end = beginning.length();
    return start.regionMatches(true, 0, beginning, 0, end)
        && end < start.length()
        && (start.charAt(end) == ' ' || start.charAt(end) == '>');
  }
}
