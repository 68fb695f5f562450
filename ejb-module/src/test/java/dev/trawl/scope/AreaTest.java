package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which part of a site a URL is in, and how long a page has stayed there. */
class AreaTest {
  private static CrawlUrl url(String path) {
    return CrawlUrl.parse("http://a.example" + path).orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({
    "/cal/2024/01/15, a.example/cal/",
    "/cal/2023, a.example/cal/",
    "/cal/2023/, a.example/cal/",
    "/cal/2024/01?view=week, a.example/cal/",
    "/7, a.example/",
    "/page12.html, a.example/",
    "/s/0a1b2c3d4e5f60718293a4b5c6d7e8f9, a.example/s/",
    "/events/7/list, a.example/events/*/list",
    "/events/7/list/8, a.example/events/*/list/*",
    "/2024/01/a-title, a.example/*/*/a-title",
    "/list?page=7&sort=a, a.example/list?",
    "/list?x=1, a.example/list?",
    "/?, a.example/?",
    "/docs/guide, none",
    "/, none",
    "/caf%C3%A9/%30, none",
    "/caf%C3%A9/%301, a.example/caf%C3%A9/",
  })
  void aUrlIsInTheAreaBeforeWhatVaries(String path, String area) {
    assertThat(Area.of(url(path)).map(Area::name).orElse("none")).isEqualTo(area);
  }

  @Test
  void thePortBelongsToItAndTheSchemeDoesNot() {
    assertThat(Area.of(CrawlUrl.parse("https://a.example:8443/1").orElseThrow()))
        .contains(new Area("a.example:8443/"));
    assertThat(Area.of(CrawlUrl.parse("https://a.example/1").orElseThrow()))
        .isEqualTo(Area.of(url("/1")));
  }

  @Test
  void aLongNameIsNone() {
    assertThat(Area.of(url("/" + "a".repeat(1_000) + "/1"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "/cal/2023, a.example/cal/",
    "/events/7/list, a.example/events/",
    "/l?a, a.example/l?"
  })
  void everyUrlOfItHasItsBeginning(String path, String beginning) {
    Area area = Area.of(url(path)).orElseThrow();
    assertThat(area.beginning()).isEqualTo(beginning);
    assertThat(url(path).toString()).contains(beginning);
  }

  @ParameterizedTest
  @CsvSource({
    "/cal/2024, /cal/2024/1, 6",
    "/cal/2024, /cal/, 0",
    "/cal/2024, /about, 0",
    "/docs, /docs, 0",
    "/l?page=1, /l?page=2, 6",
    "/l?page=1, /l?page=1&sort=a, 6",
    "/l?page=1&sort=a, /l?page=3, 6",
    "/?paged=1, /?p=77, 0",
  })
  void whoFollowsALinkInsideHasStayedForOneMore(String page, String link, int links) {
    Stay stay = Stay.at(url(page), 5);
    assertThat(stay.by(url(link))).isEqualTo(links);
    assertThat(stay.byRedirect(url(link))).isEqualTo(Math.max(0, links - 1));
  }
}
