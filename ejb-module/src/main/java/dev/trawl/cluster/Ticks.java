package dev.trawl.cluster;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Finds the gaps in a row of ticks. Thread-safe. */
final class Ticks {
  /**
   * A gap that is called sleep: well below the time after which the broker gives a silent client's
   * messages to others (10 s), and well above what a busy machine does to a thread.
   */
  static final Duration SLEEP = Duration.ofSeconds(4);

  private final LongSupplier nanoTime;
  private volatile long last;
  private volatile int sleeps;

  /**
   * @param nanoTime a monotonic clock that goes on while the process is paused
   */
  Ticks(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.last = nanoTime.getAsLong();
  }

  /** Ticks; returns the time since the last tick. */
  synchronized Duration tick() {
    long now = nanoTime.getAsLong();
    Duration gap = Duration.ofNanos(now - last);
    if (gap.compareTo(SLEEP) > 0) {
      sleeps = sleeps + 1;
    }
    // After the count: who sees the new tick sees the sleep before it as well.
    last = now;
    return gap;
  }

  int mark() {
    // In sleep until the next tick: the mark is taken after it.
    return sinceLast().compareTo(SLEEP) > 0 ? sleeps + 1 : sleeps;
  }

  boolean haveStoppedSince(int mark) {
    boolean asleep = sinceLast().compareTo(SLEEP) > 0;
    return (asleep ? sleeps + 1 : sleeps) - mark > 0;
  }

  private Duration sinceLast() {
    return Duration.ofNanos(nanoTime.getAsLong() - last);
  }
}
