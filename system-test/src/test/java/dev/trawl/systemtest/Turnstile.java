package dev.trawl.systemtest;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Lets a site's answers through, or holds them back. */
final class Turnstile {

  private static final long LIMIT_SECONDS = 60;

  private final AtomicInteger waiting = new AtomicInteger();
  private volatile CountDownLatch open = new CountDownLatch(0);

  void stop() {
    open = new CountDownLatch(1);
  }

  void go() {
    open.countDown();
  }

  /** Answers that are held back now. */
  int waiting() {
    return waiting.get();
  }

  void pass() throws InterruptedException {
    waiting.incrementAndGet();
    try {
      if (!open.await(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        throw new IllegalStateException("never opened again");
      }
    } finally {
      waiting.decrementAndGet();
    }
  }
}
