package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often something is counted, and who waits for it. */
@Timeout(60)
class CountCacheTest {
  private final AtomicLong nanos = new AtomicLong();
  private final CountCache<Integer> counts = new CountCache<>(nanos::get);
  private final AtomicInteger counted = new AtomicInteger();
  private final ExecutorService askers = Executors.newCachedThreadPool();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void stop() throws InterruptedException {
    end.countDown();
    askers.shutdownNow();
    assertThat(askers.awaitTermination(10, TimeUnit.SECONDS)).isTrue();
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** Counting gives another number each time, and takes so long. */
  private Supplier<Integer> taking(Duration time) {
    return () -> {
      pass(time);
      return counted.incrementAndGet();
    };
  }

  private int ask(int job) {
    return counts.get(job, false, taking(Duration.ZERO));
  }

  /** A count that ends when the test says so. */
  private Integer held() {
    begun.countDown();
    try {
      assertThat(end.await(30, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return counted.incrementAndGet();
  }

  private CompletableFuture<Integer> later(Supplier<Integer> question) {
    return CompletableFuture.supplyAsync(question, askers);
  }

  private static Integer overTime() {
    try (Connection connection = TestDatabase.connect()) {
      Sql.update(connection, "SET LOCAL statement_timeout = 20");
      return Sql.query(connection, "SELECT pg_sleep(30)", row -> 1).get(0);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whatWasCountedIsKeptForFiveSeconds() {
    assertThat(ask(1)).isEqualTo(1);
    pass(Duration.ofMillis(4_999));
    assertThat(ask(1)).isEqualTo(1);
    pass(Duration.ofMillis(1));
    assertThat(ask(1)).isEqualTo(2);
  }

  @Test
  void orFiftyTimesAsLongAsCountingTook() {
    assertThat(counts.get(1, false, taking(Duration.ofSeconds(2)))).isEqualTo(1);
    pass(Duration.ofSeconds(99));
    assertThat(ask(1)).isEqualTo(1);
    pass(Duration.ofSeconds(1));
    assertThat(ask(1)).isEqualTo(2);
  }

  @Test
  void eachJobIsCountedForItself() {
    assertThat(ask(1)).isEqualTo(1);
    assertThat(ask(2)).isEqualTo(2);
    assertThat(ask(1)).isEqualTo(1);
  }

  @Test
  void whoAsksWhileAnyJobIsCountedGetsTheLastCount() throws Exception {
    assertThat(ask(1)).isEqualTo(1);
    assertThat(ask(2)).isEqualTo(2);
    pass(Duration.ofSeconds(6));
    CompletableFuture<Integer> counting = later(() -> counts.get(1, false, this::held));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ask(1)).isEqualTo(1);
    assertThat(ask(2)).isEqualTo(2);
    end.countDown();
    assertThat(counting.get(10, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(ask(1)).isEqualTo(3);
  }

  @Test
  void whereNothingWasCountedAllWaitForOneCount() throws Exception {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    all.add(later(() -> counts.get(1, false, this::held)));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 5; i++) {
      all.add(later(() -> ask(1)));
    }
    CompletableFuture<Integer> other = later(() -> ask(2));
    assertThat(all).noneMatch(CompletableFuture::isDone);
    assertThat(other).isNotDone();
    end.countDown();
    for (CompletableFuture<Integer> answer : all) {
      assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo(1);
    }
    assertThat(other.get(10, TimeUnit.SECONDS)).isEqualTo(2);
  }

  @Test
  void notMoreThanEightWait() throws Exception {
    List<CompletableFuture<Integer>> all = new ArrayList<>();
    all.add(later(() -> counts.get(1, false, this::held)));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      all.add(later(() -> ask(1)));
    }
    // Those that are refused; the others wait.
    long limit = System.nanoTime() + 10_000_000_000L;
    while (all.stream().filter(CompletableFuture::isCompletedExceptionally).count() < 12
        && System.nanoTime() < limit) {
      Thread.sleep(5);
    }
    assertThatThrownBy(() -> ask(1)).isInstanceOf(UncountedException.class);
    end.countDown();
    List<Integer> answers = new ArrayList<>();
    for (CompletableFuture<Integer> answer : all) {
      answers.add(answer.exceptionally(refused -> -1).get(10, TimeUnit.SECONDS));
    }
    assertThat(answers).contains(1, -1).containsOnly(1, -1);
    assertThat(answers.stream().filter(answer -> answer == 1).count()).isBetween(9L, 20L);
  }

  @Test
  void aJobThatIsTooLargeIsNotTriedAgainForTenMinutes() {
    Supplier<Integer> tooLarge =
        () -> {
          pass(Duration.ofSeconds(30));
          return overTime();
        };
    UncountedException refused =
        catchThrowableOfType(UncountedException.class, () -> counts.get(1, false, tooLarge));
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(10));
    pass(Duration.ofMinutes(1));
    refused = catchThrowableOfType(UncountedException.class, () -> ask(1));
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMinutes(9));
    assertThat(counted).hasValue(0);
    pass(Duration.ofMinutes(9));
    assertThat(ask(1)).isEqualTo(1);
  }

  @Test
  void whatWasCountedBeforeItBecameTooLargeStays() {
    assertThat(ask(1)).isEqualTo(1);
    pass(Duration.ofSeconds(5));
    assertThat(counts.get(1, false, CountCacheTest::overTime)).isEqualTo(1);
    assertThat(ask(1)).isEqualTo(1);
    pass(Duration.ofSeconds(5));
    assertThat(ask(1)).isEqualTo(2);
  }

  private int askEnded(Supplier<Integer> count) {
    return counts.get(1, true, count);
  }

  @Test
  void whatWasCountedBeforeTheJobEndedIsNotKept() {
    assertThat(ask(1)).isEqualTo(1);
    assertThat(askEnded(taking(Duration.ZERO))).isEqualTo(2);
    assertThat(askEnded(taking(Duration.ZERO))).as("counted since").isEqualTo(2);
    assertThat(ask(1)).as("by who has not seen the end").isEqualTo(2);
    pass(Duration.ofSeconds(5));
    assertThat(askEnded(taking(Duration.ZERO))).isEqualTo(3);
  }

  @Test
  void whoHasSeenTheEndWaitsForACountThatBeganAfterIt() throws Exception {
    assertThat(ask(1)).isEqualTo(1);
    pass(Duration.ofSeconds(5));
    CompletableFuture<Integer> before = later(() -> counts.get(1, false, this::held));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Integer> after = later(() -> askEnded(taking(Duration.ZERO)));
    assertThat(ask(1)).as("nobody else waits").isEqualTo(1);
    assertThat(after).isNotDone();
    end.countDown();
    assertThat(before.get(10, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(after.get(10, TimeUnit.SECONDS)).isEqualTo(3);
  }

  @Test
  void ofAJobThatCannotBeCountedAnyMoreTheEndBringsOneMoreTry() {
    assertThat(ask(1)).isEqualTo(1);
    Supplier<Integer> tooLarge =
        () -> {
          counted.incrementAndGet();
          return overTime();
        };
    assertThat(askEnded(tooLarge)).as("what was counted before stays").isEqualTo(1);
    assertThat(askEnded(tooLarge)).isEqualTo(1);
    assertThat(counted).hasValue(2);
  }

  @Test
  void anyOtherFailureIsToldAndForgotten() {
    Supplier<Integer> failing =
        () -> {
          throw new IllegalStateException("away");
        };
    assertThatThrownBy(() -> counts.get(1, false, failing)).hasMessage("away");
    assertThat(ask(1)).isEqualTo(1);
  }
}
