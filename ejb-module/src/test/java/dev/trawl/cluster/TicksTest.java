package dev.trawl.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TicksTest {
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Ticks ticks = new Ticks(clock::get);

  private void pass(Duration time) {
    clock.addAndGet(time.toNanos());
  }

  @Test
  void aBusyMachineIsNoSleep() {
    int mark = ticks.mark();
    for (int i = 0; i < 10; i++) {
      pass(Ticks.SLEEP);
      ticks.tick();
    }
    assertThat(ticks.haveStoppedSince(mark)).isFalse();
  }

  @Test
  void whoAsksBeforeTheFirstTickAfterASleepIsToldOfIt() {
    int mark = ticks.mark();
    pass(Ticks.SLEEP.plusNanos(1));
    assertThat(ticks.haveStoppedSince(mark)).isTrue();
  }

  @Test
  void whoAsksLaterIsToldOfItToo() {
    int mark = ticks.mark();
    pass(Ticks.SLEEP.multipliedBy(3));
    assertThat(ticks.tick()).isEqualTo(Ticks.SLEEP.multipliedBy(3));
    ticks.tick();
    assertThat(ticks.haveStoppedSince(mark)).isTrue();
  }

  @Test
  void whatWasTakenAfterTheSleepIsNotConcerned() {
    pass(Ticks.SLEEP.multipliedBy(2));
    int beforeTheTick = ticks.mark();
    ticks.tick();
    int afterTheTick = ticks.mark();
    assertThat(ticks.haveStoppedSince(beforeTheTick)).isFalse();
    assertThat(ticks.haveStoppedSince(afterTheTick)).isFalse();
  }
}
