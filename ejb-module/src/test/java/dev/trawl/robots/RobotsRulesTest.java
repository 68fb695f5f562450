package dev.trawl.robots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsRulesTest {
  private static final Origin ORIGIN = new Origin("https", "example.org", 443);

  private final RobotsParser parser = new RobotsParser("trawl", Duration.ofMinutes(5));

  private RobotsRules rules(String text) {
    return parser.parse(ORIGIN, text.getBytes(StandardCharsets.UTF_8), false, "text/plain");
  }

  private boolean isAllowed(String text, String path) {
    return rules(text).allows("https://example.org" + path);
  }

  @Test
  void ourOwnGroupWinsOverTheOneForEverybody() {
    String text = "User-agent: *\nDisallow: /\n\nUser-agent: TRAWL/1.0\nDisallow: /private\n";
    assertThat(isAllowed(text, "/public")).isTrue();
    assertThat(isAllowed(text, "/private/x")).isFalse();
  }

  @Test
  void aTokenThatOnlyBeginsLikeOursIsSomebodyElse() {
    assertThat(isAllowed("User-agent: trawler\nDisallow: /\n", "/")).isTrue();
    assertThat(isAllowed("User-agent: tra\nDisallow: /\n", "/")).isTrue();
  }

  @Test
  void theLongestMatchDecidesAndAllowWinsATie() {
    String text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /c\nAllow: /c\n";
    assertThat(isAllowed(text, "/a/x")).isFalse();
    assertThat(isAllowed(text, "/a/b/x")).isTrue();
    assertThat(isAllowed(text, "/c")).isTrue();
  }

  @Test
  void starAndDollarAreUnderstood() {
    String text = "User-agent: *\nDisallow: *.gif$\nDisallow: /x*y\n";
    assertThat(isAllowed(text, "/a/b.gif")).isFalse();
    assertThat(isAllowed(text, "/a/b.gif?x")).isTrue();
    assertThat(isAllowed(text, "/x/1/y/2")).isFalse();
  }

  @Test
  void aWildcardTriesEveryPlaceWhereThePatternMayEnd() {
    String text = "User-agent: *\nDisallow: *.gif$\nDisallow: /x*y*z$\n";
    assertThat(isAllowed(text, "/a.gif/b.gif")).isFalse();
    assertThat(isAllowed(text, "/a.gif.gif")).isFalse();
    assertThat(isAllowed(text, "/xyzyz")).isFalse();
    assertThat(isAllowed(text, "/xyzy")).isTrue();
    assertThat(isAllowed("User-agent: *\nDisallow: /ab*b$\n", "/ab")).isTrue();
  }

  @Test
  void longPiecesBetweenWildcardsAreFoundWhereverTheyOverlap() {
    String piece = "abaabaabaabaabaabaabac"; // its beginnings are its ends
    String text = "User-agent: *\nDisallow: /*" + piece + "*" + piece + "$\n";
    assertThat(isAllowed(text, "/abaaba" + piece + piece)).isFalse();
    assertThat(isAllowed(text, "/abaaba" + piece + "aba" + piece)).isFalse();
    assertThat(isAllowed(text, "/" + piece)).isTrue();
    assertThat(isAllowed(text, "/" + piece + piece.substring(1))).isTrue();
    assertThat(isAllowed(text, "/" + piece + piece + "a")).isTrue();
  }

  /** Such a file took a second for each URL. */
  @Test
  void wildcardsAndAPathThatAlmostMatchTakeNoTime() {
    String line = "Disallow: *" + "a".repeat(1_000) + "b\n";
    RobotsRules rules = rules("User-agent: *\n" + line.repeat(400));
    String path = "a".repeat(4_000);
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (int i = 0; i < 200; i++) {
            assertThat(rules.allows("https://example.org/" + path + i)).isTrue();
          }
        });
    assertThat(rules.allows("https://example.org/" + path + "b")).isFalse();
  }

  @Test
  void whatTakesTooLongToCompareIsNotAllowed() {
    int lines = 20_000;
    int longest = (int) (RobotsRules.MOST_WORK / lines);
    RobotsRules rules =
        rules(
            "User-agent: *\nAllow: /*no\n"
                + IntStream.range(0, lines)
                    .mapToObj(i -> "Disallow: *n" + i + "o\n")
                    .collect(Collectors.joining()));
    String host = "https://example.org";
    assertThat(rules.line(host + "/" + "x".repeat(longest - 10))).isEmpty();
    assertThat(rules.line(host + "/" + "x".repeat(longest + 10)))
        .contains("too many wildcards to compare with so long a URL");
    assertThat(rules.line(host + "/" + "x".repeat(longest + 10) + "n19999o"))
        .as("what is found before is found")
        .contains("Disallow: *n19999o");
  }

  @Test
  void starAndDollarOfAPathAreWrittenPercentEncodedOrAreNotAtTheEnd() {
    assertThat(isAllowed("User-agent: *\nDisallow: /a%2A\n", "/a*")).isFalse();
    assertThat(isAllowed("User-agent: *\nDisallow: /a%2a\n", "/ab")).isTrue();
    assertThat(isAllowed("User-agent: *\nDisallow: /a%24\n", "/a$b")).isFalse();
    assertThat(isAllowed("User-agent: *\nDisallow: /a%24\n", "/a")).isTrue();
    assertThat(isAllowed("User-agent: *\nDisallow: /a$b\n", "/a$b")).isFalse();
    assertThat(isAllowed("User-agent: *\nDisallow: /a$b$\n", "/a%24bc")).isTrue();
  }

  @Test
  void theLineThatDecidesIsTheLongestOfThoseThatMatch() {
    RobotsRules rules =
        rules("User-agent: *\nDisallow: /a\nDISALLOW:/a/b # why\nAllow: /a/b/c\nDisallow: /*?\n");
    assertThat(rules.line("https://example.org/a/x")).contains("Disallow: /a");
    assertThat(rules.line("https://example.org/a/b/x?y")).contains("Disallow: /a/b");
    assertThat(rules.line("https://example.org/z?y")).contains("Disallow: /*?");
    assertThat(rules.line("https://example.org/a/b/c")).isEmpty();
    assertThat(rules.line("https://example.org/z")).isEmpty();
    assertThat(rules.line("https://example.org/robots.txt")).isEmpty();
  }

  @Test
  void aLineIsForPeopleAndThereforeNotLong() {
    String path = "/" + "x".repeat(20_000);
    assertThat(rules("User-agent: *\nDisallow: " + path + "\n").line("https://h" + path))
        .hasValueSatisfying(line -> assertThat(line).hasSize(501).startsWith("Disallow: /xx"));
  }

  @Test
  void theQueryIsPartOfWhatIsMatched() {
    assertThat(isAllowed("User-agent: *\nDisallow: /*?session=\n", "/p?session=1")).isFalse();
    assertThat(rules("User-agent: *\nDisallow: /?q\n").allows("https://example.org?q")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a|b", "/a[b]", "/a^b", "/{x}", "/\"x\"", "/a`b", "/<x>", "/%zz", "/100%", "/ä", "/a~b"
      })
  void rulesHoldForPathsThatJavaUriRefuses(String path) {
    assertThat(isAllowed("User-agent: *\nDisallow: " + path + "\n", path)).isFalse();
    assertThat(isAllowed("User-agent: *\nDisallow: " + path + "\n", "/other" + path)).isTrue();
  }

  @Test
  void aHostThatJavaUriRefusesDoesNotMatter() {
    RobotsRules rules = rules("User-agent: *\nDisallow: /x\n");
    assertThat(rules.allows("http://under_score.example:8080/x")).isFalse();
    assertThat(rules.allows("http://[2001:db8::1]/x")).isFalse();
    assertThat(rules.allows("http://[2001:db8::1]")).isTrue();
  }

  @Test
  void aCrawlDelayIsReadAndCappedAndNeverTurnsIntoABan() {
    assertThat(rules("User-agent: *\nCrawl-delay: 2.5\n").crawlDelay())
        .contains(Duration.ofMillis(2500));
    RobotsRules capped = rules("User-agent: *\nCrawl-delay: 86400\nDisallow: /x\n");
    assertThat(capped.crawlDelay()).contains(Duration.ofMinutes(5));
    assertThat(capped.allows("https://example.org/")).isTrue();
    for (String odd : new String[] {"1e300.", "NaN.", "-3", "soon", "", "99999999999"}) {
      RobotsRules rules = rules("User-agent: *\nCrawl-delay: " + odd + "\nDisallow: /x\n");
      assertThat(rules.allows("https://example.org/")).as(odd).isTrue();
      assertThat(rules.allows("https://example.org/x")).as(odd).isFalse();
    }
  }

  @Test
  void withoutACrawlDelayThereIsNone() {
    assertThat(rules("User-agent: *\nDisallow: /x\n").crawlDelay()).isEmpty();
    assertThat(parser.parse(ORIGIN, RobotsFile.none(404)).crawlDelay()).isEmpty();
  }

  @Test
  void sitemapsAreAbsoluteAndBelongToEverybody() {
    String text =
        "User-agent: other\nSitemap: https://cdn.example/s.xml\nSitemap: /own.xml\nsitemap: /own.xml\n";
    assertThat(rules(text).sitemaps())
        .containsExactly("https://cdn.example/s.xml", "https://example.org/own.xml");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\u0000\u0001\u0002",
        "<html><body>Not found</body></html>",
        "Disallow: /"
      })
  void whatHoldsNoGroupAllowsEverything(String text) {
    assertThat(isAllowed(text, "/any")).isTrue();
  }

  @Test
  void robotsTxtItselfIsAlwaysAllowed() {
    assertThat(isAllowed("User-agent: *\nDisallow: /\n", "/robots.txt")).isTrue();
  }

  @Test
  void aLongFileOfWildcardsIsMatchedInReasonableTime() {
    String text = "User-agent: *\n" + ("Disallow: " + "/*a".repeat(30) + "b\n").repeat(2000);
    long start = System.nanoTime();
    assertThat(isAllowed(text, "/" + "a".repeat(2000))).isTrue();
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aTokenThatNobodyCouldWriteIsRefused() {
    for (String bad : Arrays.asList("", "Trawl", "trawl/1.0", "*")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new RobotsParser(bad, Duration.ZERO));
    }
  }
}
