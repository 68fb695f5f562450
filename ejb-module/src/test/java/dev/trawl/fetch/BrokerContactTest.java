package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Whether a message that waited can have been with somebody, by a clock of the test's own. */
class BrokerContactTest {
  private long now;
  private final BrokerContact contact = new BrokerContact(() -> now);

  @Test
  void coversWhatWasSentWhileTheBrokerWasHeardOfAllTheTime() {
    hear(Duration.ofSeconds(5));
    assertThat(contact.covers(Duration.ofMillis(500))).isTrue();
    assertThat(contact.covers(Duration.ofMillis(2_900))).isTrue();
  }

  @Test
  void coversNothingFromBeforeAPauseInWhichTheBrokerMayHaveBeenStartedAgain() {
    hear(Duration.ofSeconds(5));
    now += Duration.ofMillis(260).toNanos();
    hear(Duration.ofMillis(600));
    assertThat(contact.covers(Duration.ofMillis(500))).isFalse();
    hear(Duration.ofSeconds(1));
    assertThat(contact.covers(Duration.ofMillis(500))).isTrue();
  }

  @Test
  void coversNothingThatHasWaitedUntilItsLeaseMayBeWithOthers() {
    hear(Duration.ofSeconds(60));
    assertThat(contact.covers(Duration.ofSeconds(3))).isFalse();
  }

  @Test
  void coversNothingAtTheStart() {
    contact.touch();
    assertThat(contact.covers(Duration.ZERO)).isFalse();
  }

  @Test
  void doesNotTrustClocksThatDifferByMuch() {
    hear(Duration.ofSeconds(5));
    assertThat(contact.covers(Duration.ofSeconds(-10))).isFalse();
  }

  private void hear(Duration time) {
    long end = now + time.toNanos();
    while (now < end) {
      now += Duration.ofMillis(10).toNanos();
      contact.touch();
    }
  }
}
