package dev.trawl.page;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.GroupCommit;
import dev.trawl.cluster.Peers;
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

  /** Of each of so many nodes, so that all together commit as often as one would. */
  private static final Duration PACE = Duration.ofMillis(40);

  private static final int MOST_NODES = 10;

  @Inject ResultTransaction transaction;
  @Inject KnownUrls known;
  @Inject Progress progress;
  @Inject Peers peers;
  @Inject Event<HostReleases.Released> wake;

  private final BackOff backOff = new BackOff("storing results");
  private final GroupCommit<Processed> commits =
      new GroupCommit<>(this::commit, Infrastructure::isAway, LARGEST_BATCH, this::pace, backOff);

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  private Duration pace() {
    return PACE.multipliedBy(Math.min(peers.count(), MOST_NODES));
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
