package dev.trawl.rest;

import java.util.concurrent.TimeUnit;

/**
 * Which pages a listener hears of: all, as long as they are no more than {@link #PER_SECOND}. Each
 * is an event of its own, written and flushed for each listener, and nobody reads hundreds in a
 * second. A bucket of tokens that holds those of one second.
 */
final class PageSample {
  static final int PER_SECOND = 10;

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long EACH = SECOND / PER_SECOND;

  /** From when on the tokens have not been used, at most a second ago. */
  private long unusedSince;

  /**
   * @param now nanoseconds, by a clock that does not go back
   */
  PageSample(long now) {
    unusedSince = now - SECOND;
  }

  /** How many of so many pages are heard of. */
  int take(int pages, long now) {
    if (now - unusedSince > SECOND) {
      unusedSince = now - SECOND;
    }
    int taken = (int) Math.min(pages, (now - unusedSince) / EACH);
    unusedSince += taken * EACH;
    return taken;
  }
}
