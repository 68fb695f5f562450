package dev.trawl.host;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.GroupCommit;
import dev.trawl.database.Infrastructure;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Notes the tasks that this node answers for, so that they come back should it die. */
@ApplicationScoped
public class HeldTasks {
  private static final int LARGEST_BATCH = 64;

  @EJB HoldTransaction transaction;

  private final BackOff backOff = new BackOff("noting tasks of slow hosts");
  private final GroupCommit<UUID> commits =
      new GroupCommit<>(
          tasks -> transaction.hold(tasks),
          Infrastructure::isAway,
          LARGEST_BATCH,
          () -> Duration.ZERO,
          backOff);

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /** Returns when it is noted that the broker need not keep this task any more. */
  public void hold(UUID task) {
    commits.submit(task);
  }
}
