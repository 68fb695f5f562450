package dev.trawl.fetch;

import dev.trawl.batch.BackOff;
import dev.trawl.cluster.Nodes;
import dev.trawl.database.Infrastructure;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Tasks that somebody may have had before. A broker that fails over delivers again what is in work
 * everywhere, while those who work on it go on: then their results are waited for, so that nothing
 * is requested twice. Of a node that died, those results are waited for that it had sent.
 */
@ApplicationScoped
class SecondHand {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** For whoever works on it; it may have lost the broker for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Without anybody who claims the task, and without a result of it that is stored. */
  private static final Duration QUIET = Duration.ofSeconds(2);

  @Inject FetchGate gate;
  @EJB Nodes nodes;

  private final BackOff backOff = new BackOff("asking who works on a task");

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /**
   * The URLs that are to be requested, once it is clear that nobody else does.
   *
   * @param again whether it certainly was with somebody, so that some of its results may be on
   *     their way
   */
  List<TaskUrl> left(FetchTask task, boolean again) {
    List<TaskUrl> left = leased(task);
    if (left.isEmpty() || !(again || isInWork(task))) {
      return left;
    }
    long start = System.nanoTime();
    long lastSign = start;
    do {
      backOff.sleep(LOOK);
      int before = left.size();
      left = leased(task);
      if (left.size() < before || (!isOver(start, PATIENCE) && isInWork(task))) {
        lastSign = System.nanoTime();
      }
    } while (!left.isEmpty() && !isOver(lastSign, QUIET));
    return left;
  }

  private static boolean isOver(long since, Duration time) {
    return System.nanoTime() - since > time.toNanos();
  }

  private boolean isInWork(FetchTask task) {
    return backOff.untilAnswered(() -> nodes.isInWork(task.taskId()), Infrastructure::isAway);
  }

  private List<TaskUrl> leased(FetchTask task) {
    Set<UUID> leased =
        gate.leased(task.taskId(), task.urls().stream().map(TaskUrl::urlId).toList());
    return task.urls().stream().filter(url -> leased.contains(url.urlId())).toList();
  }
}
