package dev.trawl.http;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * The end of the time for a whole answer. Another thread closes the connection then, because a
 * server that sends a byte now and then keeps a blocking read from ever timing out.
 */
final class Deadline implements AutoCloseable {
  private final long start = System.nanoTime();
  private final long nanos;
  private final Future<?> alarm;
  private @Nullable ConnectionEndpoint watched;
  private boolean expired;

  Deadline(ScheduledExecutorService timer, long nanos) {
    this.nanos = nanos;
    alarm = timer.schedule(this::expire, nanos, TimeUnit.NANOSECONDS);
  }

  /** From now on this connection is closed when the time is over; at once if it is already. */
  synchronized void watch(ConnectionEndpoint endpoint) {
    watched = endpoint;
    closeIfExpired();
  }

  /**
   * Lets go of the connection, which may then serve somebody else; says whether it is still whole.
   */
  synchronized boolean release() {
    watched = null;
    return !expired;
  }

  synchronized boolean isExpired() {
    return expired;
  }

  /** For work of our own, which goes on although the connection is closed. */
  void check() throws ExchangeException {
    if (isExpired()) {
      throw new ExchangeException(Reason.TOO_SLOW, "the time for the whole answer is over");
    }
  }

  /** Time that is left, zero or less if there is none. */
  long remainingNanos() {
    return nanos - elapsedNanos();
  }

  long elapsedNanos() {
    return System.nanoTime() - start;
  }

  @Override
  public void close() {
    alarm.cancel(false);
  }

  private synchronized void expire() {
    expired = true;
    closeIfExpired();
  }

  private void closeIfExpired() {
    if (expired && watched != null) {
      watched.close(CloseMode.IMMEDIATE);
    }
  }
}
