package dev.trawl.parse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Fingerprints of texts, and which part of a page is its text. */
class SimHashTest {
  private static final int NEAR = 3;

  private static OptionalLong of(String text) {
    SimHash hash = new SimHash();
    hash.add(text);
    return hash.value();
  }

  private static OptionalLong ofPage(String html) {
    return HtmlParser.parse(
            CrawlUrl.parse("http://h/").orElseThrow(),
            Optional.of("text/html; charset=utf-8"),
            html.getBytes(UTF_8),
            "trawl")
        .simHash();
  }

  /** Words of a language in which, as in all, some are much more frequent than others. */
  private static List<String> words(int seed, int count) {
    Random random = new Random(seed);
    return IntStream.range(0, count)
        .mapToObj(i -> "w" + (int) Math.exp(random.nextDouble() * 9))
        .collect(Collectors.toList());
  }

  private static long of(List<String> words) {
    return of(String.join(" ", words)).orElseThrow();
  }

  private static int distance(long one, long other) {
    return Long.bitCount(one ^ other);
  }

  @Test
  void aShortTextHasNone() {
    assertThat(of(String.join(" ", words(1, 19)))).isEmpty();
    assertThat(of(String.join(" ", words(1, 20)))).isPresent();
    assertThat(of("")).isEmpty();
  }

  @Test
  void spacesPunctuationAndCaseDoNotMatter() {
    List<String> words = words(2, 50);
    assertThat(of(String.join(", \n", words).toUpperCase(java.util.Locale.ROOT)))
        .hasValue(of(words));
  }

  @Test
  void theOrderMatters() {
    List<String> words = words(3, 200);
    long before = of(words);
    Collections.reverse(words);
    assertThat(distance(before, of(words))).isGreaterThan(NEAR);
  }

  @Test
  void aLongTextWithAnotherWordIsMostlyNear() {
    int near = 0;
    for (int seed = 0; seed < 100; seed++) {
      List<String> words = words(seed, 500);
      long before = of(words);
      words.set(250, "another");
      near += distance(before, of(words)) <= NEAR ? 1 : 0;
    }
    assertThat(near).isGreaterThanOrEqualTo(90);
  }

  @Test
  void otherTextsAreFar() {
    long[] hashes = IntStream.range(0, 200).mapToLong(seed -> of(words(seed, 500))).toArray();
    for (int i = 0; i < hashes.length; i++) {
      for (int j = 0; j < i; j++) {
        assertThat(distance(hashes[i], hashes[j])).isGreaterThan(NEAR);
      }
    }
  }

  @Test
  void chineseAndJapaneseHaveWordsWithoutSpaces() {
    assertThat(of("人人生而自由在尊严和权利上一律平等他们")).isEmpty();
    assertThat(of("人人生而自由在尊严和权利上一律平等他们赋有理性和良心")).isPresent();
    assertThat(of("すべての人間は、生まれながらにして自由である")).isPresent();
  }

  @Test
  void onlyWhatIsShownOfAPageCounts() {
    String text = String.join(" ", words(4, 100));
    OptionalLong shown = ofPage("<p>" + text);
    assertThat(shown).isEqualTo(of(text));
    assertThat(
            ofPage(
                "<title>a title</title><style>p {}</style><script>var a;</script><noscript>no <b>script</b></noscript>"
                    + "<!-- a comment --><p class=other>"
                    + text.replace(" ", "</p><template>not <i>this</i></template><p>")))
        .isEqualTo(shown);
  }
}
