package dev.trawl.robots;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the bytes of a robots.txt are, as much as possible is read of them. */
@Timeout(20)
class RobotsBytesTest {
  private static final Origin ORIGIN = new Origin("https", "example.org", 443);
  private static final String RULES = "User-agent: *\nDisallow: /a\nDisallow: /é\nAllow: /a/b\n";

  private final RobotsParser parser = new RobotsParser("trawl", Duration.ofMinutes(5));

  private RobotsRules rules(String text, Charset charset) {
    return parser.parse(ORIGIN, text.getBytes(charset), false, "text/plain");
  }

  private static boolean allows(RobotsRules rules, String path) {
    return rules.allows("https://example.org" + path);
  }

  private static void assertRulesAreRead(RobotsRules rules) {
    assertThat(allows(rules, "/a")).isFalse();
    assertThat(allows(rules, "/a/b")).isTrue();
    assertThat(allows(rules, "/x")).isTrue();
  }

  @Test
  void aByteOrderMarkTellsTheEncodingAndIsNotPartOfTheFirstLine() {
    for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
      RobotsRules rules = rules("\uFEFF" + RULES, charset);
      assertRulesAreRead(rules);
      assertThat(allows(rules, "/%C3%A9")).as(charset.name()).isFalse();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ï", "ï»", "ï»¿"})
  void partOfAByteOrderMarkIsSkippedToo(String mark) {
    assertRulesAreRead(rules(mark + RULES, ISO_8859_1));
  }

  @Test
  void aBrokenMarkOrOneWithinTheFileMakesItsLineUnreadable() {
    String broken = "ï\u0011¿";
    assertThat(allows(rules(broken + RULES, ISO_8859_1), "/a")).isTrue();
    String within = "User-agent: *\n\uFEFFDisallow: /a\nDisallow: /c\n";
    assertThat(allows(rules(within, UTF_8), "/a")).isTrue();
    assertThat(allows(rules(within, UTF_8), "/c")).isFalse();
  }

  @Test
  void utf16WithoutAMarkIsReadAsFarAsItIsAscii() {
    assertRulesAreRead(rules(RULES, UTF_16LE));
    assertRulesAreRead(rules(RULES, UTF_16BE));
  }

  @Test
  void bytesThatAreNoUtf8AreOctetsOfThePath() {
    RobotsRules rules = rules(RULES, ISO_8859_1);
    assertRulesAreRead(rules);
    assertThat(allows(rules, "/%E9")).isFalse();
    assertThat(allows(rules, "/%C3%A9")).isTrue();
    RobotsRules truncated = rules("User-agent: *\nDisallow: /ã\u0083", ISO_8859_1);
    assertThat(allows(truncated, "/%E3%83")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r\n", "\r", "\n\r", "\r\r\n", "\n\n"})
  void everyKindOfLineEndIsOne(String end) {
    assertRulesAreRead(rules(RULES.replace("\n", end), UTF_8));
    assertRulesAreRead(rules("\r\nUser-agent: *\nDisallow: /a\r\rAllow: /a/b", UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u0085", "\u2028", "\u2029"})
  void whatEndsALineElsewhereIsACharacterOfThePath(String character) {
    RobotsRules rules = rules("User-agent: *\nDisallow: /a" + character + "b\n", UTF_8);
    assertThat(allows(rules, "/a")).isTrue();
    assertThat(allows(rules, "/a" + character + "b")).isFalse();
  }

  @Test
  void nulBytesAreSkipped() {
    assertRulesAreRead(rules("\0User-agent\0: *\nDisallow: /\0a\nAllow: /a/b\0\n\0", UTF_8));
    assertThat(allows(rules("\0".repeat(10_000), UTF_8), "/a")).isTrue();
  }

  @Test
  void aLongLineIsNotCut() {
    String path = "/" + "x".repeat(20_000);
    RobotsRules rules = rules("User-agent: *\nDisallow: " + path + "/y\nDisallow: /a\n", UTF_8);
    assertThat(allows(rules, path + "/y")).isFalse();
    assertThat(allows(rules, path + "/z")).isTrue();
    assertThat(allows(rules, "/a")).isFalse();
  }

  @Test
  void ofALineThatWasCutNothingIsTaken() {
    for (Charset charset : new Charset[] {UTF_8, UTF_16LE, UTF_16BE}) {
      // The last character has a byte of a line feed in UTF-16.
      byte[] text =
          "\uFEFFUser-agent: *\r\nDisallow: /a\r\nDisallow: /\u010a\u0a01".getBytes(charset);
      for (int cut = 0; cut < 8; cut++) {
        byte[] part = Arrays.copyOf(text, text.length - cut);
        RobotsRules rules = parser.parse(ORIGIN, part, true, "text/plain");
        assertThat(allows(rules, "/a")).isFalse();
        assertThat(allows(rules, "/b")).isTrue();
        assertThat(allows(rules, "/\u010a\u0a01")).isTrue();
      }
    }
  }

  @Test
  void aFileOf500KibibytesCutWithinALineIsReadUpToTheLineBefore() {
    String start = "User-agent: *\nDisallow: /a\nAllow: /a/b\n";
    String text = start + "Disallow: /x-files\n".repeat(30_000);
    byte[] first = Arrays.copyOf(text.getBytes(UTF_8), RobotsParser.MOST_BYTES);
    byte[] end = "\nDisallow: /".getBytes(UTF_8);
    System.arraycopy(end, 0, first, first.length - end.length, end.length);
    assertRulesAreRead(parser.parse(ORIGIN, first, true, "text/plain"));
    assertThat(allows(parser.parse(ORIGIN, first, false, "text/plain"), "/x")).isFalse();
  }

  @Test
  void aCutFileWithoutALineEndIsNothing() {
    byte[] text = "User-agent: * Disallow: /".getBytes(UTF_8);
    assertThat(allows(parser.parse(ORIGIN, text, true, "text/plain"), "/")).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!doctype html><title>Not found</title><p>Nothing here: *",
        "<html>\n<body>\n<h1>404</h1>\nallow: me\ndisallow: /\n</body></html>"
      })
  void aPageInsteadOfAFileAllowsEverything(String page) {
    for (String type : new String[] {"text/html; charset=utf-8", "text/plain", ""}) {
      RobotsRules rules = parser.parse(ORIGIN, page.getBytes(UTF_8), false, type);
      assertThat(allows(rules, "/a")).isTrue();
      assertThat(rules.sitemaps()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "Text/HTML;charset=x", "text/plain", "image/gif", "", "?"})
  void theContentTypeDoesNotKeepRulesFromBeingRead(String type) {
    assertRulesAreRead(parser.parse(ORIGIN, RULES.getBytes(UTF_8), false, type));
  }

  @Test
  void rulesWithinAPageAreReadWithoutItsTags() {
    String page =
        "<html><body><p>User-agent: *<br>\nDisallow: /a<br/>\n<i>Allow: /a/b</i>\n</body>";
    assertRulesAreRead(rules(page, UTF_8));
  }

  @Test
  void aLineOfAngleBracketsInAPageIsReadInReasonableTime() {
    String page = "<html\n><html>\nUser-agent: *\nDisallow: /a\nAllow: /a/b\n";
    assertRulesAreRead(rules(page + "<".repeat(500_000), UTF_8));
    assertRulesAreRead(rules(page + "<x".repeat(250_000), UTF_8));
  }

  @Test
  void anyBytesAreRead() {
    byte[] all = new byte[65_536];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 31 + (i >> 8));
    }
    assertThat(allows(parser.parse(ORIGIN, all, false, "text/plain"), "/a")).isTrue();
    assertThat(allows(parser.parse(ORIGIN, new byte[0], false, ""), "/a")).isTrue();
  }
}
