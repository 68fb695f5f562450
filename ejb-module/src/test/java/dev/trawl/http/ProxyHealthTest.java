package dev.trawl.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** When a proxy is tried. */
class ProxyHealthTest {
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000_000_000);
  private final ProxyHealth health = new ProxyHealth("it", now::get);

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      assertThat(health.fails("is away")).hasMessage("it is away");
    }
  }

  private void assertAdmits() {
    assertThatCode(health::admit).doesNotThrowAnyException();
  }

  private void assertRests() {
    assertThatExceptionOfType(ExchangeException.class)
        .isThrownBy(health::admit)
        .withMessage("it is away")
        .returns(Reason.PROXY, ExchangeException::reason);
  }

  @Test
  void oneAndTwoFailuresKeepNobodyAway() {
    fail(2);
    assertAdmits();
    assertThat(health.trouble()).contains("it is away");
  }

  @Test
  void afterThreeInARowOneTriesAtATimeWithPausesThatDoubleUpToHalfAMinute() {
    fail(3);
    assertRests();
    pass(Duration.ofMillis(999));
    assertRests();
    pass(Duration.ofMillis(1));
    for (int seconds : new int[] {2, 4, 8, 16, 30, 30}) {
      assertAdmits();
      assertRests();
      fail(1);
      pass(Duration.ofSeconds(seconds).minusNanos(1));
      assertRests();
      pass(Duration.ofNanos(1));
    }
  }

  @Test
  void whatWasUnderWayAtTheBeginningDoesNotMakeThePauseLonger() {
    fail(64);
    assertRests();
    pass(Duration.ofSeconds(1));
    assertAdmits();
  }

  @Test
  void aConnectionEndsItAndTheNextTimeItBeginsAnew() {
    fail(3);
    pass(Duration.ofSeconds(1));
    assertAdmits();
    fail(1);
    health.works();
    assertThat(health.trouble()).isEmpty();
    assertAdmits();
    fail(2);
    assertAdmits();
    fail(1);
    assertRests();
    pass(Duration.ofSeconds(1));
    assertAdmits();
  }
}
