package dev.trawl.message;

import dev.trawl.database.Schema;
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
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Takes events after the commit they speak of, and sends them from a thread of its own: nobody
 * waits for a listener. What cannot be sent is dropped, as the contract says of events (at most
 * once).
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventSender {
  private static final Logger LOG = System.getLogger(EventSender.class.getName());
  private static final int CAPACITY = 10_000;
  private static final int BATCH = 200;

  @EJB Schema schema;
  @EJB EventNumbers numbers;
  @Inject Sender sender;
  @Resource ManagedThreadFactory threads;

  private final BlockingQueue<CrawlEvent> queue = new ArrayBlockingQueue<>(CAPACITY);
  private volatile boolean running = true;

  @PostConstruct
  void start() {
    schema.ready();
    threads.newThread(this::run).start();
  }

  @PreDestroy
  void stop() {
    running = false;
  }

  /** Sends the event when the running transaction has committed, or at once if there is none. */
  public void afterCommit(@Observes(during = TransactionPhase.AFTER_SUCCESS) CrawlEvent event) {
    if (!queue.offer(event)) {
      Meters.EVENTS_DROPPED.increment();
      LOG.log(
          Level.DEBUG, "too many events wait to be sent, one of kind {0} is dropped", event.kind());
    }
  }

  private void run() {
    List<CrawlEvent> batch = new ArrayList<>();
    while (running) {
      try {
        CrawlEvent first = queue.poll(1, java.util.concurrent.TimeUnit.SECONDS);
        if (first != null) {
          batch.add(first);
          queue.drainTo(batch, BATCH - 1);
          sender.events(batch, numbers.next(batch.size()));
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        Meters.EVENTS_DROPPED.add(batch.size());
        LOG.log(Level.INFO, "{0} events could not be sent and are dropped: {1}", batch.size(), e);
      } finally {
        batch.clear();
      }
    }
  }
}
