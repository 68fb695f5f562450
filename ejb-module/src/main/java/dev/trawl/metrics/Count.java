package dev.trawl.metrics;

import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;

/** Something that is counted, and only rises. Thread-safe. */
public final class Count {
  private final String name;
  private final String help;
  private final Map<String, String> labels;
  private final LongAdder early = new LongAdder();
  private volatile LongConsumer sink = early::add;

  Count(String name, String help, Map<String, String> labels) {
    this.name = name;
    this.help = help;
    this.labels = labels;
  }

  /** One more. */
  public void increment() {
    sink.accept(1);
  }

  /** So many more, from 0. */
  public void add(long count) {
    sink.accept(count);
  }

  /** Passes on what was counted so far, and all that comes. */
  void bind(LongConsumer counter) {
    sink = counter;
    counter.accept(early.sumThenReset());
  }

  String name() {
    return name;
  }

  String help() {
    return help;
  }

  Map<String, String> labels() {
    return labels;
  }
}
