package dev.trawl.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long SECOND = 1_000_000_000L;

  private final Pace pace = new Pace();

  @Test
  void theUsualRateIsTheMedianOfUndisturbedSeconds() {
    crawl(0, 10, 0, 100);
    assertThat(pace.rateBefore(10 * SECOND)).hasValue(100);
    crawl(10, 20, 1000, 0);
    pace.disturbed(10 * SECOND, 20 * SECOND);
    assertThat(pace.rateBefore(20 * SECOND)).hasValue(100);
  }

  @Test
  void withoutASecondThereIsNoRate() {
    pace.add(0, 5);
    assertThat(pace.rateBefore(SECOND / 2)).isEmpty();
  }

  @Test
  void throughputIsBackWhenHalfOfTheUsualIsSettledAgain() {
    crawl(0, 10, 0, 100);
    crawl(10, 17, 1000, 0);
    assertThat(back()).isEmpty();
    crawl(17, 25, 1000, 60);
    assertThat(back().orElseThrow()).isCloseTo(16.2, within(0.3));
  }

  @Test
  void aTrickleIsNotThroughput() {
    crawl(0, 10, 0, 100);
    crawl(10, 25, 1000, 40);
    assertThat(back()).isEmpty();
  }

  @Test
  void whatGoesOnAsBeforeWasNeverAway() {
    crawl(0, 20, 0, 100);
    assertThat(back()).hasValue(10);
  }

  @Test
  void whatWasLeftInThePipesIsNotThroughput() {
    crawl(0, 12, 0, 100);
    crawl(12, 25, 1200, 0);
    assertThat(back()).isEmpty();
  }

  @Test
  void aDatabaseThatDidNotAnswerCountsAsAStandstill() {
    crawl(0, 10, 0, 100);
    // Nobody knows when within these twenty seconds the next 100 were settled.
    crawl(30, 40, 1100, 100);
    assertThat(back().orElseThrow()).isCloseTo(27.5, within(0.5));
  }

  @Test
  void theEndOfACrawlIsNoStandstill() {
    crawl(0, 13, 0, 100);
    crawl(13, 15, 1300, 250);
    crawl(15, 30, 1800, 0);
    assertThat(back().orElseThrow()).isCloseTo(10, within(0.1));
    assertThat(pace.back(16 * SECOND, 100, 2000)).hasValue(16 * SECOND);
  }

  @Test
  void theLastGrowthIsRemembered() {
    crawl(0, 10, 0, 100);
    crawl(10, 17, 1000, 0);
    assertThat(pace.lastGrowth()).isEqualTo(10 * SECOND);
  }

  /** In seconds, after the tenth; the crawl has 2000 pages. */
  private OptionalDouble back() {
    Optional<Long> back = pace.back(10 * SECOND, 100, 2000);
    return back.isPresent()
        ? OptionalDouble.of(back.get() / (double) SECOND)
        : OptionalDouble.empty();
  }

  /** Four samples a second, the first at the start. */
  private void crawl(int from, int to, long settled, int perSecond) {
    for (int quarter = 0; quarter <= (to - from) * 4; quarter++) {
      pace.add(from * SECOND + quarter * SECOND / 4, settled + (long) quarter * perSecond / 4);
    }
  }
}
