package dev.trawl.host;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Schema;
import dev.trawl.host.HostReleases.Ended;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reports the ends of requests to the database, from a thread of its own, many at once. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReleaseReports {
  @EJB Schema schema;
  @EJB ReleaseTransaction transaction;
  @Inject HostReleases releases;
  @Inject Event<HostReleases.Released> released;
  @Resource ManagedThreadFactory threads;

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

  private void run() {
    try {
      while (running) {
        List<Ended> batch = releases.next();
        if (!batch.isEmpty()) {
          report(batch);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      // The application ends; the connections come back when the URLs are settled.
    }
  }

  private void report(List<Ended> batch) {
    Map<UUID, Long> asked = new HashMap<>();
    batch.stream().filter(Ended::asked).forEach(one -> asked.put(one.task(), one.at()));
    List<UUID> others = batch.stream().filter(one -> !one.asked()).map(Ended::task).toList();
    if (backOff.untilAnswered(() -> transaction.release(asked, others), Infrastructure::isAway)) {
      released.fire(new HostReleases.Released());
    }
  }
}
