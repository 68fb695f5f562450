package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.batch.StoppedException;
import dev.trawl.cluster.Load;
import dev.trawl.config.TrawlConfig;
import dev.trawl.host.HeldTasks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sessions that wait for their tasks, and let go of those that take long. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class TaskRunsTest {
  private final Set<UUID> noted = ConcurrentHashMap.newKeySet();
  private final List<Throwable> failedAlone = new ArrayList<>();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger running = new AtomicInteger();
  private final List<Thread> sessions = new ArrayList<>();
  private final List<Thread> workers = new ArrayList<>();

  @AfterEach
  void end() throws InterruptedException {
    answers.countDown();
    for (Thread session : sessions) {
      session.join();
    }
    for (Thread thread : workers) {
      thread.join();
    }
    assertThat(running).hasValue(0);
  }

  private TaskRuns runs(int fetchers) {
    TaskRuns runs = new TaskRuns();
    runs.config = TrawlConfig.of(Map.of("TRAWL_FETCHERS", Integer.toString(fetchers)));
    runs.load = new Load();
    runs.threads =
        new FetchThreads() {
          @Override
          public Executor executor() {
            return TaskRunsTest.this::begin;
          }
        };
    runs.tasks =
        new HeldTasks() {
          @Override
          public void hold(UUID task) {
            noted.add(task);
          }
        };
    runs.start();
    return runs;
  }

  private void begin(Runnable work) {
    Thread thread = new Thread(work);
    synchronized (workers) {
      workers.add(thread);
    }
    thread.start();
  }

  private TaskRun.Work work(Runnable inside) {
    return new TaskRun.Work() {
      @Override
      public void run(TaskRun run) {
        running.incrementAndGet();
        try {
          inside.run();
        } finally {
          running.decrementAndGet();
        }
      }

      @Override
      public void failedAlone(Throwable failure) {
        synchronized (failedAlone) {
          failedAlone.add(failure);
        }
      }
    };
  }

  private void awaitAnswers() {
    await(answers);
  }

  private void session(Runnable takes) {
    Thread session = new Thread(takes);
    sessions.add(session);
    session.start();
  }

  private long awaited() {
    return sessions.stream().filter(Thread::isAlive).count();
  }

  private static void until(BooleanSupplier holds) throws InterruptedException {
    while (!holds.getAsBoolean()) {
      Thread.sleep(5);
    }
  }

  @Test
  void whatIsDoneInTimeIsNeverNoted() {
    TaskRuns runs = runs(640);
    for (int i = 0; i < 100; i++) {
      runs.run(UUID.randomUUID(), work(() -> {}));
    }
    assertThat(noted).isEmpty();
  }

  @Test
  void whereSessionsAreFreeTheyWaitForAsLongAsItTakes() throws Exception {
    TaskRuns runs = runs(640);
    session(() -> runs.run(UUID.randomUUID(), work(this::awaitAnswers)));
    sessions.get(0).join(Duration.ofMillis(500).toMillis());
    assertThat(awaited()).isEqualTo(1);
    assertThat(noted).isEmpty();
  }

  @Test
  void whereTheyAreShortTheyLetGoAndTheNodeGoesOn() throws Exception {
    TaskRuns runs = runs(640);
    List<UUID> tasks = new ArrayList<>();
    for (int i = 0; i < FetchTaskConsumer.SESSIONS; i++) {
      UUID task = UUID.randomUUID();
      tasks.add(task);
      session(() -> runs.run(task, work(this::awaitAnswers)));
    }
    until(() -> running.get() == FetchTaskConsumer.SESSIONS && awaited() <= 48);
    assertThat(noted).hasSizeGreaterThanOrEqualTo(16).isSubsetOf(tasks);
    runs.run(UUID.randomUUID(), work(() -> {}));
  }

  @Test
  void noMoreAreFetchedThanTheSettingSays() throws Exception {
    TaskRuns runs = runs(70);
    for (int i = 0; i < FetchTaskConsumer.SESSIONS + 6; i++) {
      session(() -> runs.run(UUID.randomUUID(), work(this::awaitAnswers)));
    }
    until(() -> noted.size() == 6);
    sessions.get(0).join(Duration.ofMillis(500).toMillis());
    assertThat(noted).hasSize(6);
    assertThat(awaited()).isEqualTo(FetchTaskConsumer.SESSIONS);
    answers.countDown();
    until(() -> awaited() == 0 && running.get() == 0);
    for (Thread thread : workers) {
      thread.join();
    }

    // As those that were held end, others are in their place.
    int before = noted.size();
    CountDownLatch others = new CountDownLatch(1);
    for (int i = 0; i < FetchTaskConsumer.SESSIONS; i++) {
      session(() -> runs.run(UUID.randomUUID(), work(() -> await(others))));
    }
    until(() -> noted.size() == before + 6);
    others.countDown();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aNodeThatIsDrainedBeginsNothing() throws Exception {
    TaskRuns runs = runs(640);
    runs.load.drain();
    AtomicReference<Throwable> ended = new AtomicReference<>();
    session(
        () -> {
          try {
            runs.run(UUID.randomUUID(), work(() -> {}));
          } catch (StoppedException e) {
            ended.set(e);
          }
        });
    sessions.get(0).join(Duration.ofMillis(300).toMillis());
    assertThat(awaited()).isEqualTo(1);
    assertThat(workers).isEmpty();
    runs.stop();
    sessions.get(0).join();
    assertThat(ended.get()).isInstanceOf(StoppedException.class);
  }

  @Test
  void aFailureIsTheSessionsAsLongAsThatWaits() {
    for (Throwable failure : List.of(new IllegalStateException("ours"), new OutOfMemoryError())) {
      assertThatThrownBy(
              () -> runs(640).run(UUID.randomUUID(), work(() -> TaskRunsTest.fail(failure))))
          .isSameAs(failure);
    }
    assertThat(failedAlone).isEmpty();
  }

  private static void fail(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  @Test
  void afterwardsItIsTheWorksOwn() {
    IllegalStateException failure = new IllegalStateException("ours");
    AtomicInteger letGo = new AtomicInteger();
    TaskRun run = new TaskRun(UUID.randomUUID(), work(() -> fail(failure)), letGo::incrementAndGet);
    run.hold();
    run.run();
    assertThat(failedAlone).containsExactly(failure);
    assertThat(letGo).hasValue(1);
  }

  @Test
  void whatIsAsGoodAsDoneIsNotTakenOver() {
    TaskRun ending = new TaskRun(UUID.randomUUID(), work(() -> {}), () -> {});
    assertThat(ending.isAwaitedToItsEnd()).isTrue();
    assertThat(ending.isAwaited()).isFalse();
    assertThat(ending.hold()).isFalse();

    TaskRun held = new TaskRun(UUID.randomUUID(), work(() -> {}), () -> {});
    assertThat(held.hold()).isTrue();
    assertThat(held.isAwaitedToItsEnd()).isFalse();
  }
}
