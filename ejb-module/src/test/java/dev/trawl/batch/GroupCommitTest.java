package dev.trawl.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class GroupCommitTest {
  private final ExecutorService callers = Executors.newCachedThreadPool();
  private final BackOff backOff = new BackOff("testing");
  private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch firstIsIn = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);

  /** The database is away. */
  private static final class Away extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  @AfterEach
  void end() {
    goOn.countDown();
    backOff.stop();
    callers.shutdownNow();
  }

  private GroupCommit<Integer> commits(int limit, Consumer<List<Integer>> commit) {
    return new GroupCommit<>(
        items -> {
          batches.add(items);
          commit.accept(items);
        },
        Away.class::isInstance,
        limit,
        () -> Duration.ZERO,
        backOff);
  }

  /** The commit of 0 takes until {@link #goOn}, so that all others wait for the second batch. */
  private Consumer<List<Integer>> holding(Consumer<List<Integer>> then) {
    return items -> {
      if (items.contains(0)) {
        firstIsIn.countDown();
        await(goOn);
      }
      then.accept(items);
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Future<?> submit(GroupCommit<Integer> commits, int item) {
    return callers.submit(() -> commits.submit(item));
  }

  /** Submits 0, then 1 to count while its commit is under way, then lets it end. */
  private List<Future<?>> submitBehindTheFirst(GroupCommit<Integer> commits, int count)
      throws InterruptedException {
    List<Future<?>> all = new ArrayList<>();
    all.add(submit(commits, 0));
    await(firstIsIn);
    for (int i = 1; i <= count; i++) {
      all.add(submit(commits, i));
    }
    // They wait in submit; nothing tells from outside that the last one has got there.
    Thread.sleep(200);
    goOn.countDown();
    return all;
  }

  private static Throwable failureOf(Future<?> caller) throws Exception {
    try {
      caller.get(10, TimeUnit.SECONDS);
      return new AssertionError("did not fail");
    } catch (ExecutionException e) {
      return e.getCause() == null ? e : e.getCause();
    }
  }

  private static void returned(Future<?> caller) throws Exception {
    assertThat(caller.get(10, TimeUnit.SECONDS)).isNull();
  }

  @Test
  void aSingleCallerCommitsAtOnce() {
    GroupCommit<Integer> commits = commits(10, items -> {});
    commits.submit(1);
    commits.submit(2);
    assertThat(batches).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void whatArrivesDuringACommitIsTheNextBatch() throws Exception {
    for (Future<?> caller : submitBehindTheFirst(commits(100, holding(items -> {})), 8)) {
      returned(caller);
    }
    assertThat(batches).hasSize(2);
    assertThat(batches.get(0)).containsExactly(0);
    assertThat(batches.get(1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6, 7, 8);
  }

  @Test
  void noBatchIsLargerThanTheLimit() throws Exception {
    for (Future<?> caller : submitBehindTheFirst(commits(3, holding(items -> {})), 8)) {
      returned(caller);
    }
    assertThat(batches).extracting(List::size).containsExactly(1, 3, 3, 2);
  }

  @Test
  void thereIsOneCommitAtATimeAndEverythingIsCommittedOnce() throws Exception {
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    GroupCommit<Integer> commits =
        commits(
            16,
            items -> {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              LockSupport.parkNanos(20_000);
              inside.decrementAndGet();
            });
    List<Future<?>> all = new ArrayList<>();
    for (int caller = 0; caller < 20; caller++) {
      int from = caller * 100;
      all.add(callers.submit(() -> IntStream.range(from, from + 100).forEach(commits::submit)));
    }
    for (Future<?> caller : all) {
      returned(caller);
    }
    assertThat(most).hasValue(1);
    assertThat(batches.stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 2_000).boxed().toList());
  }

  @Test
  void theCulpritFailsAlone() throws Exception {
    GroupCommit<Integer> commits =
        commits(
            100,
            holding(
                items -> {
                  if (items.contains(5)) {
                    throw new IllegalArgumentException("five");
                  }
                }));
    List<Future<?>> all = submitBehindTheFirst(commits, 8);
    for (int i = 0; i <= 8; i++) {
      if (i == 5) {
        assertThat(failureOf(all.get(i)))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessage("five");
      } else {
        returned(all.get(i));
      }
    }
    // 1 + 8, then halves of 4, 2 and 1 around the culprit.
    assertThat(batches).hasSize(1 + 1 + 2 + 2 + 2);
  }

  @Test
  void whenTheInfrastructureIsAwayTheSameBatchIsTriedAgainAndNobodyFails() throws Exception {
    AtomicInteger failures = new AtomicInteger(3);
    GroupCommit<Integer> commits =
        commits(
            100,
            holding(
                items -> {
                  if (!items.contains(0) && failures.getAndDecrement() > 0) {
                    throw new Away();
                  }
                }));
    for (Future<?> caller : submitBehindTheFirst(commits, 4)) {
      returned(caller);
    }
    assertThat(batches).hasSize(1 + 4);
    assertThat(batches.subList(1, 5)).containsOnly(batches.get(1));
  }

  @Test
  void stoppingEndsTheWaitingOfAll() throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    GroupCommit<Integer> commits =
        commits(
            100,
            holding(
                items -> {
                  if (!items.contains(0)) {
                    tried.countDown();
                    throw new Away();
                  }
                }));
    List<Future<?>> all = submitBehindTheFirst(commits, 4);
    returned(all.get(0));
    await(tried);
    backOff.stop();
    for (Future<?> caller : all.subList(1, 5)) {
      assertThat(failureOf(caller)).isInstanceOf(StoppedException.class);
    }
  }

  @Test
  void anErrorKillsTheLeaderAndFreesTheOthers() throws Exception {
    GroupCommit<Integer> commits =
        commits(
            100,
            holding(
                items -> {
                  if (items.size() > 1) {
                    throw new StackOverflowError("broken");
                  }
                }));
    List<Future<?>> all = submitBehindTheFirst(commits, 4);
    returned(all.get(0));
    int errors = 0;
    for (Future<?> caller : all.subList(1, 5)) {
      Throwable failure = failureOf(caller);
      errors += failure instanceof StackOverflowError ? 1 : 0;
      if (!(failure instanceof StackOverflowError)) {
        assertThat(failure).isInstanceOf(IllegalStateException.class).hasRootCauseMessage("broken");
      }
    }
    assertThat(errors).isEqualTo(1);
    commits.submit(9);
    assertThat(batches).endsWith(List.of(9));
  }

  /** The second half of the batch waited for ever. */
  @Test
  void anErrorInOneHalfOfABatchFreesTheOtherHalfToo() throws Exception {
    GroupCommit<Integer> commits =
        commits(
            100,
            holding(
                items -> {
                  if (items.size() == 4) {
                    throw new IllegalArgumentException("tried in halves");
                  } else if (items.size() == 2) {
                    throw new StackOverflowError("broken");
                  }
                }));
    List<Future<?>> all = submitBehindTheFirst(commits, 4);
    returned(all.get(0));
    for (Future<?> caller : all.subList(1, 5)) {
      assertThat(failureOf(caller))
          .isInstanceOfAny(StackOverflowError.class, IllegalStateException.class);
    }
  }

  @Test
  void nobodyLeadsForEver() throws Exception {
    CompletableFuture<Thread> leaderOfTheFirst = new CompletableFuture<>();
    CompletableFuture<Thread> leaderOfTheSecond = new CompletableFuture<>();
    CountDownLatch end = new CountDownLatch(1);
    GroupCommit<Integer> commits =
        commits(
            100,
            holding(
                items -> {
                  if (items.contains(0)) {
                    leaderOfTheFirst.complete(Thread.currentThread());
                  } else {
                    leaderOfTheSecond.complete(Thread.currentThread());
                    await(end);
                  }
                }));
    List<Future<?>> all = submitBehindTheFirst(commits, 2);
    Thread second = leaderOfTheSecond.get(10, TimeUnit.SECONDS);
    returned(all.get(0)); // while the second batch is still under way
    assertThat(second).isNotSameAs(leaderOfTheFirst.get(10, TimeUnit.SECONDS));
    end.countDown();
    returned(all.get(1));
    returned(all.get(2));
  }

  @Test
  void aFailureOfOneCallerDoesNotReachTheNext() {
    GroupCommit<Integer> commits =
        commits(
            10,
            items -> {
              if (items.contains(13)) {
                throw new IllegalArgumentException("thirteen");
              }
            });
    assertThatThrownBy(() -> commits.submit(13)).hasMessage("thirteen");
    commits.submit(14);
    assertThat(batches).containsExactly(List.of(13), List.of(14));
  }
}
