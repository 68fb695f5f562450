package dev.trawl.launcher;

import dev.trawl.launcher.client.Counters;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** How fast a job has been lately, and how long it would go on like that. */
final class Pace {

  private static final Duration WINDOW = Duration.ofSeconds(20);

  private record Sample(Instant at, long settled) {}

  private final Deque<Sample> samples = new ArrayDeque<>();
  private long open;

  void add(Instant now, Counters counters) {
    samples.addLast(new Sample(now, counters.settled()));
    open = counters.open();
    while (samples.size() > 2 && samples.getFirst().at().isBefore(now.minus(WINDOW))) {
      samples.removeFirst();
    }
  }

  double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = Duration.between(first.at(), last.at()).toMillis() / 1000.0;
    return seconds <= 0 ? 0 : (last.settled() - first.settled()) / seconds;
  }

  /** Absent while nothing moves. New links make it longer, so it is a lower bound until late. */
  Optional<Duration> remaining() {
    double speed = perSecond();
    return speed <= 0
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) (open / speed * 1000)));
  }
}
