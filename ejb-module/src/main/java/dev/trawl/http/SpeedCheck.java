package dev.trawl.http;

/** Watches that bytes come fast enough, once the first of them has come. Not thread-safe. */
final class SpeedCheck {
  private final Timeouts timeouts;
  private boolean started;
  private long windowStart;
  private long countInWindow;

  SpeedCheck(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  /** Counts bytes that were read; throws at the end of a window in which too few came. */
  void advance(int bytes) throws ExchangeException {
    long now = System.nanoTime();
    if (!started) {
      started = true;
      windowStart = now;
    }
    countInWindow += bytes;
    if (now - windowStart >= timeouts.speedWindow().toNanos()) {
      check(now);
    }
  }

  private void check(long now) throws ExchangeException {
    double bytesPerSecond = countInWindow * 1e9 / (now - windowStart);
    if (bytesPerSecond < timeouts.lowestSpeed()) {
      throw new ExchangeException(
          Reason.TOO_SLOW,
          "%.1f bytes a second, lowest allowed %d"
              .formatted(bytesPerSecond, timeouts.lowestSpeed()));
    }
    windowStart = now;
    countInWindow = 0;
  }
}
