package dev.trawl.launcher;

import dev.trawl.launcher.client.Counters;
import dev.trawl.launcher.client.Job;
import java.time.Instant;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A bar that fills while the number of known URLs grows. */
final class BarView implements ProgressView {

  private static final int MILLISECONDS = 250;

  private final Pace pace = new Pace();
  private final ProgressBar bar =
      new ProgressBarBuilder()
          .setTaskName("Crawling")
          .setStyle(ProgressBarStyle.ASCII)
          .setUpdateIntervalMillis(MILLISECONDS)
          .setInitialMax(1)
          .setEtaFunction(state -> pace.remaining())
          .build();

  @Override
  public synchronized void show(Job job) {
    Counters counters = job.counters();
    pace.add(Instant.now(), counters);
    bar.maxHint(Math.max(1, counters.settled() + counters.open()));
    bar.stepTo(counters.settled());
    bar.setExtraMessage(
        String.format(
            Locale.ROOT,
            " fetched %d, queued %d, failed %d, %.1f pages/s%s",
            counters.fetched(),
            counters.open(),
            counters.failed(),
            pace.perSecond(),
            job.state().equals("RUNNING") ? "" : ", " + job.state()));
  }

  @Override
  public void close() {
    bar.close();
  }
}
