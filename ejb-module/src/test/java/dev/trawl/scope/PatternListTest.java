package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.google.re2j.Pattern;
import dev.trawl.url.CrawlUrl;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However patterns are looked for, what is found is what RE2 finds, one after the other. */
class PatternListTest {
  private static final int SEED = 1;

  private static CrawlUrl url(String text) {
    return CrawlUrl.parse(text).orElseThrow();
  }

  private static Optional<String> firstFound(List<String> patterns, String url) {
    return PatternList.compile(patterns).firstFound(url(url));
  }

  private static Optional<String> oneAfterTheOther(List<Pattern> patterns, CrawlUrl url) {
    return patterns.stream()
        .filter(pattern -> pattern.matcher(url.toString()).find())
        .findFirst()
        .map(Pattern::pattern);
  }

  private static boolean isDoneByAutomaton(List<String> patterns) {
    try {
      PatternAutomaton.of(patterns);
      return true;
    } catch (TooHardException e) {
      return false;
    }
  }

  /** Compares so many lists of valid patterns; how many of them one automaton can do. */
  private static int compare(RandomPatterns random, Supplier<String> pattern, int lists) {
    int automata = 0;
    int found = 0;
    int none = 0;
    for (int i = 0; i < lists; i++) {
      List<String> patterns =
          Stream.generate(pattern)
              .filter(candidate -> PatternList.problem(candidate).isEmpty())
              .limit(random.upTo(4))
              .toList();
      automata += isDoneByAutomaton(patterns) ? 1 : 0;
      PatternList list = PatternList.compile(patterns);
      List<Pattern> compiled = patterns.stream().map(Pattern::compile).toList();
      for (int j = 0; j < 20; j++) {
        CrawlUrl url = url(random.url());
        Optional<String> expected = oneAfterTheOther(compiled, url);
        assertThat(list.firstFound(url)).as("%s in %s", patterns, url).isEqualTo(expected);
        found += expected.isPresent() ? 1 : 0;
        none += expected.isEmpty() ? 1 : 0;
      }
    }
    assertThat(List.of(found, none)).allMatch(count -> count > lists);
    return automata;
  }

  @Test
  void usualPatternsAreFoundAsRe2FindsThem() {
    RandomPatterns random = new RandomPatterns(SEED);
    assertThat(compare(random, random::usual, 1_000)).isGreaterThan(900);
  }

  @Test
  void patternsOfWhateverSyntaxAreFoundAsRe2FindsThem() {
    RandomPatterns random = new RandomPatterns(SEED);
    assertThat(compare(random, random::wild, 2_000)).isBetween(500, 1_500);
  }

  @ParameterizedTest
  @CsvSource({
    "http://h/x/b/c, /b/",
    "http://h/b/a/, /a/",
    "http://h/b/c/d, /b/",
    "https://h/a/c/b/, ^https",
    "http://h/a/c/b/, /b/$",
    "http://h/x/c, /c",
    "http://h/x, ",
  })
  void theFirstOfTheListIsNamedWhereverItStands(String url, @Nullable String expected) {
    assertThat(firstFound(List.of("^https", "/b/$", "/a/", "/b/", "/c"), url))
        .isEqualTo(Optional.ofNullable(expected));
  }

  @Test
  void fiveUsualPatternsNeedOneAutomaton() {
    assertThat(
            List.of(
                List.of(
                    "/jakarta/faces/",
                    "/jakarta/persistence/[a-z]+/",
                    "^http://[^/]+/jakarta/servlet/",
                    "/(jms|mail|json)/",
                    "\\.html?(\\?|$)"),
                List.of(
                    "/class-use/",
                    "/index-files/index-\\d+\\.html",
                    "[?&](print|format)=",
                    "(?i)\\.(zip|jar|gz|pdf)$",
                    "^https?://[^/]+/(login|logout|cart)"),
                List.of("/archive/.*/page/[0-9]{1,4}", "[?&](sort|order|view)=[^&]*&.*sid=")))
        .allMatch(PatternListTest::isDoneByAutomaton);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\\bword\\b",
        "(?i:a)b",
        "(?P<name>a)",
        "\\x41",
        "\\pL",
        "[[:alpha:]]",
        "[]a]",
        "é",
        "a{,2}",
        "a(?s).b",
        "[a-\\d]",
        "\\Qa\\E",
        "(?m)^a"
      })
  void unusualSyntaxIsLeftToRe2(String pattern) {
    assertThatExceptionOfType(TooHardException.class)
        .isThrownBy(() -> PatternAutomaton.of(List.of(pattern)));
  }

  @Test
  void aPatternWithTooManyStatesDoesNotSpoilTheOthers() {
    List<String> patterns = List.of("/x/", "a.{20}b", "/y/", "\\.html$", "/z/");
    assertThat(isDoneByAutomaton(patterns)).isFalse();
    assertThat(firstFound(patterns, "http://h/a/y/" + "c".repeat(17) + "b")).contains("a.{20}b");
    assertThat(firstFound(patterns, "http://h/a/y/" + "c".repeat(16) + "b")).contains("/y/");
    assertThat(firstFound(patterns, "http://h/y/z/x/")).contains("/x/");
    assertThat(firstFound(patterns, "http://h/z/")).contains("/z/");
    assertThat(firstFound(patterns, "http://h/")).isEmpty();
  }

  @Test
  void thousandsOfPatternsAreFoundToo() {
    List<String> patterns = IntStream.range(0, 5_000).mapToObj(i -> "/" + i + "/").toList();
    PatternList list =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> PatternList.compile(patterns));
    for (int i : new int[] {0, 17, 2_500, 4_999}) {
      assertThat(list.firstFound(url("http://h/" + i + "/"))).contains("/" + i + "/");
    }
    assertThat(list.firstFound(url("http://h/5000/"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "((((a{0}){999}){999}){999}){999}",
        "((((()*)*){999}){999}){999}",
        "(((a?){0,999}){0,999}){0,999}",
        "(x.{9}){9}",
        "a.{200}b.{200}"
      })
  void noPatternTakesLongToBeTooHard(String pattern) {
    assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThatExceptionOfType(TooHardException.class)
                .isThrownBy(() -> PatternAutomaton.of(List.of(pattern))));
  }
}
