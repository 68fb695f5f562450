package dev.trawl.launcher;

import dev.trawl.launcher.client.Counters;
import dev.trawl.launcher.client.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** A line every few seconds, for logs and pipes. */
final class LineView implements ProgressView {

  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Pace pace = new Pace();
  private Instant next = Instant.EPOCH;

  @Override
  public void show(Job job) {
    Instant now = Instant.now();
    pace.add(now, job.counters());
    if (now.isBefore(next) && !job.ended()) {
      return;
    }
    next = now.plus(INTERVAL);
    Output.say(line(job, now));
  }

  private String line(Job job, Instant now) {
    Counters counters = job.counters();
    return String.format(
        Locale.ROOT,
        "%s: fetched %d, queued %d, failed %d, %.1f pages/s, elapsed %s, remaining %s",
        job.state(),
        counters.fetched(),
        counters.open(),
        counters.failed(),
        pace.perSecond(),
        Durations.show(job.elapsed(now)),
        pace.remaining().map(Durations::show).orElse("?"));
  }

  @Override
  public void close() {}
}
