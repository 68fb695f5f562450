package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsTagsTest {
  private static final RobotsTags NOINDEX = new RobotsTags(true, false, Optional.empty());
  private static final RobotsTags NOFOLLOW = new RobotsTags(false, true, Optional.empty());
  private static final RobotsTags BOTH = new RobotsTags(true, true, Optional.empty());
  private static final Instant JUNE = Instant.parse("2030-06-25T15:00:00Z");

  private static RobotsTags header(String... values) {
    return RobotsTags.ofHeaders(List.of(values), "trawl");
  }

  private static ParsedPage page(String html) {
    return HtmlParser.parse(
        CrawlUrl.parse("http://h/").orElseThrow(),
        Optional.of("text/html"),
        html.getBytes(UTF_8),
        "trawl");
  }

  @Test
  void tagsAreReadInAnyCaseAndAmongOthers() {
    assertThat(RobotsTags.ofContent("NoIndex")).isEqualTo(NOINDEX);
    assertThat(RobotsTags.ofContent(" max-snippet:20 ,nofollow, noarchive")).isEqualTo(NOFOLLOW);
    assertThat(RobotsTags.ofContent("noindex,nofollow")).isEqualTo(BOTH);
    assertThat(RobotsTags.ofContent("none")).isEqualTo(BOTH);
    assertThat(RobotsTags.ofContent("index, follow, all, nofollowed, no index"))
        .isEqualTo(RobotsTags.NONE);
    assertThat(RobotsTags.ofContent("")).isEqualTo(RobotsTags.NONE);
  }

  @Test
  void ofSeveralHeadersAllCount() {
    assertThat(header()).isEqualTo(RobotsTags.NONE);
    assertThat(header("noindex", "nofollow")).isEqualTo(BOTH);
  }

  @Test
  void aHeaderForAnotherCrawlerIsNotForUs() {
    assertThat(header("googlebot: noindex, nofollow")).isEqualTo(RobotsTags.NONE);
    assertThat(header("Trawl: noindex", "otherbot: nofollow")).isEqualTo(NOINDEX);
    assertThat(header("otherbot: noindex", "nofollow")).isEqualTo(NOFOLLOW);
  }

  @Test
  void theColonOfAValueNamesNoCrawler() {
    assertThat(header("max-snippet: 20, noindex")).isEqualTo(NOINDEX);
    assertThat(header("unavailable_after: 25 Jun 2030 15:00:00 GMT"))
        .isEqualTo(new RobotsTags(false, false, Optional.of(JUNE)));
    assertThat(header("noindex, max-image-preview: large")).isEqualTo(NOINDEX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "unavailable_after: 25 Jun 2030 15:00:00 GMT",
        "Trawl: unavailable_after: 25 Jun 2030 15:00:00 GMT",
        "trawl : Unavailable_After : Tue, 25 Jun 2030 15:00:00 GMT",
        "unavailable_after: Tuesday, 25-Jun-30 15:00:00 GMT, noarchive",
        "noarchive, max-snippet: 20, unavailable_after:2030-06-25T15:00:00Z",
        "unavailable_after: 2031-01-01, unavailable_after: 2030-06-25T15:00:00,000Z",
      })
  void aDateMayHoldColonsAndACommaBehindTheNameOfACrawler(String value) {
    assertThat(header(value)).isEqualTo(new RobotsTags(false, false, Optional.of(JUNE)));
  }

  @Test
  void aDateForAnotherCrawlerIsNotForUs() {
    assertThat(header("otherbot: unavailable_after: 25 Jun 2010 15:00:00 GMT"))
        .isEqualTo(RobotsTags.NONE);
  }

  @Test
  void tagsBesideADateCountAlsoIfItCannotBeRead() {
    assertThat(header("unavailable_after: 25 Jun 2030 15:00:00 GMT, nofollow"))
        .isEqualTo(new RobotsTags(false, true, Optional.of(JUNE)));
    for (String date : List.of("Tuesday", "soon", "", "31 Jun 2030 15:00:00 GMT", "Tue, ")) {
      assertThat(header("unavailable_after: " + date + ",noindex")).as(date).isEqualTo(NOINDEX);
    }
    assertThat(header("unavailable_after, noindex")).isEqualTo(NOINDEX);
    assertThat(header("unavailable_after_all: 25 Jun 2010 15:00:00 GMT"))
        .isEqualTo(RobotsTags.NONE);
  }

  @Test
  void theEarliestDateHolds() {
    RobotsTags both =
        header("unavailable_after: 2030-06-26")
            .and(
                page("<meta name=robots content='unavailable_after: 2030-06-25 15:00 utc'>")
                    .tags());
    assertThat(both.unavailableAfter()).contains(JUNE);
    assertThat(both.and(RobotsTags.NONE)).isEqualTo(both);
  }

  @Test
  void contentIsWithheldByNoindexAndFromItsDateOn() {
    RobotsTags dated = new RobotsTags(false, false, Optional.of(JUNE));
    assertThat(dated.withholds(JUNE)).isEmpty();
    assertThat(dated.withholds(JUNE.plusMillis(1))).contains("unavailable_after");
    assertThat(NOINDEX.and(dated).withholds(JUNE.plusMillis(1))).contains("noindex");
    assertThat(NOFOLLOW.withholds(Instant.MAX)).isEmpty();
  }

  @Test
  void metaElementsForAllAndForUsCountTogether() {
    assertThat(page("<meta name=robots content=noindex>").tags()).isEqualTo(NOINDEX);
    assertThat(page("<meta name=ROBOTS content=NONE>").tags()).isEqualTo(BOTH);
    assertThat(page("<meta name=robots content=noindex><meta name=Trawl content=nofollow>").tags())
        .isEqualTo(BOTH);
    assertThat(page("<meta name=googlebot content=noindex><meta name=robots>").tags())
        .isEqualTo(RobotsTags.NONE);
    assertThat(page("<!-- <meta name=robots content=noindex> -->").tags())
        .isEqualTo(RobotsTags.NONE);
  }

  @Test
  void aLinkIsNotToBeFollowedIfNoneThatSaysItIs() {
    ParsedPage page =
        page(
            "<a href=a rel=nofollow>x</a><a href=b rel='external\tUGC'>x</a><a rel=sponsored href=c>x</a>"
                + "<a href=d rel=nofollowing>x</a><a href=e rel=nofollow>x</a><a href=./e#top>x</a>"
                + "<area href=f rel=nofollow><iframe src=g rel=nofollow></iframe>");
    assertThat(page.outlinks())
        .hasToString(
            "[http://h/a, http://h/b, http://h/c, http://h/d, http://h/e, http://h/f, http://h/g]");
    assertThat(page.nofollow())
        .extracting(CrawlUrl::toString)
        .containsExactlyInAnyOrder("http://h/a", "http://h/b", "http://h/c", "http://h/f");
  }
}
