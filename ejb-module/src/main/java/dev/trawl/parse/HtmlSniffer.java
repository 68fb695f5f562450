package dev.trawl.parse;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Whether bytes of unknown type begin as HTML does, by the patterns of MIME Sniffing, section 7.1;
 * a byte order mark before them is passed over.
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
    int from = ByteOrderMark.of(body).map(ByteOrderMark::length).orElse(0);
    int length = Math.min(body.length, LONGEST_HEADER) - from;
    String start =
        new String(body, from, Math.max(length, 0), StandardCharsets.ISO_8859_1).stripLeading();
    return BEGINNINGS.stream().anyMatch(beginning -> begins(start, beginning));
  }

  private static boolean begins(String start, String beginning) {
    int end = beginning.length();
    return start.regionMatches(true, 0, beginning, 0, end)
        && end < start.length()
        && (start.charAt(end) == ' ' || start.charAt(end) == '>');
  }
}
