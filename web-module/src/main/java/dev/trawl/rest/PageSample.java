package dev.trawl.rest;

import java.util.concurrent.TimeUnit;

/**
 * Which pages a listener hears of: all, as long as they are no more than {@link #PER_SECOND}, and
 * {@link #AT_ONCE} after a pause, so that of a small job none is missing. Each is an event of its
 * own, written for each listener, and nobody reads hundreds in a second. A bucket of tokens.
 */
final class PageSample {
  static final int PER_SECOND = 4;
  static final int AT_ONCE = 10;

  private static final long EACH = TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
  private static final long FULL = EACH * AT_ONCE;

  /** From when on the tokens have not been used, at most so long ago that the bucket is full. */
  private long unusedSince;

  /**
   * @param now nanoseconds, by a clock that does not go back
   */
  PageSample(long now) {
    unusedSince = now - FULL;
  }

  /** How many of so many pages are heard of. */
  int take(int pages, long now) {
    if (now - unusedSince > FULL) {
      unusedSince = now - FULL;
    }
    int taken = (int) Math.min(pages, (now - unusedSince) / EACH);
    unusedSince += taken * EACH;
    return taken;
  }
}
