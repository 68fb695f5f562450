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
import java.util.List;
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

  private record Ended(UUID task, boolean asked) {}

  /** What ends shortly after goes with it: too short to matter to a host. */
  private static final long GATHER_MILLIS = 5;

  @EJB Schema schema;
  @EJB ReleaseTransaction transaction;
  @Inject Event<Released> released;
  @Resource ManagedThreadFactory threads;

  // Bounded by the number of fetching sessions: each waits for nothing, but has one task at a time.
  private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
  private final BackOff backOff = new BackOff("reporting the ends of requests");
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
   */
  public void release(UUID task, boolean asked) {
    ended.add(new Ended(task, asked));
  }

  private void run() {
    List<Ended> batch = new ArrayList<>();
    try {
      while (running) {
        Ended first = ended.poll(1, TimeUnit.SECONDS);
        if (first != null) {
          Thread.sleep(GATHER_MILLIS);
          batch.add(first);
          ended.drainTo(batch);
          backOff.untilDone(
              () -> transaction.release(tasks(batch, true), tasks(batch, false)),
              Infrastructure::isAway);
          batch.clear();
          released.fire(new Released());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      // The application ends; the connections come back when the URLs are settled.
    }
  }

  private static List<UUID> tasks(List<Ended> batch, boolean asked) {
    return batch.stream().filter(one -> one.asked() == asked).map(Ended::task).toList();
  }
}
