package dev.trawl.scope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Filters that are combined, and what is none. */
class ParametersTest {
  private static List<CrawlUrl> sample(int count, IntFunction<String> query) {
    return IntStream.range(0, count)
        .mapToObj(i -> CrawlUrl.parse("http://a.example/shop?" + query.apply(i)).orElseThrow())
        .toList();
  }

  @Test
  void fewValuesInManyUrlsAreCombined() {
    assertThat(
            Parameters.combine(
                sample(1_000, i -> "a=" + i % 10 + "&b=" + i / 10 % 10 + "&c=" + i / 100)))
        .isTrue();
  }

  @Test
  void anIdentifierTellsThingsApart() {
    assertThat(Parameters.combine(sample(1_000, i -> "view=item&id=" + i))).isFalse();
    assertThat(Parameters.combine(sample(1_000, i -> "lang=" + i % 2 + "&id=" + i / 2))).isFalse();
  }

  @Test
  void oneParameterIsNoCombinationAndFewUrlsAreNoSample() {
    assertThat(Parameters.combine(sample(1_000, i -> "a=" + i % 10))).isFalse();
    assertThat(Parameters.combine(sample(300, i -> "a=" + i % 10 + "&b=" + i / 10))).isFalse();
  }

  @Test
  void namesAreCountedOnce() {
    assertThat(Parameters.count(sample(1, i -> "a=1&a=2&&b").get(0))).isEqualTo(2);
  }
}
