package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The URL by which a page wants to be known (RFC 6596), in the page and in its answer. */
class CanonicalTest {
  private static Optional<String> inPage(String html) {
    return HtmlParser.parse(
            CrawlUrl.parse("http://h/dir/page").orElseThrow(),
            Optional.of("text/html; charset=utf-8"),
            html.getBytes(UTF_8),
            "trawl")
        .canonical()
        .map(CrawlUrl::toString);
  }

  @Test
  void aPageNamesItInALink() {
    assertThat(inPage("<link rel=canonical href=a>")).contains("http://h/dir/a");
    assertThat(inPage("<link rel='Alternate CANONICAL' href='//other/b#c'>"))
        .contains("http://other/b");
    assertThat(inPage("<base href=/x/><link href=a rel=canonical>")).contains("http://h/x/a");
  }

  @Test
  void theFirstCounts() {
    assertThat(inPage("<link rel=canonical><link rel=canonical href=1><link rel=canonical href=2>"))
        .contains("http://h/dir/1");
  }

  @Test
  void whatIsNone() {
    for (String none :
        new String[] {
          "",
          "<a rel=canonical href=a>a</a>",
          "<link rel=canonical href='mailto:a@b'>",
          "<link rel=stylesheet href=a>",
          "<link rel=canonical href=/" + "x".repeat(9_000) + ">"
        }) {
      assertThat(inPage(none)).as(none).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      value = {
        "</a>; rel=canonical ! /a",
        "<a>;rel=\"canonical\" ! a",
        "</css>; rel=preload; as=style, </a,b>; title=\"<x>; rel=canonical, \\\" \"; REL=\"alternate Canonical\" ! /a,b",
        "<1>; anchor=\"#x\"; rel=canonical, <2>; rel=canonical ! 2",
        "<1>; rel=next; rel=canonical, <2>; rel = canonical , <3>; rel=canonical ! 2",
      })
  void anAnswerNamesItInAField(String field, String target) {
    assertThat(LinkField.canonical(field)).contains(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<a",
        "<a>",
        "<a>;",
        "<a>; rel",
        "<a>; rel=",
        "<a>; rel=canonicals",
        "a; rel=canonical",
        "<a>; title=\"; rel=canonical",
        "<a>, rel=canonical",
        "<a>; rel=\"canonical-x\\"
      })
  void whatIsNoSuchLinkIsPassedOver(String field) {
    assertThat(LinkField.canonical(field)).isEmpty();
  }
}
