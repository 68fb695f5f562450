package dev.trawl.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class BackOffTest {
  private final BackOff backOff = new BackOff("testing");
  private final AtomicInteger tries = new AtomicInteger();

  private static RuntimeException away() {
    return new IllegalStateException("away");
  }

  @Test
  void whatWorksIsDoneOnce() {
    backOff.untilDone(tries::incrementAndGet, e -> true);
    assertThat(tries).hasValue(1);
  }

  @Test
  void whatFailsForTheInfrastructuresSakeIsTriedAgainWithGrowingPauses() {
    long start = System.nanoTime();
    backOff.untilDone(
        () -> {
          if (tries.incrementAndGet() < 4) {
            throw away();
          }
        },
        e -> true);
    assertThat(tries).hasValue(4);
    assertThat(System.nanoTime() - start)
        .as("100, 200 and 400 ms")
        .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(690));
  }

  @Test
  void whatFailsByItselfIsNotTriedAgain() {
    assertThatThrownBy(
            () ->
                backOff.untilDone(
                    () -> {
                      tries.incrementAndGet();
                      throw away();
                    },
                    e -> false))
        .hasMessage("away");
    assertThat(tries).hasValue(1);
  }

  @Test
  void stoppingEndsAWaitThatIsUnderWay() throws Exception {
    CountDownLatch tried = new CountDownLatch(3);
    CompletableFuture<Void> waiting =
        CompletableFuture.runAsync(
            () ->
                backOff.untilDone(
                    () -> {
                      tried.countDown();
                      throw away();
                    },
                    e -> true));
    assertThat(tried.await(10, TimeUnit.SECONDS)).isTrue();
    backOff.stop();
    assertThatThrownBy(() -> waiting.get(2, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StoppedException.class)
        .hasRootCauseMessage("away");
  }

  @Test
  void onceStoppedTheFirstFailureEndsIt() {
    backOff.stop();
    assertThatThrownBy(
            () ->
                backOff.untilDone(
                    () -> {
                      tries.incrementAndGet();
                      throw away();
                    },
                    e -> true))
        .isInstanceOf(StoppedException.class)
        .hasMessageContaining("testing");
    assertThat(tries).hasValue(1);
  }

  @Test
  void anInterruptedThreadStopsAndStaysInterrupted() {
    Thread.currentThread().interrupt();
    assertThatThrownBy(
            () ->
                backOff.untilDone(
                    () -> {
                      throw away();
                    },
                    e -> true))
        .isInstanceOf(StoppedException.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
