package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RobotsTagsTest {
  private static final RobotsTags NOINDEX = new RobotsTags(true, false);
  private static final RobotsTags NOFOLLOW = new RobotsTags(false, true);
  private static final RobotsTags BOTH = new RobotsTags(true, true);

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
    assertThat(header("unavailable_after: 25 Jun 2030 15:00:00 PST")).isEqualTo(RobotsTags.NONE);
    assertThat(header("noindex, max-image-preview: large")).isEqualTo(NOINDEX);
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
