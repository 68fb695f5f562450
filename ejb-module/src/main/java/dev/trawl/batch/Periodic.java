package dev.trawl.batch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Does something again and again in a thread of its own, with a pause between the end of one time
 * and the start of the next, until it is stopped.
 */
public final class Periodic {
  private final Supplier<Duration> pause;
  private final Runnable work;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /**
   * @param work is to handle its own failures: one that it throws ends the thread
   */
  public Periodic(Duration pause, Runnable work) {
    this(() -> pause, work);
  }

  /**
   * @param pause asked each time
   * @param work is to handle its own failures: one that it throws ends the thread
   */
  public Periodic(Supplier<Duration> pause, Runnable work) {
    this.pause = pause;
    this.work = work;
  }

  /** Starts the thread, which does the work at once for the first time. */
  public void start(ThreadFactory threads) {
    threads.newThread(() -> run(false)).start();
  }

  /** Starts the thread, which pauses first: the caller has done the work once. */
  public void startAfterPause(ThreadFactory threads) {
    threads.newThread(() -> run(true)).start();
  }

  /** Lets the time in work, if there is one, be the last. */
  public void stop() {
    stopped.countDown();
  }

  private void run(boolean pauseFirst) {
    try {
      if (!pauseFirst) {
        work.run();
      }
      while (!stopped.await(pause.get().toMillis(), TimeUnit.MILLISECONDS)) {
        work.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      // The application ends, and the work could not wait any longer for what it needed.
    }
  }
}
