package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnmarkedUtf16Test {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<p>x",
        "\r\n<p>",
        "<title>一一一一一一一一一一</title>",
        "<p>\u3000\u3000\u3000</p>",
        "Привет, мир, снова"
      })
  void asciiInItTells(String page) {
    assertThat(UnmarkedUtf16.of(page.getBytes(UTF_16LE))).contains(Encoding.UTF_16LE);
    assertThat(UnmarkedUtf16.of(page.getBytes(UTF_16BE))).contains(Encoding.UTF_16BE);
    assertThat(UnmarkedUtf16.of((page + "x".repeat(2_000)).getBytes(UTF_16LE)))
        .contains(Encoding.UTF_16LE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\0",
        "<p>",
        "<p>a page with\0 two NULs\0 or three\0",
        "<p>\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0",
        "\1\0\2\0\3\0\4\0\5\0\6\0\7\0"
      })
  void aFewNulsDoNot(String page) {
    assertThat(UnmarkedUtf16.of(page.getBytes(ISO_8859_1))).isEmpty();
  }
}
