package dev.trawl.metrics;

import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How values are spread: how many were at most each of some bounds. Thread-safe. Buckets can be
 * added up over nodes, quantiles could not.
 */
public final class Spread {
  private final String name;
  private final String help;
  private final double[] bounds;
  private final LongAdder[] counts;
  private final DoubleAdder sum = new DoubleAdder();

  Spread(String name, String help, double... bounds) {
    this.name = name;
    this.help = help;
    this.bounds = bounds.clone();
    this.counts =
        Stream.generate(LongAdder::new).limit(bounds.length + 1L).toArray(LongAdder[]::new);
  }

  /** Notes a value; less than nothing counts as nothing, as where two machines' clocks differ. */
  public void note(double value) {
    double noted = Math.max(0, value);
    int bucket = 0;
    while (bucket < bounds.length && noted > bounds[bucket]) {
      bucket++;
    }
    counts[bucket].increment();
    sum.add(noted);
  }

  /** Notes the seconds since a reading of {@link System#nanoTime}. */
  public void noteSince(long nanoTime) {
    note((System.nanoTime() - nanoTime) / 1e9);
  }

  /**
   * Notes the seconds since a reading of {@link System#currentTimeMillis}, perhaps of another
   * machine.
   */
  public void noteSinceMillis(long epochMillis) {
    note((System.currentTimeMillis() - epochMillis) / 1e3);
  }

  /** The values up to and including a bound; the last bucket has no bound. */
  double atMost(int bucket) {
    return IntStream.rangeClosed(0, bucket).mapToLong(i -> counts[i].sum()).sum();
  }

  double count() {
    return atMost(bounds.length);
  }

  double sum() {
    return sum.sum();
  }

  /** The bounds as Prometheus writes them. */
  List<String> bounds() {
    return IntStream.rangeClosed(0, bounds.length)
        .mapToObj(i -> i == bounds.length ? "+Inf" : Double.toString(bounds[i]))
        .toList();
  }

  String name() {
    return name;
  }

  String help() {
    return help;
  }
}
