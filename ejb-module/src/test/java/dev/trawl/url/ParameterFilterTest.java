package dev.trawl.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterFilterTest {
  private static final String[] PIECES = {
    "/", "?", "&", "=", ";", "a", "gclid", "GCLID=", ";jsessionid", "utm_x", "..", ".", "%2e", "#"
  };

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }

  private static String byDefault(String pathAndQuery) {
    return ParameterFilter.DEFAULT.apply(url("http://h" + pathAndQuery)).requestTarget();
  }

  @ParameterizedTest
  @CsvSource({
    "/?utm_source=a, /",
    "/?UTM_Source=a&utm_=&utm_campaign, /",
    "/x?a=1&utm_source=b&b=2, /x?a=1&b=2",
    "/x?gclid=1&b=2&a=1, /x?b=2&a=1",
    "/x?b=2&a=1&fbclid, /x?b=2&a=1",
    "/x?a=%7e&gclid&b=+'&c, /x?a=%7e&b=+%27&c",
    "/x?&a&&gclid=1&, /x?&a&&",
    "/x?gclid=1&, /x",
    "/x?gclid=a=b, /x",
    "/?PHPSESSID=0123456789abcdef, /",
    "/?ASPSESSIONIDQQCDTBRC=x&p=1, /?p=1",
  })
  void whatTracksIsDroppedAndTheRestStaysAsItIs(String before, String after) {
    assertThat(byDefault(before)).isEqualTo(after);
  }

  @ParameterizedTest
  @CsvSource({
    "/a;jsessionid=1.node2, /a",
    "/a;JSESSIONID=1?x=2, /a?x=2",
    "/a;jsessionid=1/b;v=2;jsessionid=3;w/c?gclid&x, /a/b;v=2;w/c?x",
    "/;jsessionid, /",
    "/;jsessionid=1/x, //x",
    "/a/..;jsessionid=1/b, /b",
    "/a/%2e;jsessionid=1, /a/",
    "/a?jsessionid=1, /a",
  })
  void sessionsInThePathAreDropped(String before, String after) {
    assertThat(byDefault(before)).isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?",
        "/x?&&",
        "/utm_source=a",
        "/x?a=utm_source&b=gclid",
        "/x?gclids=1",
        "/x?xgclid=1",
        "/x?%67clid=1",
        "/x?=gclid",
        "/x?a;gclid=1",
        "/;xjsessionid=1",
        "/;jsessionidx=1",
        "/jsessionid=1",
        "/x?/;jsessionid=1",
        "/article.php?sid=17",
        "/talk?sessionid=4&ref=main&s=x&source=wiki&pk_id=3&id=1&cfid=2&token=t",
      })
  void whatMayChooseTheContentIsNotTouched(String pathAndQuery) {
    CrawlUrl url = url("http://me:gclid@h:81" + pathAndQuery);
    assertThat(ParameterFilter.DEFAULT.apply(url)).isSameAs(url);
  }

  @Test
  void whatStandsBeforeThePathStays() {
    assertThat(ParameterFilter.DEFAULT.apply(url("https://me;jsessionid=1@h:81/a?gclid=1")))
        .isEqualTo(url("https://me;jsessionid=1@h:81/a"));
  }

  @Test
  void aListReplacesTheDefault() {
    ParameterFilter filter = ParameterFilter.of(List.of("Sort", "x_*", ";v"));
    assertThat(filter.apply(url("http://h/a;v=1;w?sort=up&sorts=1&X_Y=1&gclid=1")))
        .hasToString("http://h/a;w?sorts=1&gclid=1");
    assertThat(filter.names()).containsExactly("Sort", "x_*", ";v");
    assertThat(filter).isEqualTo(ParameterFilter.of(List.of("Sort", "x_*", ";v")));
    assertThat(filter).isNotEqualTo(ParameterFilter.NONE);
  }

  @Test
  void noneDropsNothing() {
    CrawlUrl url = url("http://h/a;jsessionid=1?utm_source=a&gclid=1");
    assertThat(ParameterFilter.NONE.apply(url)).isSameAs(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", ";", ";*", "a=1", "a&b", "a b", "u*m", "a;b", "a/b", "é", "a**"})
  void whatIsNoNameIsReported(String name) {
    assertThat(ParameterFilter.problem(name)).isPresent();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ParameterFilter.of(List.of("ok", name)))
        .withMessageContaining(name);
  }

  @Test
  void aNameHasAtMostAHundredCharacters() {
    assertThat(ParameterFilter.problem("n".repeat(100))).isEmpty();
    assertThat(ParameterFilter.problem("n".repeat(101))).isPresent();
    assertThat(ParameterFilter.problem("filter[%5B0]*")).isEmpty();
  }

  @Test
  void whatIsLeftIsAUrlOfItsOwnFromWhichNothingMoreIsDropped() {
    Random random = new Random(1);
    for (int i = 0; i < 50_000; i++) {
      String tail =
          Stream.generate(() -> PIECES[random.nextInt(PIECES.length)])
              .limit(random.nextInt(12))
              .collect(Collectors.joining());
      CrawlUrl left = ParameterFilter.DEFAULT.apply(url("http://u@h:8080/" + tail));
      CrawlUrl parsed = url(left.toString());
      assertThat(left).as(tail).isEqualTo(parsed);
      assertThat(left.path()).isEqualTo(parsed.path());
      assertThat(left.query()).isEqualTo(parsed.query());
      assertThat(left.authority()).isEqualTo("h:8080");
      assertThat(ParameterFilter.DEFAULT.apply(left)).as(tail).isSameAs(left);
    }
  }
}
