package dev.trawl.page;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trawl.database.SqlFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps what was counted of a job for fifty times as long as the count took, ten minutes at the
 * most, and counts one job at a time. Whoever asks meanwhile gets what was counted last, and waits
 * only where nothing was, or nothing since the job has ended.
 */
final class CountCache<T> {
  private static final int JOBS = 200;
  private static final int TIMES_AS_LONG = 50;
  private static final Duration LEAST = Duration.ofSeconds(5);
  private static final Duration MOST = Duration.ofMinutes(10);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** More would take the threads that answer all other calls. */
  private static final int MOST_WAITING = 8;

  /**
   * The last count of a job.
   *
   * @param value empty if none has come to its end
   * @param until when it is counted anew, if somebody asks
   * @param ended whether the job had ended before it was counted
   */
  private record Counted<T>(Optional<T> value, long until, boolean ended) {}

  private final Cache<Integer, Counted<T>> last = Caffeine.newBuilder().maximumSize(JOBS).build();
  private final ReentrantLock counting = new ReentrantLock();
  private final LongSupplier nanoTime;

  CountCache(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /**
   * What was counted of a job.
   *
   * @param ended whether the job has ended: what was counted before that is not fresh any more.
   *     Told by who has looked, since the clocks of nodes and database differ
   * @param count is called by this thread, if by any
   * @throws UncountedException if nothing was, and that cannot be changed now
   */
  T get(int job, boolean ended, Supplier<T> count) {
    Optional<Counted<T>> known = fresh(job, ended);
    if (known.isEmpty() && enter(last(job, ended).flatMap(Counted::value).isPresent())) {
      try {
        // Somebody else may have counted it while this one waited.
        known = fresh(job, ended).or(() -> Optional.of(count(job, ended, count)));
      } finally {
        counting.unlock();
      }
    }
    Duration retryAfter =
        known
            .map(counted -> Duration.ofNanos(counted.until() - nanoTime.getAsLong()))
            .orElse(LEAST);
    return known
        .flatMap(Counted::value)
        .or(() -> lastValue(job))
        .orElseThrow(() -> new UncountedException(retryAfter));
  }

  private Optional<Counted<T>> fresh(int job, boolean ended) {
    return last(job, ended).filter(counted -> counted.until() - nanoTime.getAsLong() > 0);
  }

  /** The last count; of a job that has ended only one that was made since. */
  private Optional<Counted<T>> last(int job, boolean ended) {
    return Optional.ofNullable(last.getIfPresent(job)).filter(counted -> counted.ended() || !ended);
  }

  private Optional<T> lastValue(int job) {
    return last(job, false).flatMap(Counted::value);
  }

  /** Whether this thread may count. */
  private boolean enter(boolean atOnce) {
    if (atOnce || counting.getQueueLength() >= MOST_WAITING) {
      return counting.tryLock();
    }
    try {
      return counting.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Counted<T> count(int job, boolean ended, Supplier<T> count) {
    long start = nanoTime.getAsLong();
    Optional<T> value;
    try {
      value = Optional.of(count.get());
    } catch (SqlFailure e) {
      if (!e.isOverTime()) {
        throw e;
      }
      // Not tried again at once: it would take as long, for nothing.
      value = lastValue(job);
    }
    long end = nanoTime.getAsLong();
    Counted<T> counted = new Counted<>(value, end + kept(end - start), ended);
    last.put(job, counted);
    return counted;
  }

  private static long kept(long took) {
    return Math.max(LEAST.toNanos(), Math.min(MOST.toNanos(), TIMES_AS_LONG * took));
  }
}
