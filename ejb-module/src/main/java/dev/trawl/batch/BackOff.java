package dev.trawl.batch;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tries again while the infrastructure is away: after 100 ms, doubling up to 1 s, until it works or
 * {@link #stop} is called. The first failure and every return is logged once, so that an hour
 * without database is two lines.
 */
public final class BackOff {
  private static final Logger LOG = System.getLogger(BackOff.class.getName());
  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(1);

  private final String what;
  private boolean stopped;

  /**
   * @param what names the work in the log, as in "storing results"
   */
  public BackOff(String what) {
    this.what = what;
  }

  /**
   * Runs the action until it does not fail for the infrastructure's sake.
   *
   * @throws RuntimeException what the action failed with, if that is no failure of the
   *     infrastructure
   * @throws StoppedException when stopped while waiting
   */
  public void untilDone(Runnable action, Predicate<Throwable> infrastructure) {
    untilAnswered(
        () -> {
          action.run();
          return true;
        },
        infrastructure);
  }

  /** As {@link #untilDone}, with the answer of the question that at last could be asked. */
  public <T> T untilAnswered(Supplier<T> question, Predicate<Throwable> infrastructure) {
    Duration pause = FIRST;
    for (boolean first = true; ; first = false) {
      try {
        T answer = question.get();
        if (!first) {
          LOG.log(Level.INFO, "{0} works again", what);
        }
        return answer;
      } catch (RuntimeException e) {
        if (!infrastructure.test(e)) {
          throw e;
        }
        if (first) {
          LOG.log(Level.WARNING, what + " has to wait, and tries again: " + e);
        }
        sleep(pause, e);
        pause = pause.multipliedBy(2).compareTo(LONGEST) > 0 ? LONGEST : pause.multipliedBy(2);
      }
    }
  }

  /** Ends all waiting, now and later. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /**
   * Waits.
   *
   * @throws StoppedException when stopped while waiting
   */
  public void sleep(Duration pause) {
    sleep(pause, null);
  }

  private synchronized void sleep(Duration pause, @Nullable RuntimeException cause) {
    long until = System.nanoTime() + pause.toNanos();
    try {
      for (long left = pause.toMillis();
          left > 0 && !stopped;
          left = (until - System.nanoTime()) / 1_000_000) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException(what, cause);
    }
    if (stopped) {
      throw new StoppedException(what, cause);
    }
  }
}
