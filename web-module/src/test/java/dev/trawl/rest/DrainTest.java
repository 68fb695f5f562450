package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DrainTest {
  private final Drain drain = new Drain();

  @Test
  void callsEnterUntilItBegins() {
    assertThat(drain.enter()).isTrue();
    drain.begin();
    assertThat(drain.enter()).isFalse();
    assertThat(drain.inWork()).as("who was refused does not count").isEqualTo(1);
  }

  @Test
  void whereNobodyIsInWorkNobodyIsWaitedFor() throws InterruptedException {
    drain.begin();
    assertThat(drain.await(Duration.ofDays(1))).isZero();
  }

  @Test
  void theLastOneToLeaveEndsTheWait() throws Exception {
    drain.enter();
    drain.enter();
    drain.begin();
    CompletableFuture<Integer> left =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return drain.await(Duration.ofDays(1));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    drain.leave();
    assertThat(left).isNotDone();
    drain.leave();
    assertThat(left.get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void whoTakesTooLongIsCounted() throws InterruptedException {
    drain.enter();
    drain.begin();
    assertThat(drain.await(Duration.ofMillis(20))).isEqualTo(1);
  }
}
