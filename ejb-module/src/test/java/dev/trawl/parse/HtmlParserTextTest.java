package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.nio.charset.Charset;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlParserTextTest {
  private static final CrawlUrl PAGE = CrawlUrl.parse("http://h/").orElseThrow();

  @Test
  void theTitleIsOneLine() {
    assertThat(title("<title>\n A \t b\r\n\u00A0c </title>")).contains("A b \u00A0c");
    assertThat(title("<title> </title>")).isEmpty();
    assertThat(title("<p>x")).isEmpty();
    assertThat(title("<title>a &amp; <b>b</b></title>")).contains("a & <b>b</b>");
  }

  @Test
  void theFirstTitleCountsAndThoseOfDrawingsDoNot() {
    assertThat(title("<svg><title>drawing</title></svg><title>one</title><title>two</title>"))
        .contains("one");
  }

  @Test
  void theTitleIsCutBetweenCodePoints() {
    assertThat(title("<title>" + "x".repeat(2_000))).contains("x".repeat(1_000));
    assertThat(title("<title>x" + "😀".repeat(600))).contains("x" + "😀".repeat(499));
    assertThat(title("<title>" + "x".repeat(999) + " y")).contains("x".repeat(999));
  }

  @Test
  void theTitleHasNothingTheDatabaseRefuses() {
    assertThat(title("<title>a\u0000b&#0;c&#xD800;d</title>").orElseThrow())
        .doesNotContain("\u0000")
        .matches("[^\\uD800-\\uDFFF]+");
    assertThat(CleanText.line("\uD800a\u0000\uDC00", 10)).contains("\uFFFDa \uFFFD");
  }

  @Test
  void theLanguageIsTheRootElements() {
    assertThat(parse("<html lang=' de-AT '><p lang=fr>x").lang()).contains("de-AT");
    assertThat(parse("<p lang=fr>x").lang()).isEmpty();
    assertThat(parse("<html lang=''>x").lang()).isEmpty();
    assertThat(parse("<html lang=" + "x".repeat(100) + ">x").lang()).contains("x".repeat(35));
  }

  @Test
  void aByteOrderMarkWinsOverTheHeader() {
    assertEncoding("utf-8", "text/html; charset=koi8-r", "\uFEFF<title>é</title>".getBytes(UTF_8));
    assertEncoding(
        "utf-16le", "text/html; charset=utf-8", "\uFEFF<title>é</title>".getBytes(UTF_16LE));
  }

  @Test
  void theHeaderWinsOverThePage() {
    assertEncoding(
        "utf-8",
        "text/html; charset=UTF-8",
        "<meta charset=koi8-r><title>é</title>".getBytes(UTF_8));
    assertEncoding(
        "utf-8",
        "text/html;x=y; Charset=\"utf-8\"",
        "<meta charset=koi8-r><title>é</title>".getBytes(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta charset=iso-8859-1>",
        "<META CharSet = ' Latin1 '>",
        "<meta name=x><meta/charset='windows-1252'/>",
        "<meta http-equiv=Content-Type content='text/html; charset=iso-8859-1'>",
        "<meta content=\"text/html;charset = 'ascii'\" http-equiv='content-type'>",
        "<!-- <meta charset=koi8-r> --><p title='<meta charset=koi8-r>'><meta charset=ascii>",
        "</p x='<meta charset=koi8-r>'><meta charset=ascii>",
        "<!--><meta charset=ascii>",
        "<!doctype html><html a=b c><head><meta charset=nonsense><meta charset=ascii>",
        "<?xml version='1.0' encoding='iso-8859-1'?>",
      })
  void whatThePageDeclaresWinsOverAGuess(String declaration) {
    assertEncoding(
        "windows-1252",
        "text/html",
        (declaration + "<title>é</title>").getBytes(Charset.forName("windows-1252")));
    PageText valid = PageText.decode(Optional.empty(), (declaration + "é").getBytes(UTF_8));
    assertThat(valid.encoding()).isEqualTo(Encoding.WINDOWS_1252);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<meta content='charset=koi8-r'>",
        "<metacharset=koi8-r>",
        "<meta charset=utf-16>",
        "<meta charset=",
        "<meta ",
        "<"
      })
  void whatIsNoDeclarationIsPassedOver(String start) {
    assertThat(PageText.decode(Optional.empty(), start.getBytes(UTF_8)).encoding())
        .isEqualTo(Encoding.UTF_8);
  }

  @Test
  void withoutADeclarationValidUtf8WinsOverWindows1252() {
    assertEncoding("utf-8", "text/html", "<title>é</title>".getBytes(UTF_8));
    assertEncoding(
        "windows-1252", "text/html", "<title>é</title>".getBytes(Charset.forName("windows-1252")));
  }

  @Test
  void anUnknownLabelCountsAsNone() {
    assertEncoding("utf-8", "text/html; charset=klingon", "<title>é</title>".getBytes(UTF_8));
    assertEncoding("utf-8", "text/html; charset=", "<title>é</title>".getBytes(UTF_8));
    assertEncoding(
        "windows-1252",
        "text/html; charset=utf-7",
        "<title>é</title>".getBytes(Charset.forName("windows-1252")));
  }

  @ParameterizedTest
  @CsvSource({
    "iso-8859-1, windows-1252, windows-1252, “€”é",
    "US-ASCII, windows-1252, windows-1252, “€”é",
    "iso-8859-9, windows-1254, windows-1254, “ğ”é",
    "iso-8859-11, windows-874, x-windows-874, ไทย",
    "gb2312, gbk, GBK, 镕é",
    "shift_jis, shift_jis, windows-31j, ①é表",
    "x-sjis, shift_jis, windows-31j, ～①",
    "ks_c_5601-1987, euc-kr, x-windows-949, 똠한",
    "euc-kr, euc-kr, x-windows-949, 똠한",
    "big5, big5, Big5-HKSCS, 中文",
    "euc-jp, euc-jp, EUC-JP, 日本",
    "x-euc-jp, euc-jp, x-eucJP-Open, ①Ⅳ㈱№",
    "koi8-r, koi8-r, KOI8-R, Привет",
    "x-mac-roman, macintosh, x-MacRoman, é",
    "unicode, utf-16le, UTF-16LE, é",
  })
  void aLabelMeansWhatItMeansInBrowsers(String label, String name, Charset charset, String text) {
    String writable = charset.newEncoder().canEncode(text) ? text : text.replace("é", "");
    PageText page = PageText.decode(Optional.of(label), writable.getBytes(charset));
    assertThat(page.encoding().standardName()).isEqualTo(name);
    assertThat(page.text()).isEqualTo(writable);
  }

  @ParameterizedTest
  @CsvSource({
    "windows-1252, 81 8D 8F 90 9D, \u0081\u008D\u008F\u0090\u009D",
    "windows-1252, 80 81 C3, €\u0081Ã",
    "windows-1251, 98 FF, \u0098я",
    "windows-1253, 81 D2 9F, \u0081\uFFFD\u009F",
    "windows-874, 81 DB A1, \u0081\uFFFDก",
  })
  void bytesThatAreControlsInBrowsersAreControls(String label, String octets, String text) {
    byte[] body = HexFormat.ofDelimiter(" ").parseHex(octets);
    assertThat(PageText.decode(Optional.of(label), body).text()).isEqualTo(text);
  }

  @Test
  void anEmptyPageIsAPage() {
    ParsedPage page = HtmlParser.parse(PAGE, Optional.empty(), new byte[0], "trawl");
    assertThat(page.title()).isEmpty();
    assertThat(page.outlinks()).isEmpty();
  }

  private static void assertEncoding(String name, String contentType, byte[] body) {
    ParsedPage page = HtmlParser.parse(PAGE, Optional.of(contentType), body, "trawl");
    assertThat(page.charset()).isEqualTo(name);
    assertThat(page.title()).contains("é");
  }

  private static Optional<String> title(String html) {
    return parse(html).title();
  }

  private static ParsedPage parse(String html) {
    return HtmlParser.parse(
        PAGE, Optional.of("text/html; charset=utf-8"), html.getBytes(UTF_8), "trawl");
  }
}
