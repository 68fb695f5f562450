package dev.trawl.rest;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whether this node takes calls, and how many it has in work. There is no way back but a restart.
 */
final class Drain {
  private int inWork;
  private boolean begun;

  /** Whether a call may be worked on. If so, it has to leave. */
  synchronized boolean enter() {
    if (begun) {
      return false;
    }
    inWork++;
    return true;
  }

  synchronized void leave() {
    inWork--;
    notifyAll();
  }

  synchronized boolean hasBegun() {
    return begun;
  }

  /** From now on nobody enters. */
  synchronized void begin() {
    begun = true;
  }

  synchronized int inWork() {
    return inWork;
  }

  /**
   * Waits until all have left.
   *
   * @return how many have not after that time
   */
  synchronized int await(Duration most) throws InterruptedException {
    long deadline = System.nanoTime() + most.toNanos();
    long left = most.toNanos();
    while (inWork > 0 && left > 0) {
      // Rounded up, as a wait of nothing is one without end.
      wait(TimeUnit.NANOSECONDS.toMillis(left) + 1);
      left = deadline - System.nanoTime();
    }
    return inWork;
  }
}
