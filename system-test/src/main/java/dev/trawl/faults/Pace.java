package dev.trawl.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * How many URLs a job had settled, and when: what throughput is told from.
 *
 * <p>All times are nanoseconds of the monotonic clock. Between two samples the count is taken to
 * have grown evenly, so that a database that could not be asked for a while counts as a standstill.
 */
final class Pace {

  /** So long has a window to be for its rate to count. */
  private static final long WINDOW = Duration.ofSeconds(5).toNanos();

  private static final long STEP = Duration.ofMillis(250).toNanos();
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final int RECENT = 15;
  private static final double ENOUGH = 0.5;

  private record Sample(long at, long settled) {}

  private record Span(long from, long to) {}

  private final List<Sample> samples = new ArrayList<>();
  private final List<Span> disturbed = new ArrayList<>();

  synchronized void add(long at, long settled) {
    samples.add(new Sample(at, settled));
  }

  /** What was measured then says nothing of the usual rate. */
  synchronized void disturbed(long from, long to) {
    disturbed.add(new Span(from, to));
  }

  /** The newest count. */
  synchronized long settled() {
    return samples.isEmpty() ? 0 : last().settled();
  }

  /** The time at which the count last grew. */
  synchronized long lastGrowth() {
    for (int i = samples.size() - 1; i > 0; i--) {
      if (samples.get(i).settled() > samples.get(i - 1).settled()) {
        return samples.get(i).at();
      }
    }
    return samples.isEmpty() ? System.nanoTime() : samples.get(0).at();
  }

  /**
   * URLs a second before a moment: the median of the last undisturbed seconds; absent if there were
   * none.
   */
  synchronized OptionalDouble rateBefore(long at) {
    if (samples.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<Double> rates = new ArrayList<>();
    for (long to = at; to - SECOND >= samples.get(0).at() && rates.size() < RECENT; to -= SECOND) {
      Span second = new Span(to - SECOND, to);
      if (disturbed.stream()
          .noneMatch(span -> span.from() < second.to() && second.from() < span.to())) {
        rates.add(settledAt(to) - settledAt(to - SECOND));
      }
    }
    rates.sort(null);
    return rates.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(rates.get(rates.size() / 2));
  }

  /**
   * When throughput was back after a moment: the start of the first five seconds in which at least
   * half of the usual was settled; so many, because what is left in the pipes goes on for one or
   * two. Absent if that was not seen yet. The end of a crawl, at which there is little left to
   * settle, counts as fast enough.
   *
   * @param pages of the whole crawl
   */
  synchronized Optional<Long> back(long after, double usualRate, long pages) {
    double wanted = ENOUGH * usualRate * WINDOW / SECOND;
    for (long from = after; !samples.isEmpty() && from <= last().at(); from += STEP) {
      boolean seen = from + WINDOW <= last().at();
      if (seen && settledAt(from + WINDOW) - settledAt(from) >= wanted) {
        return Optional.of(from);
      }
      if (settledAt(from) >= pages - wanted) {
        return Optional.of(from);
      }
    }
    return Optional.empty();
  }

  private Sample last() {
    return samples.get(samples.size() - 1);
  }

  private double settledAt(long at) {
    Sample before = samples.get(0);
    for (int i = samples.size() - 1; i >= 0; i--) {
      if (samples.get(i).at() <= at) {
        before = samples.get(i);
        if (i + 1 == samples.size()) {
          return before.settled();
        }
        Sample next = samples.get(i + 1);
        double share = (double) (at - before.at()) / (next.at() - before.at());
        return before.settled() + share * (next.settled() - before.settled());
      }
    }
    return before.settled();
  }
}
