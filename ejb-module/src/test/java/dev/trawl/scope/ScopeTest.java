package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.trawl.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScopeTest {
  private static final String SEED = "http://example.org/docs/start.html";

  @Test
  void aUrlThatNoRuleObjectsToIsAccepted() {
    assertThat(decide(spec(Within.HOST), "http://example.org/x", 1))
        .isEqualTo(new Decision(true, "default", ""));
  }

  @Test
  void excludeRejectsWhereverAPatternIsFound() {
    ScopeSpec spec =
        new ScopeSpec(Within.ANY, List.of(), List.of("/private/", "[?&]sort=", "\\.pdf$"), 9);
    assertThat(decide(spec, "http://h/a/private/x", 1))
        .isEqualTo(new Decision(false, "exclude", "/private/"));
    assertThat(decide(spec, "http://h/?a=1&sort=up", 1).detail()).isEqualTo("[?&]sort=");
    assertThat(decide(spec, "http://h/x.pdf", 1).accepted()).isFalse();
    assertThat(decide(spec, "http://h/x.pdf?y", 1).accepted()).isTrue();
    assertThat(decide(spec, "http://h/PRIVATE/", 1).accepted()).isTrue();
  }

  @Test
  void patternsAreLookedForInTheWholeUrl() {
    ScopeSpec spec =
        new ScopeSpec(Within.ANY, List.of("^https://", "example\\.org:8080"), List.of(), 9);
    assertThat(decide(spec, "https://h/", 1).accepted()).isTrue();
    assertThat(decide(spec, "http://example.org:8080/", 1).accepted()).isTrue();
    assertThat(decide(spec, "http://h/", 1).rule()).isEqualTo("include");
  }

  @Test
  void includeDoesNotWidenWhatWithinAllows() {
    ScopeSpec spec = new ScopeSpec(Within.HOST, List.of("."), List.of(), 9);
    assertThat(decide(spec, "http://other.example/", 1))
        .isEqualTo(new Decision(false, "within", "host"));
  }

  @Test
  void theFirstRuleInTheOrderNamesTheDecision() {
    ScopeSpec spec = new ScopeSpec(Within.HOST, List.of("/in/"), List.of("/out/"), 3);
    assertThat(
            rules(
                spec,
                "http://other/out/",
                "http://other/",
                "http://example.org/",
                "http://example.org/in/",
                SEED))
        .containsExactly("exclude", "within", "include", "maxDepth", "seed");
  }

  private static Stream<String> rules(ScopeSpec spec, String... urls) {
    return Stream.of(urls).map(url -> decide(spec, url, 4).rule());
  }

  @Test
  void aSeedIsAlwaysInItsScope() {
    ScopeSpec spec = new ScopeSpec(Within.HOST, List.of("nothing"), List.of("example"), 0);
    assertThat(decide(spec, SEED, 0)).isEqualTo(new Decision(true, "seed", ""));
    assertThat(decide(spec, SEED + "?x", 0).rule()).isEqualTo("exclude");
  }

  @Test
  void depthIsCountedFromZeroAndTheLimitIsAllowed() {
    ScopeSpec spec = new ScopeSpec(Within.HOST, List.of(), List.of(), 2);
    assertThat(decide(spec, "http://example.org/x", 2).accepted()).isTrue();
    assertThat(decide(spec, "http://example.org/x", 3))
        .isEqualTo(new Decision(false, "maxDepth", "2"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ScopeSpec(Within.ANY, List.of(), List.of(), -1))
        .withMessageContaining("-1");
  }

  @Test
  void theTargetOfARedirectedSeedWidensTheScopeButIsNoSeed() {
    ScopeSpec spec = new ScopeSpec(Within.HOST, List.of(), List.of("/out"), 9);
    Scope scope = Scope.of(spec, List.of(url(SEED)), List.of(url("https://www.example.org/out")));
    assertThat(scope.decide(url("https://www.example.org/x"), 1).accepted()).isTrue();
    assertThat(scope.decide(url("https://www.example.org/out"), 0).rule()).isEqualTo("exclude");
    assertThat(scope.decide(url("https://other.example.org/x"), 1).rule()).isEqualTo("within");
  }

  @Test
  void aPatternThatIsNoneIsReportedWithItsReason() {
    ScopeSpec spec = new ScopeSpec(Within.ANY, List.of(), List.of("ok", "a(b"), 9);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Scope.of(spec, List.of(), List.of()))
        .withMessageContaining("a(b")
        .withMessageContaining(Scope.problem("a(b").orElseThrow());
    assertThat(Scope.problem("a(b").orElseThrow()).contains("missing");
    assertThat(Scope.problem("(a)\\1")).isPresent();
    assertThat(Scope.problem("(?=a)")).isPresent();
    assertThat(Scope.problem("a.*b")).isEmpty();
  }

  @Test
  void noPatternTakesMoreThanLinearTime() {
    ScopeSpec spec = new ScopeSpec(Within.ANY, List.of(), List.of("(a*)*b"), 9);
    String url = "http://h/" + "a".repeat(2_000);
    assertThat(
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> decide(spec, url, 1))
                .accepted())
        .isTrue();
  }

  private static ScopeSpec spec(Within within) {
    return new ScopeSpec(within, List.of(), List.of(), 64);
  }

  private static Decision decide(ScopeSpec spec, String url, int depth) {
    return Scope.of(spec, List.of(url(SEED)), List.of()).decide(url(url), depth);
  }

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }
}
