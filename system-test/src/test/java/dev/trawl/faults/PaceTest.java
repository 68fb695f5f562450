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
    assertThat(back(10, 17)).isEmpty();
    crawl(17, 25, 1000, 60);
    assertThat(back(10, 25).orElseThrow()).isCloseTo(17, within(2.0));
  }

  @Test
  void aTrickleIsNotThroughput() {
    crawl(0, 10, 0, 100);
    crawl(10, 25, 1000, 40);
    assertThat(back(10, 25)).isEmpty();
  }

  @Test
  void whatGoesOnAsBeforeWasNeverAway() {
    crawl(0, 20, 0, 100);
    assertThat(back(10, 20)).hasValue(10);
  }

  /** The nodes had some work left, then stood still until the lease ran out. */
  @Test
  void aStandstillThatBeginsLateCounts() {
    crawl(0, 13, 0, 100);
    crawl(13, 20, 1300, 0);
    crawl(20, 30, 1300, 100);
    assertThat(back(10, 30).orElseThrow()).isCloseTo(20, within(2.0));
  }

  @Test
  void aDatabaseThatDidNotAnswerCountsAsAStandstill() {
    crawl(0, 10, 0, 100);
    // Nobody knows when within these twenty seconds the next 100 were settled.
    crawl(30, 40, 1100, 100);
    assertThat(back(10, 40).orElseThrow()).isCloseTo(30, within(2.0));
  }

  @Test
  void theEndOfACrawlIsNoStandstill() {
    crawl(0, 20, 0, 100);
    crawl(20, 30, 2000, 0);
    assertThat(back(10, 30)).hasValue(10);
  }

  @Test
  void theLastGrowthIsRemembered() {
    crawl(0, 10, 0, 100);
    crawl(10, 17, 1000, 0);
    assertThat(pace.lastGrowth()).isEqualTo(10 * SECOND);
  }

  /** In seconds; the crawl has 2000 pages. */
  private OptionalDouble back(long after, long until) {
    Optional<Long> back = pace.back(after * SECOND, until * SECOND, 100, 2000);
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
