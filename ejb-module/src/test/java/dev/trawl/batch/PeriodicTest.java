package dev.trawl.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PeriodicTest {
  private final Semaphore times = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();

  private void start(Periodic periodic) {
    periodic.start(this::thread);
  }

  private Thread thread(Runnable work) {
    Thread thread = new Thread(work, "periodic");
    threads.add(thread);
    return thread;
  }

  @Test
  void theWorkIsDoneAtOnceAndAgain() throws InterruptedException {
    Periodic periodic = new Periodic(Duration.ofMillis(1), times::release);
    start(periodic);
    assertThat(times.tryAcquire(5, 30, TimeUnit.SECONDS)).isTrue();
    periodic.stop();
    threads.get(0).join();
  }

  @Test
  void stoppingDoesNotWaitForThePause() throws InterruptedException {
    Periodic periodic = new Periodic(Duration.ofHours(1), times::release);
    start(periodic);
    assertThat(times.tryAcquire(30, TimeUnit.SECONDS)).isTrue();
    periodic.stop();
    threads.get(0).join();
    assertThat(times.availablePermits()).isZero();
  }

  @Test
  void whatTheCallerHasDoneIsDoneAgainOnlyAfterThePause() throws InterruptedException {
    Periodic periodic = new Periodic(Duration.ofHours(1), times::release);
    periodic.startAfterPause(this::thread);
    periodic.stop();
    threads.get(0).join();
    assertThat(times.availablePermits()).isZero();
  }

  @Test
  void workThatGivesUpAtTheEndEndsQuietly() throws InterruptedException {
    BackOff backOff = new BackOff("testing");
    backOff.stop();
    start(new Periodic(Duration.ofHours(1), () -> backOff.sleep(Duration.ofHours(1))));
    threads.get(0).join();
  }
}
