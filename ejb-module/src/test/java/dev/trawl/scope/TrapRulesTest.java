package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trawl.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is taken for a crawler trap, and above all what is not. */
class TrapRulesTest {
  private static final Scope SCOPE = scope(TrapSpec.DEFAULT);

  private static Scope scope(TrapSpec traps) {
    return Scope.of(
        new ScopeSpec(Within.ANY, List.of(), List.of(), 64, List.of(), traps),
        List.of(),
        List.of());
  }

  private static Decision decide(Scope scope, String pathAndQuery) {
    return scope.decide(url(pathAndQuery), 1);
  }

  private static String rule(String pathAndQuery) {
    return decide(SCOPE, pathAndQuery).rule();
  }

  private static CrawlUrl url(String pathAndQuery) {
    return CrawlUrl.parse("http://h" + pathAndQuery).orElseThrow();
  }

  private static String numbered(int count, String pattern, String separator) {
    return IntStream.range(0, count)
        .mapToObj(pattern::formatted)
        .collect(Collectors.joining(separator));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/?",
        "//",
        "/a/b/a/b/",
        "/a/b/a/b/a",
        "/a/a/a/",
        "/a/x/a/y/a",
        "/a/A/a/A/",
        "/aa/aaa/aaaa/aaaaa/a",
        "/a/b/c/a/b/d/a/b/e/",
        "/2011/11/11/11/11/11-o-clock",
        "/dirs/1/1/1/1/11111/",
        "/system/000/000/000/000/original.png",
        "/com/example/example/1.0/example-1.0.jar",
        "//a//b//c//d//e",
        "/a?a/b/a/b/a/b/a/b",
        "/?a=1&b=2&a=3",
        "/?q=a&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&&",
        "/?f[]=1&f[]=2&f[]=3&f[]=4&f[]=5&f[]=6&f[]=7&f[]=8",
        "/?a&b=a&c=a&d=a&e=a&f=a&g=a&h=a&i=a&j=a",
      })
  void whatSitesReallyHaveIsNoTrap(String pathAndQuery) {
    assertThat(rule(pathAndQuery)).isEqualTo("default");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b/a/b/a/b/",
        "/a/b/a/b/a/b",
        "/a/b/a/b/a/b?x",
        "/x/a/b/a/b/a/b/y",
        "/a/b/c/a/b/c/a/b/c/",
        "/2024/05/2024/05/2024/05/",
        "/a/a/a/a",
        "/a/a/a/a/",
        "/a/x/a/y/a/z/a",
        "/x/a/1/a/2/a/3/a/y",
        "/images/css/images/js/images/css/images/",
      })
  void aPathThatRepeatsItselfIsATrap(String pathAndQuery) {
    assertThat(rule(pathAndQuery)).isEqualTo("repeatedSegments");
  }

  @Test
  void aPathMayHaveThirtyTwoSegments() {
    String path = "/" + numbered(32, "s%d", "/");
    assertThat(rule(path)).isEqualTo("default");
    assertThat(rule(path + "/")).isEqualTo("default");
    assertThat(rule(path + "?a/b/c")).isEqualTo("default");
    assertThat(decide(SCOPE, path + "/x"))
        .isEqualTo(new Decision(false, "pathDepth", "more than 32 segments"));
  }

  @Test
  void aUrlMayHaveFourThousandAndNinetySixCharacters() {
    String path = "/" + "p".repeat(4_096 - "http://h/".length());
    assertThat(rule(path)).isEqualTo("default");
    assertThat(decide(SCOPE, path + "p"))
        .isEqualTo(new Decision(false, "urlLength", "more than 4096 characters"));
  }

  @Test
  void aQueryMayHaveThirtyTwoParameters() {
    String query = "/?" + numbered(32, "p%d=1", "&");
    assertThat(rule(query)).isEqualTo("default");
    assertThat(rule(query + "&&")).isEqualTo("default");
    assertThat(decide(SCOPE, query + "&q"))
        .isEqualTo(new Decision(false, "queryParameters", "more than 32 parameters"));
  }

  @Test
  void aParameterMayStandThereEightTimes() {
    String query = "/?x=0&" + numbered(8, "sort=%d", "&");
    assertThat(rule(query)).isEqualTo("default");
    assertThat(rule(query + "&Sort=9&sorted=9")).isEqualTo("default");
    assertThat(decide(SCOPE, query + "&y&sort"))
        .isEqualTo(new Decision(false, "queryParameters", "a parameter more than 8 times"));
  }

  @Test
  void seedsAreExempt() {
    String trap = "/a/a/a/a/?" + "p".repeat(5_000);
    ScopeSpec spec = new ScopeSpec(Within.HOST, List.of(), List.of(), 64);
    Scope scope = Scope.of(spec, List.of(url(trap)), List.of());
    assertThat(decide(scope, trap).rule()).isEqualTo("seed");
    assertThat(decide(scope, trap + "p").rule()).isEqualTo("urlLength");
  }

  @Test
  void offRefusesNothing() {
    Scope off = scope(TrapSpec.OFF);
    String trap =
        "/" + "a/b/".repeat(3_000) + "?" + numbered(3_000, "p%d", "&") + "&p".repeat(3_000);
    assertThat(decide(off, trap).accepted()).isTrue();
  }

  @Test
  void eachLimitIsAllowedAndOneMoreIsNot() {
    Scope strict = scope(new TrapSpec(60, 4, 1, 1, 3, 1));
    assertThat(decide(strict, "/a/b/c/?a&b&c").accepted()).isTrue();
    assertThat(decide(strict, "/" + "a".repeat(60)).rule()).isEqualTo("urlLength");
    assertThat(decide(strict, "/a/b/c/d/e").rule()).isEqualTo("pathDepth");
    assertThat(decide(strict, "/a/b/a").rule()).isEqualTo("repeatedSegments");
    assertThat(decide(strict, "/1/2/1/2").rule()).isEqualTo("repeatedSegments");
    assertThat(decide(strict, "/?a&b&c&d").rule()).isEqualTo("queryParameters");
    assertThat(decide(strict, "/?a=1&a=2").rule()).isEqualTo("queryParameters");
  }

  @ParameterizedTest
  @CsvSource({"0,1,1,1,1,1", "1,0,1,1,1,1", "1,1,0,1,1,1", "1,1,1,0,1,1", "1,1,1,1,0,1"})
  void aLimitIsAtLeastOne(int a, int b, int c, int d, int e, int f) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TrapSpec(a, b, c, d, e, f))
        .withMessageContaining("less than 1");
  }

  /** Without limits of length, one URL could have taken minutes. */
  @Test
  void noUrlTakesMoreThanAMoment() {
    int most = Integer.MAX_VALUE;
    Scope scope = scope(new TrapSpec(most, most, 60, 60, most, 60));
    String endless = "/" + numbered(20_000, "s%06d", "/") + "?" + numbered(20_000, "p%06d", "&");
    assertThat(
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> decide(scope, endless))
                .accepted())
        .isTrue();
  }
}
