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
 * is requested twice. From a node that is dead, its tasks are taken at once.
 */
@ApplicationScoped
class SecondHand {
  private static final Duration LOOK = Duration.ofMillis(250);

  /** For whoever works on it; it may have lost the broker for longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** For results that are with the broker, once nobody claims the task any more. */
  private static final Duration ON_THEIR_WAY = Duration.ofSeconds(3);

  @Inject FetchGate gate;
  @EJB Nodes nodes;

  private final BackOff backOff = new BackOff("asking who works on a task");

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /** The URLs that are to be requested, once it is clear that nobody else does. */
  List<TaskUrl> left(FetchTask task) {
    List<TaskUrl> left = leased(task);
    if (left.isEmpty() || !isInWork(task)) {
      return left;
    }
    long start = System.nanoTime();
    long lastSeen = start;
    do {
      backOff.sleep(LOOK);
      left = leased(task);
      if (!left.isEmpty() && !isOver(start, PATIENCE) && isInWork(task)) {
        lastSeen = System.nanoTime();
      }
    } while (!left.isEmpty() && !isOver(lastSeen, ON_THEIR_WAY));
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
