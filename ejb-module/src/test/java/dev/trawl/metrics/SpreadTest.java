package dev.trawl.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
  private final Spread spread = new Spread("x_seconds", "Help.", 0.1, 1, 10);

  @Test
  void aBucketHasAllThatIsAtMostItsBound() {
    for (double value : new double[] {0.05, 0.1, 0.5, 10, 11}) {
      spread.note(value);
    }
    assertThat(spread.bounds()).containsExactly("0.1", "1.0", "10.0", "+Inf");
    assertThat(spread.atMost(0)).isEqualTo(2);
    assertThat(spread.atMost(1)).isEqualTo(3);
    assertThat(spread.atMost(2)).isEqualTo(4);
    assertThat(spread.atMost(3)).isEqualTo(5).isEqualTo(spread.count());
    assertThat(spread.sum()).isEqualTo(21.65);
  }

  @Test
  void anotherMachinesClockDoesNotMakeAWaitNegative() {
    spread.noteSinceMillis(System.currentTimeMillis() + 60_000);
    assertThat(spread.atMost(0)).isEqualTo(1);
    assertThat(spread.sum()).isZero();
  }

  @Test
  void whatWasCountedBeforeAnybodyListenedIsPassedOn() {
    Count count = new Count("x", "Help.", java.util.Map.of());
    count.add(3);
    java.util.concurrent.atomic.LongAdder heard = new java.util.concurrent.atomic.LongAdder();
    count.bind(heard::add);
    count.increment();
    assertThat(heard.sum()).isEqualTo(4);
  }

  @Test
  void reasonsFromOutsideMakeNoSeriesOfTheirOwn() {
    assertThat(Settlement.ofError("dns")).isEqualTo(Settlement.CONNECTION);
    assertThat(Settlement.ofError("redirect-loop")).isEqualTo(Settlement.REDIRECT);
    assertThat(Settlement.ofError("what a foreign fetcher says")).isEqualTo(Settlement.OTHER);
    assertThat(Settlement.ofStatus(404)).isEqualTo(Settlement.CLIENT_ERROR);
    assertThat(Settlement.ofStatus(503)).isEqualTo(Settlement.SERVER_ERROR);
  }

  @Test
  void noTwoSeriesHaveTheSameNameAndLabels() {
    assertThat(Meters.counts().stream().map(count -> count.name() + count.labels()))
        .doesNotHaveDuplicates();
    assertThat(Meters.spreads().stream().map(Spread::name)).doesNotHaveDuplicates();
  }
}
