package dev.trawl.stack;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.stream.Stream;

/** How long a job stood still after a fault: until it is as fast again as half of what it was. */
public final class Recovery {

  private static final Duration WINDOW = Duration.ofSeconds(1);

  private record Sample(long nanos, long settled) {}

  private final Api api;
  private final String job;
  private final Deque<Sample> samples = new ArrayDeque<>();

  public Recovery(Api api, String job) {
    this.api = api;
    this.job = job;
  }

  /** Watches the job up to a number of settled URLs; URLs a second at the end of that. */
  public double speedUntil(long settled, Duration limit) {
    Wait.until(
        "job " + job + " has settled " + settled, limit, () -> sample().settled() >= settled);
    return speed();
  }

  /**
   * Waits for half of a speed.
   *
   * @return the time from now until then, or until the job's end
   */
  public Duration until(double before, Duration limit) {
    long start = System.nanoTime();
    samples.clear();
    Wait.until(
        "job " + job + " is fast again",
        limit,
        () -> {
          sample();
          return ended() || (whole() && speed() >= before / 2);
        });
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private Sample sample() {
    JsonObject counters = api.job(job).getJsonObject("counters");
    long settled = Stream.of("fetched", "redirected", "failed").mapToLong(counters::getInt).sum();
    Sample sample = new Sample(System.nanoTime(), settled);
    samples.addLast(sample);
    while (samples.size() > 2 && sample.nanos() - samples.getFirst().nanos() > WINDOW.toNanos()) {
      samples.removeFirst();
    }
    return sample;
  }

  private boolean ended() {
    return api.job(job).getString("state").equals("COMPLETED");
  }

  /** Whether the samples are of a whole window, or nearly. */
  private boolean whole() {
    return samples.getLast().nanos() - samples.getFirst().nanos() > WINDOW.toNanos() / 2;
  }

  private double speed() {
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    double seconds = (last.nanos() - first.nanos()) / 1e9;
    return seconds <= 0 ? 0 : (last.settled() - first.settled()) / seconds;
  }
}
