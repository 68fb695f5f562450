package dev.trawl.fetch;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A task in work on a thread of its own. First the session that has its message waits for it; if
 * that takes long, this node may answer for it instead, and the session goes. Thread-safe.
 */
final class TaskRun implements Runnable {
  /** What is to be done. */
  interface Work {
    /**
     * Does it.
     *
     * @param run to be asked before its last step
     */
    void run(TaskRun run);

    /** Ends what has failed when nobody waited for it any more. */
    void failedAlone(Throwable failure);
  }

  private enum State {
    AWAITED,
    ENDING,
    ENDED,
    HELD
  }

  private final UUID task;
  private final Work work;
  private final Runnable letGo;
  private State state = State.AWAITED;
  private @Nullable Throwable failure;

  /**
   * @param letGo called when it has ended, if it was held
   */
  TaskRun(UUID task, Work work, Runnable letGo) {
    this.task = task;
    this.work = work;
    this.letGo = letGo;
  }

  UUID task() {
    return task;
  }

  @Override
  public void run() {
    try {
      work.run(this);
      end(null);
    } catch (Throwable e) {
      end(e);
      if (isHeld()) {
        work.failedAlone(e);
      }
    } finally {
      if (isHeld()) {
        letGo.run();
      }
    }
  }

  /** Whether it can still be taken over. */
  synchronized boolean isAwaited() {
    return state == State.AWAITED;
  }

  /** Whether this node answers for it. */
  synchronized boolean isHeld() {
    return state == State.HELD;
  }

  /**
   * Nobody waits any more: this node answers for it.
   *
   * @return false if it was too late for that
   */
  synchronized boolean hold() {
    if (state == State.AWAITED) {
      state = State.HELD;
    }
    return state == State.HELD;
  }

  /**
   * It is as good as done: if it is awaited, it is to its end.
   *
   * @return whether it is
   */
  synchronized boolean isAwaitedToItsEnd() {
    if (state == State.AWAITED) {
      state = State.ENDING;
    }
    return state == State.ENDING;
  }

  /**
   * Waits for the end.
   *
   * @return whether it has ended within that time
   * @throws RuntimeException what it failed with, or an {@link Error}
   */
  synchronized boolean awaitEnd(Duration time) throws InterruptedException {
    long until = System.nanoTime() + time.toNanos();
    for (long left = time.toNanos();
        left > 0 && state != State.ENDED;
        left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure instanceof RuntimeException exception) {
      throw exception;
    }
    return state == State.ENDED;
  }

  private synchronized void end(@Nullable Throwable thrown) {
    if (state != State.HELD) {
      failure = thrown;
      state = State.ENDED;
      notifyAll();
    }
  }
}
