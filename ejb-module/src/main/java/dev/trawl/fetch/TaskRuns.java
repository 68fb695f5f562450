package dev.trawl.fetch;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.cluster.Load;
import dev.trawl.config.TrawlConfig;
import dev.trawl.host.HeldTasks;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets more tasks be fetched at once than there are sessions with the broker: where hosts are slow,
 * a session lets its task go before it is done, this node answers for it, and the session takes the
 * next. More sessions instead would be served one node after the other by the broker, so that a
 * small job were one node's alone (docs/adr/0029-held-tasks.md).
 */
@ApplicationScoped
class TaskRuns {
  /** How long a session waits for its task at least. */
  private static final Duration PATIENCE = Duration.ofMillis(100);

  /** A drained node is stopped long before. */
  private static final Duration FOR_EVER = Duration.ofDays(1);

  @EJB FetchThreads threads;
  @Inject HeldTasks tasks;
  @Inject TrawlConfig config;
  @Inject Load load;

  private final BackOff stopping = new BackOff("fetching");
  private final AtomicInteger awaited = new AtomicInteger();
  private final AtomicInteger held = new AtomicInteger();

  // Not asked for each task: a call of an EJB takes longer than handing over the task.
  private @Nullable Executor executor;

  @PostConstruct
  void start() {
    executor = threads.executor();
  }

  @PreDestroy
  void stop() {
    stopping.stop();
  }

  /**
   * Returns when the task is done, or when this node answers for it; in both cases its message is
   * to be acknowledged.
   *
   * @throws RuntimeException what the work failed with while it was waited for
   * @throws StoppedException when the application stops
   */
  void run(UUID task, TaskRun.Work work) {
    if (load.isDraining()) {
      // Another node gets it as soon as this session ends.
      stopping.sleep(FOR_EVER);
    }
    TaskRun run = new TaskRun(task, work, held::decrementAndGet);
    awaited.incrementAndGet();
    try {
      begin(run);
      await(run);
    } finally {
      awaited.decrementAndGet();
    }
  }

  private void begin(TaskRun run) {
    try {
      Optional.ofNullable(executor).orElseThrow().execute(run);
    } catch (RejectedExecutionException e) {
      throw new StoppedException("fetching", e);
    }
  }

  private void await(TaskRun run) {
    try {
      while (!run.awaitEnd(PATIENCE)) {
        if (isShortOfSessions() && run.isAwaited() && hold(run)) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException("fetching", e);
    }
  }

  private int sessions() {
    return Math.min(FetchTaskConsumer.SESSIONS, config.fetchers());
  }

  /** Where some are free, nobody waits for this one. */
  private boolean isShortOfSessions() {
    return awaited.get() * 4 > sessions() * 3;
  }

  private boolean hold(TaskRun run) {
    if (held.incrementAndGet() > config.fetchers() - sessions()) {
      held.decrementAndGet();
      return false;
    }
    boolean holds = false;
    try {
      tasks.hold(run.task());
      holds = run.hold();
    } finally {
      if (!holds) {
        held.decrementAndGet();
      }
    }
    return holds;
  }
}
