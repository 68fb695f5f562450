package dev.trawl.batch;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Commits what many threads hand in, together. Thread-safe.
 *
 * @param <T> the work of one caller
 */
public final class GroupCommit<T> {
  private static final long LOOK_NANOS = 5_000_000;
  private static final long LONG_AGO = Duration.ofHours(1).toNanos();

  private final Consumer<List<T>> commit;
  private final Predicate<Throwable> infrastructure;
  private final int limit;
  private final Supplier<Duration> pace;
  private final BackOff backOff;
  private final Queue<Entry<T>> waiting = new ArrayDeque<>();
  private boolean led;
  // Written by the leader alone, of which there is one at a time.
  private volatile long begun = System.nanoTime() - LONG_AGO;

  /**
   * @param commit makes all items durable, or throws and has done nothing
   * @param infrastructure whether a failure is nobody's fault, so that the same batch is to be
   *     tried again
   * @param limit the most items of one batch, from 1
   * @param pace the least time from the start of one commit to the start of the next, in which a
   *     batch grows: a commit costs nearly the same, however little is in it. Asked before each
   *     commit; zero where those who hand in are waited for by others
   * @param backOff the pauses between tries; ends them when the application stops
   */
  public GroupCommit(
      Consumer<List<T>> commit,
      Predicate<Throwable> infrastructure,
      int limit,
      Supplier<Duration> pace,
      BackOff backOff) {
    this.commit = commit;
    this.infrastructure = infrastructure;
    this.limit = limit;
    this.pace = pace;
    this.backOff = backOff;
  }

  /**
   * Returns when the item is committed.
   *
   * @throws RuntimeException what the item itself failed with
   * @throws StoppedException when the application stops before the item could be committed
   */
  public void submit(T item) {
    Entry<T> entry = new Entry<>(item);
    boolean lead;
    synchronized (waiting) {
      waiting.add(entry);
      lead = !led;
      led = true;
    }
    if (lead || entry.isPromoted()) {
      try {
        await();
        commit(drain());
      } finally {
        handOver();
      }
    }
    entry.result();
  }

  private void await() {
    long nanos = pace.get().toNanos();
    long left = nanos - (System.nanoTime() - begun);
    while (left > 0 && !isFull()) {
      // An interrupt does not matter here: the commit comes a little sooner.
      LockSupport.parkNanos(Math.min(left, LOOK_NANOS));
      left = nanos - (System.nanoTime() - begun);
    }
    begun = System.nanoTime();
  }

  private boolean isFull() {
    synchronized (waiting) {
      return waiting.size() >= limit;
    }
  }

  private List<Entry<T>> drain() {
    List<Entry<T>> batch = new ArrayList<>();
    synchronized (waiting) {
      while (batch.size() < limit && !waiting.isEmpty()) {
        batch.add(waiting.remove());
      }
    }
    return batch;
  }

  private void handOver() {
    synchronized (waiting) {
      Entry<T> next = waiting.peek();
      led = next != null;
      if (next != null) {
        next.promote();
      }
    }
  }

  private void commit(List<Entry<T>> batch) {
    try {
      commitInHalves(batch);
    } catch (Error e) {
      // The leader dies of it; those that have no outcome yet must not wait for ever.
      batch.forEach(
          entry -> entry.fail(new IllegalStateException("the commit of this batch broke", e)));
      throw e;
    }
  }

  private void commitInHalves(List<Entry<T>> batch) {
    try {
      commitWhenPossible(batch);
      batch.forEach(Entry::succeed);
    } catch (RuntimeException e) {
      if (batch.size() == 1 || e instanceof StoppedException) {
        batch.forEach(entry -> entry.fail(e));
      } else {
        int half = batch.size() / 2;
        commitInHalves(batch.subList(0, half));
        commitInHalves(batch.subList(half, batch.size()));
      }
    }
  }

  private void commitWhenPossible(List<Entry<T>> batch) {
    List<T> items = batch.stream().map(Entry::item).toList();
    backOff.untilDone(() -> commit.accept(items), infrastructure);
  }
}
