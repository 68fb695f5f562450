package dev.trawl.cluster;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The living nodes with the role {@code process}, of which this may be one, as of its last beat.
 * What is done by each of them is known without asking anybody, and for a second or so two may
 * differ in it.
 */
@ApplicationScoped
public class Peers {
  /** A gap between two beats of this process that others have too, if the database was away. */
  static final Duration GAP = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private volatile int count = 1;
  private volatile boolean first = true;
  private long lastBeat;
  private long hearsFrom;

  /** For the container. */
  public Peers() {
    this(System::nanoTime);
  }

  Peers(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    lastBeat = nanoTime.getAsLong();
    hearsFrom = lastBeat;
  }

  /** This process has said that it lives, and has seen who else does. */
  synchronized void note(int living, int before) {
    count = Math.max(1, living);
    first = before == 0;
    long now = nanoTime.getAsLong();
    if (now - lastBeat > GAP.toNanos()) {
      hearsFrom = now + Nodes.DEAD_AFTER.toNanos();
    }
    lastBeat = now;
  }

  /**
   * Whether who has not been heard of is dead. Not while this process could not say itself that it
   * lives, nor for a while after that: when the database comes back all look dead, until they have
   * had the time to beat.
   */
  public synchronized boolean hearsTheLiving() {
    long now = nanoTime.getAsLong();
    return now - lastBeat <= GAP.toNanos() && now - hearsFrom >= 0;
  }

  /** How many there are, from 1. */
  public int count() {
    return count;
  }

  /** Whether this one is to do first what only one needs to do. */
  public boolean isFirst() {
    return first;
  }
}
