package dev.trawl.fetch;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.GroupCommit;
import dev.trawl.database.Infrastructure;
import dev.trawl.message.FetchResult;
import dev.trawl.message.Sender;
import dev.trawl.metrics.Meters;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;

/**
 * Sends results, those of all fetching threads together: one flush to the broker's disk for all
 * that wait.
 */
@ApplicationScoped
public class ResultSender {
  private static final int LARGEST_BATCH = 64;

  @Inject Sender sender;
  @Inject BrokerContact contact;

  private final BackOff backOff = new BackOff("sending results");
  private final GroupCommit<FetchResult> commits =
      new GroupCommit<>(
          this::commit, Infrastructure::isAway, LARGEST_BATCH, () -> Duration.ZERO, backOff);

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /** Returns when the broker has the result on disk. */
  public void send(FetchResult result) {
    commits.submit(result);
  }

  private void commit(List<FetchResult> results) {
    long begin = System.nanoTime();
    sender.results(results);
    contact.touch();
    Meters.SEND.noteSince(begin);
    Meters.SEND_BATCH.note(results.size());
    Meters.RESULT_BYTES.add(results.stream().mapToLong(FetchResult::bodyLength).sum());
  }
}
