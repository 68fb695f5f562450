package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Titles and texts are right, however a page was labelled. */
class LegacyEncodingsTest {
  private static final CrawlUrl URL = CrawlUrl.parse("http://h/").orElseThrow();

  @ParameterizedTest
  @EnumSource
  void thePagesAreWritableInTheirEncodings(LegacyPage page) {
    assertThat(new String(page.bytes(), page.charset())).isEqualTo(page.html(""));
  }

  @ParameterizedTest
  @EnumSource
  void theHeaderSaysIt(LegacyPage page) {
    assertRead(page, page.readAs(page.encoding()));
    ParsedPage parsed =
        HtmlParser.parse(
            URL, Optional.of("text/html; charset=" + page.encoding()), page.bytes(), "trawl");
    assertThat(parsed.title()).contains(page.title());
    assertThat(parsed.charset()).isEqualTo(page.encoding());
  }

  @ParameterizedTest
  @EnumSource
  void thePageSaysIt(LegacyPage page) {
    String html = page.html("<meta charset=" + page.encoding() + ">");
    PageText read = PageText.decode(Optional.empty(), html.getBytes(page.charset()));
    assertThat(read.encoding().standardName()).isEqualTo(page.encoding());
    assertThat(read.text()).isEqualTo(html);
  }

  @ParameterizedTest
  @EnumSource
  void nobodySaysIt(LegacyPage page) {
    assertRead(page, PageText.decode(Optional.empty(), page.bytes()));
    assertRead(page, page.readAs("klingon"));
  }

  /** The parser's own fault, by which the whole page was lost. */
  @ParameterizedTest
  @EnumSource
  void nobodySaysItAndTheParserFails(LegacyPage page) {
    String html = page.html("") + LegacyPage.NESTED_WRONGLY.repeat(1_500);
    PageText read = PageText.decode(Optional.empty(), html.getBytes(page.charset()));
    assertThat(read.encoding().standardName()).isEqualTo(page.encoding());
  }

  @ParameterizedTest
  @EnumSource
  void theHeaderSaysUtf8OrUtf16AndIsWrong(LegacyPage page) {
    assertRead(page, page.readAs("utf-8"));
    assertRead(page, page.readAs("utf-16"));
    assertRead(page, page.readAs("utf-16be"));
  }

  @ParameterizedTest
  @EnumSource
  void theHeaderIsWrongAndThePageRight(LegacyPage page) {
    String html = page.html("<meta charset=" + page.encoding() + ">");
    PageText read = PageText.decode(Optional.of("utf-8"), html.getBytes(page.charset()));
    assertThat(read.text()).isEqualTo(html);
  }

  @ParameterizedTest
  @EnumSource
  void headerAndPageAreWrong(LegacyPage page) {
    String html = page.html("<meta charset=utf-8>");
    PageText read = PageText.decode(Optional.of("utf-8"), html.getBytes(page.charset()));
    assertThat(read.text()).isEqualTo(html);
  }

  @ParameterizedTest
  @EnumSource
  void scriptsAndLinksDoNotHideTheLanguage(LegacyPage page) {
    String english = "function open(menu) { return document.getElementById(menu); }\n".repeat(300);
    String html =
        page.html("<script>" + english + "</script><style>a { color: red }</style>")
            + "<a href=\"/the/quick/brown/fox\">&nbsp;&raquo;</a>".repeat(100);
    PageText read = PageText.decode(Optional.empty(), html.getBytes(page.charset()));
    assertThat(read.encoding().standardName()).isEqualTo(page.encoding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"é", "À", "Köln", "Più", "Città, età", "São João"})
  void aFewAccentsAreNoEvidenceAgainstWindows1252(String text) {
    byte[] body = ("<title>" + text + "</title>").getBytes(Charset.forName("windows-1252"));
    assertThat(PageText.decode(Optional.empty(), body).text()).contains(text);
  }

  @ParameterizedTest
  @EnumSource
  void utf16NeedsNoLabelAndIsHurtByNone(LegacyPage page) {
    for (Charset utf16 : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
      byte[] body = page.html("").getBytes(utf16);
      for (String label : new String[] {"utf-8", "utf-16", "utf-16be", "iso-8859-1", "klingon"}) {
        PageText read = PageText.decode(Optional.of(label), body);
        assertThat(read.encoding().charset()).isEqualTo(utf16);
        assertThat(read.text()).isEqualTo(page.html(""));
      }
      assertThat(PageText.decode(Optional.empty(), body).text()).isEqualTo(page.html(""));
      assertThat(HtmlParser.isHtml(Optional.empty(), body)).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"shift_jis", "euc-jp", "gb2312", "big5", "euc-kr", "utf-16", "iso-2022-jp"})
  void aLabelOfEastAsiaOnUtf8IsPassedOver(String label) {
    for (LegacyPage page : LegacyPage.values()) {
      if (page.isEastAsian()) {
        byte[] body = page.html("").getBytes(UTF_8);
        assertThat(PageText.decode(Optional.of(label), body).encoding())
            .as(page.name())
            .isEqualTo(Encoding.UTF_8);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"JAPANESE", "TRADITIONAL_CHINESE"})
  void aLabelOfItsNeighbourIsPassedOverWhereBytesCannotBeThat(LegacyPage page) {
    assertRead(page, page.readAs("euc-jp"));
    assertRead(page, page.readAs("euc-kr"));
  }

  private static void assertRead(LegacyPage page, PageText read) {
    assertThat(read.encoding().standardName()).isEqualTo(page.encoding());
    assertThat(read.text()).isEqualTo(page.html(""));
  }
}
