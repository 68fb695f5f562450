package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.launcher.client.Counters;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private final Pace pace = new Pace();

  @Test
  void nothingIsKnownBeforeAnythingMoved() {
    pace.add(START, counters(100, 0));
    assertThat(pace.perSecond()).isZero();
    assertThat(pace.remaining()).isEmpty();
  }

  @Test
  void whatIsOpenTakesAsLongAsThePaceSays() {
    pace.add(START, counters(100, 0));
    pace.add(START.plusSeconds(10), counters(50, 50));
    assertThat(pace.perSecond()).isEqualTo(5.0);
    assertThat(pace.remaining()).contains(Duration.ofSeconds(10));
  }

  @Test
  void onlyTheLastSecondsCount() {
    pace.add(START, counters(1000, 0));
    for (int second = 100; second <= 130; second++) {
      pace.add(START.plusSeconds(second), counters(10, second * 2L));
    }
    assertThat(pace.perSecond()).isEqualTo(2.0);
  }

  private static Counters counters(long queued, long fetched) {
    return new Counters(queued + fetched, queued, 0, fetched, 0, 0, 0, 0, 0);
  }
}
