package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trawl.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that lead elsewhere by themselves after a time. */
class RefreshTest {
  private static final CrawlUrl PAGE = CrawlUrl.parse("http://h/dir/page").orElseThrow();

  private static ParsedPage parse(String html) {
    return HtmlParser.parse(
        PAGE, Optional.of("text/html; charset=utf-8"), html.getBytes(UTF_8), "trawl");
  }

  private static List<String> links(String html) {
    return parse(html).outlinks().stream().map(CrawlUrl::toString).toList();
  }

  /** As in the HTML Standard, and in the tests of the web platform for it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "0;url=/a ! /a",
        "0; URL = '/a' ! /a",
        "0;uRl=\"/a\"b ! /a",
        "0;url='/a ! /a",
        "0,/a ! /a",
        "0 /a ! /a",
        "0 ; /a ! /a",
        "` \t1.5.2;\n/a` ! /a",
        ".5;/a ! /a",
        ".;/a ! /a",
        "0;'/a'b ! /a",
        "0;u=/a ! u=/a",
        "0;ur ! ur",
        "0;url/a ! url/a",
        "0;url /a ! url /a",
        "0;;/a ! ;/a",
        "0;url=\"'/a'\" ! '/a'",
        "00099999999999999999;/a b ! /a b",
      })
  void theUrlFollowsTheTime(String content, String url) {
    assertThat(Refresh.url(content)).contains(url);
  }

  @Test
  void anEmptyUrlIsOneTooAndLeadsToThePage() {
    assertThat(Refresh.url("0;url=")).contains("");
    assertThat(Refresh.url("0;url=''")).contains("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "5",
        "5;",
        "5 ; ",
        ".",
        "/a",
        "url=/a",
        ";url=/a",
        "-1;url=/a",
        "+1;/a",
        "5x;url=/a",
        "5:/a"
      })
  void withoutATimeOrAUrlThereIsNone(String content) {
    assertThat(Refresh.url(content)).isEmpty();
  }

  @Test
  void aMetaElementIsALinkOfThePage() {
    assertThat(links("<base href=/x/><a href=1>1</a><meta http-equiv=Refresh content='0; url=2'>"))
        .containsExactly("http://h/x/1", "http://h/x/2");
    assertThat(
            links(
                "<head><noscript><meta HTTP-EQUIV=REFRESH content='0;a'></noscript>"
                    + "<meta http-equiv=refresh content='0;b'>"))
        .containsExactly("http://h/dir/a", "http://h/dir/b");
    assertThat(
            links(
                "<meta http-equiv=refresh content=5><meta http-equiv=refresh>"
                    + "<meta http-equiv=refresh content='0;url=javascript:x()'>"
                    + "<meta name=refresh content='0;a'><meta http-equiv=refreshed content='0;a'>"))
        .isEmpty();
  }

  @Test
  void aLinkOfTheAnswerIsOneOfThePage() {
    CrawlUrl link = PAGE.resolve("a").orElseThrow();
    ParsedPage page = parse("<a href=a rel=nofollow>a</a><a href=b rel=nofollow>b</a>");
    assertThat(page.withLink(link).outlinks()).isEqualTo(page.outlinks());
    assertThat(page.withLink(link).nofollow()).hasToString("[http://h/dir/b]");
    assertThat(parse("").withLink(link).outlinks()).containsExactly(link);
  }

  @Test
  void whereThereIsNoRoomItIsDroppedAndCounted() {
    ParsedPage full =
        parse(
            IntStream.range(0, HtmlParser.MOST_OUTLINKS)
                .mapToObj(i -> "<a href=" + i + ">x</a>")
                .collect(Collectors.joining()));
    ParsedPage more = full.withLink(PAGE);
    assertThat(more.outlinks()).isEqualTo(full.outlinks());
    assertThat(more.outlinksDropped()).isEqualTo(1);
    CrawlUrl longest = PAGE.resolve("x".repeat(CrawlUrl.LONGEST_LINK)).orElseThrow();
    assertThat(parse("").withLink(longest).outlinks()).isEmpty();
  }

  @Test
  void noContentTakesLong() {
    for (String part : List.of(" ", "0", ".", "0 ", "0;", "url", "0;url = ", "\"")) {
      String content = "0;" + part.repeat(1_000_000);
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Refresh.url(content), part);
    }
  }
}
