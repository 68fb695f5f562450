package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsHtmlTest {
  private static final byte[] NONE = {};
  private static final byte[] PAGE = "<html>".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(
      strings = {"text/html", "TEXT/HTML; charset=utf-8", " text/html ;", "application/xhtml+xml"})
  void theTypesOfHtmlAreHtmlWhateverTheBytes(String type) {
    assertThat(HtmlParser.isHtml(Optional.of(type), NONE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "image/png",
        "application/pdf",
        "text/html+x",
        "application/octet-stream"
      })
  void anotherTypeIsBelieved(String type) {
    assertThat(HtmlParser.isHtml(Optional.of(type), PAGE)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "html", "unknown/unknown", "*/*", "application/unknown; x=y"})
  void aTypeThatSaysNothingCountsAsNone(String type) {
    assertThat(HtmlParser.isHtml(Optional.of(type), PAGE)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE html>",
        " \r\n<HTML lang=x>",
        "<body>",
        "<!-- x",
        "\uFEFF<html>",
        "<a href=x>",
        "<p>x"
      })
  void withoutATypeTheFirstBytesTell(String body) {
    assertThat(HtmlParser.isHtml(Optional.empty(), body.getBytes(UTF_8))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF<!DOCTYPE html>", "<html>\u4E00", " \r\n<p>x", "<a href=x>"})
  void utf16IsReadAsWhatItSays(String body) {
    assertThat(HtmlParser.isHtml(Optional.empty(), body.getBytes(UTF_16LE))).isTrue();
    assertThat(HtmlParser.isHtml(Optional.empty(), body.getBytes(UTF_16BE))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<htmlx>", "{\"a\": \"<html>\"}", "plain", "<p"})
  void utf16ThatDoesNotBeginAsHtmlIsNone(String body) {
    assertThat(HtmlParser.isHtml(Optional.empty(), body.getBytes(UTF_16LE))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "plain",
        "<htmlx>",
        "<?xml version='1.0'?>",
        "%PDF-1.4 <html>",
        "{\"a\": \"<html>\"}",
        "\uFEFF"
      })
  void whatDoesNotBeginAsHtmlIsNone(String body) {
    assertThat(HtmlParser.isHtml(Optional.empty(), body.getBytes(UTF_8))).isFalse();
  }
}
