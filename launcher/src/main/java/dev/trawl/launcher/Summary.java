package dev.trawl.launcher;

import dev.trawl.launcher.client.Counters;
import dev.trawl.launcher.client.Job;
import dev.trawl.launcher.client.Trap;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/** The table at the end of a crawl. */
final class Summary {

  private final StringBuilder text = new StringBuilder();

  private Summary() {}

  /**
   * @param failures reason and number
   */
  static String of(Job job, Map<String, Long> failures, Instant now) {
    Counters counters = job.counters();
    Duration elapsed = job.elapsed(now);
    Summary summary = new Summary();
    summary.row("job", job.id());
    summary.row("state", job.state());
    summary.row("reason", job.reason().orElse("-"));
    summary.row("pages", counters.fetched());
    summary.notModified(counters.notModified());
    summary.row("redirected", counters.redirected());
    summary.row("failed", counters.failed());
    failures.forEach((reason, number) -> summary.row("  " + reason, number));
    summary.row("excluded", counters.excluded());
    job.traps().forEach(summary::trap);
    summary.row("bytes", counters.bytes());
    summary.row("elapsed", Durations.show(elapsed));
    summary.row("pages/s", perSecond(counters.fetched(), elapsed));
    return summary.text.toString();
  }

  private static String perSecond(long pages, Duration elapsed) {
    return elapsed.isZero()
        ? "-"
        : String.format(Locale.ROOT, "%.1f", pages * 1000.0 / elapsed.toMillis());
  }

  /** Only a job that repeats another has any. */
  private void notModified(long number) {
    if (number > 0) {
      row("  not modified", number);
    }
  }

  private void trap(Trap trap) {
    row(
        "  " + trap.rule(),
        String.format(Locale.ROOT, "%s (%d left out)", trap.where(), trap.excluded()));
  }

  private void row(String name, Object value) {
    text.append(String.format(Locale.ROOT, "%-24s %s%n", name, value));
  }
}
