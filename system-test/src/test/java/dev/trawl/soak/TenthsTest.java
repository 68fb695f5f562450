package dev.trawl.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class TenthsTest {

  private static final int PAGES = 1000;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final List<Sample> samples = new ArrayList<>();

  @Test
  void eachTenthHasItsOwnSpeedAndTheTimeBetweenPartsDoesNotCount() {
    sample(0, 1, 0);
    sample(10, 1, 100);
    sample(20, 1, 150);
    sample(5000, 2, 150);
    sample(5010, 2, 250);
    assertThat(new Tenths(samples, PAGES).table())
        .contains("| 1 | 10 |")
        // Fifty pages in ten seconds, and fifty in five.
        .contains("| 2 | 7 |")
        .doesNotContain("| 3 |", "goal");
  }

  @Test
  void aTenthThatStoodStillWasSlow() {
    sample(0, 1, 0);
    sample(5, 1, 50);
    sample(95, 1, 50);
    sample(100, 1, 100);
    assertThat(new Tenths(samples, PAGES).table()).contains("| 1 | 1 |");
  }

  @Test
  void aSteadyCrawlIsSteadyAndOneThatDecaysIsNot() {
    for (int second = 0; second <= 100; second++) {
      sample(second, 1, second * 10);
    }
    assertThat(new Tenths(samples, PAGES).steady()).isTrue();
    samples.clear();
    for (int second = 0; second <= 90; second++) {
      sample(second, 1, second * 10);
    }
    assertThat(new Tenths(samples, PAGES).steady()).as("before its end").isFalse();
    sample(110, 1, 1000);
    assertThat(new Tenths(samples, PAGES).steady()).isFalse();
    assertThat(new Tenths(samples, PAGES).table()).contains("| pages/s : first tenth | 0.50 |");
  }

  private void sample(int second, int part, int settled) {
    Sample sample =
        new Sample(
            START.plusSeconds(second),
            part,
            settled,
            1,
            1,
            OptionalLong.of(1),
            OptionalLong.of(1),
            1,
            1,
            settled * 1000L,
            1);
    samples.add(Sample.of(sample.json()));
  }
}
