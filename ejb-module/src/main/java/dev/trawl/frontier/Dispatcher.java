package dev.trawl.frontier;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.cluster.Peers;
import dev.trawl.cluster.Pulse;
import dev.trawl.config.Role;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Schema;
import dev.trawl.flow.FlowControl;
import dev.trawl.host.HostReleases;
import dev.trawl.message.FetchTask;
import dev.trawl.message.Sender;
import dev.trawl.metrics.Meters;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Turns what is due into messages. Woken by whatever makes something due on this node; for what
 * happens on others, and for what becomes due by time, it looks by itself 20 times a second while
 * jobs run. Of several nodes one does so; the others look four times a second, so that nothing
 * waits for long if that one cannot: a round costs nearly the same, however little is in it.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final long LOOK_MILLIS = 50;
  private static final long OTHERS_MILLIS = 250;
  private static final long IDLE_MILLIS = 500;
  private static final long ADVANCE_NANOS = 200_000_000;
  private static final long ADVANCE_IDLE_NANOS = LOOK_MILLIS * 1_000_000;

  /**
   * Between two looks: what happens meanwhile is dispatched together. Too short for a fetcher to
   * notice, which gets the next task while it reads the answer to the last.
   */
  private static final long GATHER_MILLIS = 5;

  @EJB Schema schema;
  @EJB Leasing leasing;
  @EJB GivingBack givingBack;
  @EJB JobAdvance advance;
  @EJB FlowControl flow;
  @Inject Pulse pulse;
  @Inject Peers peers;
  @Inject Sender sender;
  @Inject TrawlConfig config;
  @Resource ManagedThreadFactory threads;

  private final Semaphore wake = new Semaphore(0);
  private final BackOff backOff = new BackOff("dispatching");
  private volatile boolean running = true;

  @PostConstruct
  void start() {
    if (config.has(Role.PROCESS)) {
      schema.ready();
      threads.newThread(this::run).start();
    }
  }

  @PreDestroy
  void stop() {
    running = false;
    backOff.stop();
    wake.release();
  }

  /** Something may have become due on this node. */
  public void look(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) HostReleases.Released released) {
    wake.release();
  }

  private void run() {
    List<UUID> sent = new ArrayList<>();
    boolean jobsRun = true;
    boolean idle = true;
    long advanced = System.nanoTime() - ADVANCE_NANOS;
    while (running) {
      try {
        if (System.nanoTime() - advanced >= (idle ? ADVANCE_IDLE_NANOS : ADVANCE_NANOS)) {
          jobsRun = backOff.untilAnswered(this::advanceJobs, Infrastructure::isAway);
          advanced = System.nanoTime();
        }
        idle = !round(sent);
        await(jobsRun ? LOOK_MILLIS : IDLE_MILLIS);
      } catch (InterruptedException | StoppedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "dispatching failed, and is tried again", e);
        pause();
      }
    }
  }

  /** Starts and ends jobs; says whether any runs. */
  private boolean advanceJobs() {
    boolean jobsRun = advance.isAnyRunning();
    if (jobsRun) {
      advance.all();
    }
    return jobsRun;
  }

  private void await(long millis) throws InterruptedException {
    if (!peers.isFirst()) {
      Thread.sleep(Math.max(millis, OTHERS_MILLIS));
      wake.drainPermits();
    } else if (wake.tryAcquire(millis, TimeUnit.MILLISECONDS)) {
      Thread.sleep(GATHER_MILLIS);
      wake.drainPermits();
    }
  }

  /** Leases and sends; false if nothing was due. */
  private boolean round(List<UUID> sent) {
    int mark = pulse.mark();
    List<FetchTask> tasks = backOff.untilAnswered(() -> lease(sent), Infrastructure::isAway);
    sent.clear();
    if (tasks.isEmpty()) {
      return false;
    }
    if (pulse.hasSleptSince(mark)) {
      // Others may have given these leases back, and leased the URLs again.
      giveBack(tasks);
      return true;
    }
    try {
      sender.tasks(tasks);
      tasks.forEach(task -> sent.add(task.taskId()));
      Meters.TASKS_SENT.add(tasks.size());
    } catch (RuntimeException e) {
      Meters.TASKS_UNSENT.add(tasks.size());
      LOG.log(
          Level.WARNING,
          "the broker did not take " + tasks.size() + " tasks, their URLs go back: " + e);
      giveBack(tasks);
      pause();
    }
    return true;
  }

  private void giveBack(List<FetchTask> tasks) {
    List<UUID> ids = tasks.stream().map(FetchTask::taskId).toList();
    backOff.untilDone(() -> givingBack.tasks(ids), Infrastructure::isAway);
  }

  private List<FetchTask> lease(List<UUID> sent) {
    if (flow.mayDispatch()) {
      return leasing.lease(sent);
    }
    if (!sent.isEmpty()) {
      leasing.sent(sent);
    }
    return List.of();
  }

  private void pause() {
    try {
      wake.tryAcquire(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      running = false;
    }
  }
}
