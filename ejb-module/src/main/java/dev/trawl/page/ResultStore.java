package dev.trawl.page;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.GroupCommit;
import dev.trawl.database.Infrastructure;
import dev.trawl.frontier.KnownUrls;
import dev.trawl.host.HostReleases;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/** Commits the results of all threads that wait, together, and tells of it afterwards. */
@ApplicationScoped
class ResultStore {
  /** Consumers wait for their results, so that more than their number never come together. */
  private static final int LARGEST_BATCH = 20;

  private static final Duration PACE = Duration.ofMillis(40);

  @Inject ResultTransaction transaction;
  @Inject KnownUrls known;
  @Inject Progress progress;
  @Inject Event<HostReleases.Released> wake;

  private final BackOff backOff = new BackOff("storing results");
  private final GroupCommit<Processed> commits =
      new GroupCommit<>(this::commit, Infrastructure::isAway, LARGEST_BATCH, PACE, backOff);

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /** Returns when everything that follows from the result is committed. */
  void store(Processed processed) {
    commits.submit(processed);
  }

  private void commit(List<Processed> batch) {
    long begin = System.nanoTime();
    ResultTransaction.Stored stored = transaction.store(batch);
    StoreMeters.note(begin, batch.size(), stored.judged());
    known.learn(stored.offered());
    progress.stored(stored.pages());
    if (stored.due()) {
      wake.fire(new HostReleases.Released());
    }
  }
}
