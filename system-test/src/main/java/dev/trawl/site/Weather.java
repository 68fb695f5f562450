package dev.trawl.site;

import java.time.Duration;

/** What lies between a site and its visitors. */
final class Weather {

  private boolean silent;
  private Duration delay = Duration.ZERO;

  synchronized void silence() {
    silent = true;
  }

  synchronized void delay(Duration longer) {
    delay = longer;
  }

  synchronized void fair() {
    silent = false;
    delay = Duration.ZERO;
    notifyAll();
  }

  /** Returns when a request that was sent now would have come through. */
  void await() throws InterruptedException {
    Duration late;
    synchronized (this) {
      while (silent) {
        wait();
      }
      late = delay;
    }
    if (!late.isZero()) {
      Thread.sleep(late.toMillis());
    }
  }
}
