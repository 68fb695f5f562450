package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
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

class HtmlParserLinksTest {
  private static final CrawlUrl PAGE = CrawlUrl.parse("http://h/dir/page.html").orElseThrow();

  /**
   * What takes a second on an idle machine; a page that takes the square of its size would take
   * hours.
   */
  private static final Duration LONGEST = Duration.ofSeconds(60);

  @Test
  void linksOfAnchorsAreasAndFramesAreFollowedInDocumentOrder() {
    String html =
        "<iframe src=1></iframe><a href='2'>x</a><map><area href=3></map><p><a href=\"/4\">y</a></p>"
            + "<link href=no><img src=no><a name=no>z</a><form action=no></form><script src=no></script>";
    assertThat(links(html))
        .containsExactly("http://h/dir/1", "http://h/dir/2", "http://h/dir/3", "http://h/4");
    assertThat(links("<frameset><frame src=a><frame src=b></frameset>"))
        .containsExactly("http://h/dir/a", "http://h/dir/b");
  }

  @Test
  void eachLinkIsKeptOnceWithoutFragmentWhereItStandsFirst() {
    assertThat(links("<a href=b#1>x</a><a href=a>x</a><a href=./b>x</a><a href='b#2'>x</a>"))
        .containsExactly("http://h/dir/b", "http://h/dir/a");
  }

  @Test
  void aLinkToThePageItselfIsALinkButAnEmptyFrameIsNone() {
    assertThat(links("<a href=#top>x</a>")).containsExactly(PAGE.toString());
    assertThat(links("<a href>x</a>")).containsExactly(PAGE.toString());
    assertThat(links("<iframe src></iframe>")).isEmpty();
  }

  @Test
  void whatIsNoWebAddressIsDropped() {
    assertThat(
            links(
                "<a href=mailto:a@b>x</a><a href='javascript:x()'>x</a><a href='http://[/'>x</a>"))
        .isEmpty();
  }

  @Test
  void linksAreReadAsBrowsersReadBrokenMarkup() {
    String html =
        "<A HREF=one>x<a href = 'two' >x</a><a href=\"three?a=1&amp;b=2&copy=3\">x</a><a href='\n four '>x</a>"
            + "<a\nhref='fi\nve'>x<a href=\\six>x</a><!-- <a href=no> --><a href='seven'";
    assertThat(links(html))
        .containsExactly(
            "http://h/dir/one",
            "http://h/dir/two",
            "http://h/dir/three?a=1&b=2&copy=3",
            "http://h/dir/four",
            "http://h/dir/five",
            "http://h/six");
  }

  @Test
  void theFirstBaseWithAnHrefCountsForAllLinksOfThePage() {
    assertThat(
            links(
                "<a href=a>x</a><base target=_top><base href=/other/><base href=/no/><a href=b>x</a>"))
        .containsExactly("http://h/other/a", "http://h/other/b");
    assertThat(links("<base href='//cdn.example/x/y'><a href=b>x</a><a href=#f>x</a>"))
        .containsExactly("http://cdn.example/x/b", "http://cdn.example/x/y");
  }

  @Test
  void aBaseThatIsNoWebAddressIsIgnoredAndDoesNotMakeWayForTheNext() {
    assertThat(links("<base href='http://[/'><base href=/no/><a href=b>x</a>"))
        .containsExactly("http://h/dir/b");
    assertThat(links("<base href='data:,'><a href=b>x</a>")).containsExactly("http://h/dir/b");
  }

  @Test
  void queriesAreWrittenInThePagesEncoding() {
    assertThat(
            parse(
                    "text/html; charset=latin1",
                    "<a href='\u00E9?q=\u00E9'>x</a>".getBytes(ISO_8859_1))
                .outlinks())
        .hasToString("[http://h/dir/%C3%A9?q=%E9]");
  }

  @Test
  void inXhtmlAnEmptyScriptEndsAtItsSlash() {
    String html =
        "<html xmlns='http://www.w3.org/1999/xhtml'><title>T</title><script src='x'/><a href='b'>x</a></html>";
    ParsedPage page = parse("application/xhtml+xml", html.getBytes(UTF_8));
    assertThat(page.outlinks()).hasToString("[http://h/dir/b]");
    assertThat(page.title()).contains("T");
  }

  @Test
  void aPageHasNoMoreLinksThanTheLimit() {
    String html = numbered(10_005);
    assertThat(links(html)).hasSize(10_000).endsWith("http://h/dir/9999");
    assertThat(parse(html).outlinksDropped()).isEqualTo(5);
    assertThat(parse("<a href=mailto:x>x</a>".repeat(10_005) + "<a href=y>y</a>").outlinksDropped())
        .isZero();
  }

  @Test
  void everyLinkThatIsNotKeptIsCounted() {
    String many = numbered(100_010);
    assertThat(parse(many).outlinksDropped()).isEqualTo(90_010);
  }

  /** Each of them by itself is short, but resolved they would take 30 GB. */
  @Test
  void manyLinksAtAnEndlessBaseDoNotFillTheMemory() {
    String links = numbered(10_000);
    assertThat(links("<base href='/" + "x".repeat(3_000_000) + "/'>" + links))
        .hasSize(10_000)
        .startsWith("http://h/dir/0");
    assertThat(links("<base href='/" + "x".repeat(8_180) + "/'>" + links + "<a href=/y>x</a>"))
        .endsWith("http://h/y")
        .hasSize(101);
  }

  /** A page of 130 KB had outlinks of 80 MB, which took less than 1 MB where they were stored. */
  @Test
  void manyLinksAtALongBaseAreKeptAsFarAsTheyTakeLittleTogether() {
    String base = "/" + "x".repeat(8_100) + "/";
    String links = numbered(10_000);
    List<String> found = links("<base href='" + base + "'>" + links);
    assertThat(found)
        .containsExactlyElementsOf(
            IntStream.range(0, found.size()).mapToObj(i -> "http://h" + base + i).toList());
    assertThat(found.stream().mapToInt(String::length).sum())
        .isBetween(
            HtmlParser.MOST_OUTLINK_CHARACTERS - CrawlUrl.LONGEST_LINK,
            HtmlParser.MOST_OUTLINK_CHARACTERS);
    assertThat(parse("<base href='" + base + "'>" + links).outlinksDropped())
        .isEqualTo(10_000 - found.size());
  }

  @Test
  void aLinkThatComesOftenTakesRoomOnce() {
    String longLink = "/" + "x".repeat(8_000);
    String links =
        IntStream.range(0, 1_000)
            .mapToObj(i -> "<a href=" + longLink + "#" + i + ">x</a>")
            .collect(Collectors.joining());
    assertThat(links(links + "<a href=/last>x</a>"))
        .containsExactly("http://h" + longLink, "http://h/last");
  }

  @Test
  void aLinkNoServerTakesIsDropped() {
    String longest = "x".repeat(8_192 - "http://h/dir/".length());
    assertThat(links("<a href=" + longest + ">x</a><a href=y" + longest + ">x</a>"))
        .containsExactly("http://h/dir/" + longest);
    assertThat(parse("<a href=y" + longest + ">x</a>").outlinksDropped()).isEqualTo(1);
  }

  @Test
  void deepNestingOverflowsNothingAndLosesNoLink() {
    for (String tag : List.of("div", "b", "table", "p", "ul><li", "a href=x")) {
      String html = ("<" + tag + ">").repeat(200_000) + "<a href=last>x</a>";
      List<String> links = assertTimeoutPreemptively(LONGEST, () -> links(html), tag);
      assertThat(links).as(tag).contains("http://h/dir/last");
    }
  }

  @Test
  void manyAttributesEntitiesAndNulsTakeNoTime() {
    String nuls = "\u0000".repeat(1_000_000);
    assertTimeoutPreemptively(LONGEST, () -> links(nuls + "<a href=x" + nuls + ">" + nuls));
    assertTimeoutPreemptively(LONGEST, () -> links("<" + nuls));
    assertTimeoutPreemptively(LONGEST, () -> links("<!--" + "-".repeat(1_000_000)));
    assertTimeoutPreemptively(LONGEST, () -> links("&".repeat(1_000_000)));
    assertTimeoutPreemptively(LONGEST, () -> links("<a href=x>".repeat(100_000)));
    assertTimeoutPreemptively(LONGEST, () -> links("<meta ".repeat(200_000)));
    String attributes =
        IntStream.range(0, 50_000).mapToObj(i -> " a" + i + "=1").collect(Collectors.joining());
    assertTimeoutPreemptively(LONGEST, () -> links("<a" + attributes + " href=x>"));
  }

  /** So many links, to 0, 1 and so on. */
  private static String numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "<a href=" + i + ">x</a>")
        .collect(Collectors.joining());
  }

  private static List<String> links(String html) {
    return parse(html).outlinks().stream().map(CrawlUrl::toString).toList();
  }

  private static ParsedPage parse(String html) {
    return parse("text/html; charset=utf-8", html.getBytes(UTF_8));
  }

  private static ParsedPage parse(String contentType, byte[] body) {
    return HtmlParser.parse(PAGE, Optional.of(contentType), body, "trawl");
  }
}
