package dev.trawl.host;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Schema;
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
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Reports the ends of requests from a thread of its own, many at once, so that no fetcher waits for
 * the database. What is lost here with a crash only delays: settling a task's last URL, or the end
 * of its lease, gives the connection back too.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HostReleases {
  /** A host may be asked again. */
  public record Released() {}

  private record Ended(UUID task, boolean asked, long at) {}

  /** What ends shortly after goes with it: too short to matter to a host. */
  private static final long GATHER_MILLIS = 5;

  /** For so many times as long, where all hosts have to be left alone for a while anyway. */
  private static final int MOST_PAUSES = 5;

  @EJB Schema schema;
  @EJB ReleaseTransaction transaction;
  @Inject Event<Released> released;
  @Resource ManagedThreadFactory threads;

  // Bounded by the number of fetching sessions: each waits for nothing, but has one task at a time.
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final BackOff backOff = new BackOff("reporting the ends of requests");
  private volatile boolean urgent;
  private volatile boolean running = true;

  @PostConstruct
  void start() {
    schema.ready();
    threads.newThread(this::run).start();
  }

  @PreDestroy
  void stop() {
    running = false;
    backOff.stop();
  }

  /**
   * The last request of this task has ended, this very moment.
   *
   * @param asked whether any request was made
   * @param waits whether the host is to be left alone from now on, so that nobody waits for this
   */
  public void release(UUID task, boolean asked, boolean waits) {
    ended.add(new Ended(task, asked, System.nanoTime()));
    if (!waits) {
      urgent = true;
    }
  }

  private void run() {
    List<Ended> batch = new ArrayList<>();
    try {
      while (running) {
        Ended first = ended.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          gather();
          batch.add(first);
          ended.drainTo(batch);
          report(batch);
          batch.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      // The application ends; the connections come back when the URLs are settled.
    }
  }

  private void gather() throws InterruptedException {
    for (int pauses = 0; pauses < 1 || (pauses < MOST_PAUSES && !urgent); pauses++) {
      Thread.sleep(GATHER_MILLIS);
    }
    urgent = false;
  }

  private void report(List<Ended> batch) {
    Map<UUID, Long> asked = new HashMap<>();
    batch.stream().filter(Ended::asked).forEach(one -> asked.put(one.task(), one.at()));
    List<UUID> others = batch.stream().filter(one -> !one.asked()).map(Ended::task).toList();
    if (backOff.untilAnswered(() -> transaction.release(asked, others), Infrastructure::isAway)) {
      released.fire(new Released());
    }
  }
}
