package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TurnstileTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final CountDownLatch inside = new CountDownLatch(3);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() throws InterruptedException {
    end.countDown();
    callers.shutdownNow();
    assertThat(callers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private static Turnstile of(Duration patience) {
    return new Turnstile(3, patience, "too many");
  }

  /** Fills it with calls that end when the test says so. */
  private List<CompletableFuture<Integer>> fill(Turnstile turnstile) throws InterruptedException {
    List<CompletableFuture<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      calls.add(call(turnstile, this::held));
    }
    assertThat(inside.await(10, TimeUnit.SECONDS)).isTrue();
    return calls;
  }

  private <T> CompletableFuture<T> call(Turnstile turnstile, Turnstile.Work<T> work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return turnstile.pass(work);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        callers);
  }

  private int held() {
    inside.countDown();
    try {
      assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return 7;
  }

  @Test
  void whoFindsNoRoomIsToldToComeAgain() throws Exception {
    Turnstile turnstile = of(Duration.ZERO);
    List<CompletableFuture<Integer>> calls = fill(turnstile);
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> turnstile.pass(() -> 8));
    assertThat(refused).isNotNull();
    assertThat(refused.getResponse().getStatus()).isEqualTo(503);
    assertThat(refused.getResponse().getHeaderString("Retry-After")).isEqualTo("5");
    assertThat((String) refused.getResponse().getEntity()).contains("too many");

    end.countDown();
    for (CompletableFuture<Integer> call : calls) {
      assertThat(call.get(10, TimeUnit.SECONDS)).isEqualTo(7);
    }
    assertThat(turnstile.<Integer>pass(() -> 8)).isEqualTo(8);
  }

  @Test
  void whoHasPatienceGetsRoomWhenThereIsSome() throws Exception {
    Turnstile turnstile = of(Duration.ofSeconds(30));
    fill(turnstile);
    CompletableFuture<Integer> next = call(turnstile, () -> 8);
    assertThatThrownBy(() -> next.get(50, TimeUnit.MILLISECONDS))
        .isInstanceOf(java.util.concurrent.TimeoutException.class);
    end.countDown();
    assertThat(next.get(10, TimeUnit.SECONDS)).isEqualTo(8);
  }

  @Test
  void aCallThatFailsMakesRoomToo() throws IOException {
    Turnstile turnstile = of(Duration.ZERO);
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  turnstile.pass(
                      () -> {
                        throw new IOException("gone");
                      }))
          .hasMessage("gone");
    }
    assertThat(turnstile.<Integer>pass(() -> 8)).isEqualTo(8);
  }
}
