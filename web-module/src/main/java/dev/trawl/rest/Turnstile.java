package dev.trawl.rest;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets so many calls at a time do what anybody can make us do, who need not be known for it: it
 * shall take neither the threads nor the database's connections that others need.
 */
final class Turnstile {
  private final Semaphore free;
  private final Duration patience;
  private final String refusal;

  /**
   * @param most calls at a time
   * @param patience how long a call waits for one of the others to end
   * @param refusal what whoever has waited that long is told
   */
  Turnstile(int most, Duration patience, String refusal) {
    this.free = new Semaphore(most, true);
    this.patience = patience;
    this.refusal = refusal;
  }

  /** What a call does. */
  @FunctionalInterface
  interface Work<T> {
    T get() throws IOException;
  }

  /**
   * Does it, when there is room.
   *
   * @throws ProblemException 503, with Retry-After, if there is none
   */
  <T> T pass(Work<T> work) throws IOException {
    if (!enter()) {
      throw ProblemException.unavailable(refusal);
    }
    try {
      return work.get();
    } finally {
      free.release();
    }
  }

  private boolean enter() {
    try {
      return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
