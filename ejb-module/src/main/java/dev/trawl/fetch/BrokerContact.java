package dev.trawl.fetch;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Knows since when this node has heard of the broker without a pause that would be long enough for
 * another broker, or for the same one started again, to take its place. A broker that stayed says
 * of each message truly whether somebody had it before; the next one does not know. Thread-safe.
 */
@ApplicationScoped
class BrokerContact {
  /** Less than any broker needs to start and to read its journal. */
  static final Duration PAUSE = Duration.ofMillis(250);

  /** Until what a dead node held is given to others; with a good margin for clocks that differ. */
  private static final Duration MOST = Duration.ofSeconds(3);

  private static final Duration CLOCKS = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;
  private long last;
  private long since;

  /** For the container. */
  BrokerContact() {
    this(System::nanoTime);
  }

  BrokerContact(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    last = nanoTime.getAsLong();
    since = last;
  }

  /** The broker has delivered or confirmed something, this very moment. */
  synchronized void touch() {
    long now = nanoTime.getAsLong();
    if (now - last > PAUSE.toNanos()) {
      since = now;
    }
    last = now;
  }

  /**
   * Whether the broker is certainly the one that got a message so long ago, and nobody has taken
   * back meanwhile what the message is about.
   *
   * @param age by the clocks of sender and receiver, so that it may be negative
   */
  synchronized boolean covers(Duration age) {
    Duration covered = Duration.ofNanos(nanoTime.getAsLong() - since);
    return age.compareTo(MOST) < 0 && age.abs().plus(CLOCKS).compareTo(covered) < 0;
  }
}
