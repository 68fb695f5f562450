package dev.trawl.launcher;

import dev.trawl.launcher.client.Counters;
import dev.trawl.launcher.client.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar that fills while the number of known URLs grows. */
final class BarView implements ProgressView {

  private static final int MILLISECONDS = 250;
  private static final int SHORTEST_BAR = 8;

  private final Pace pace = new Pace();
  private final ProgressBar bar =
      new ProgressBarBuilder()
          .setTaskName("Crawling")
          .setUpdateIntervalMillis(MILLISECONDS)
          .setInitialMax(1)
          .setConsumer(new TerminalLine())
          .setRenderer(
              (state, width) ->
                  render(state.getCurrent(), state.getMax(), state.getExtraMessage(), width))
          .build();

  @Override
  public synchronized void show(Job job) {
    Instant now = Instant.now();
    pace.add(now, job.counters());
    bar.maxHint(Math.max(1, job.counters().settled() + job.counters().open()));
    bar.stepTo(job.counters().settled());
    bar.setExtraMessage(text(job, job.elapsed(now)));
    if (job.ended()) {
      bar.refresh();
    }
  }

  /** The bar takes what room the text leaves. */
  static String render(long done, long all, String text, int width) {
    int room = Math.max(SHORTEST_BAR, width - text.length() - 9);
    int filled = (int) (room * Math.min(done, all) / Math.max(1, all));
    String line =
        String.format(
            Locale.ROOT,
            "[%s%s] %3d%% %s",
            "=".repeat(filled),
            " ".repeat(room - filled),
            100 * Math.min(done, all) / Math.max(1, all),
            text);
    return line.substring(0, Math.min(line.length(), Math.max(0, width)));
  }

  private String text(Job job, Duration elapsed) {
    Counters counters = job.counters();
    return String.format(
        Locale.ROOT,
        "fetched %d queued %d failed %d  %.0f pages/s  %s  %s",
        counters.fetched(),
        counters.open(),
        counters.failed(),
        pace.perSecond(),
        Durations.show(elapsed),
        job.state().equals("RUNNING")
            ? pace.remaining().map(Durations::show).orElse("?") + " left"
            : job.state());
  }

  @Override
  public void close() {
    bar.close();
  }
}
