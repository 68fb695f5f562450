package dev.trawl.frontier;

import dev.trawl.batch.Periodic;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Schema;
import dev.trawl.flow.DispatchState;
import dev.trawl.flow.Finding;
import dev.trawl.flow.FlowControl;
import dev.trawl.metrics.Gauge;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How dispatching stands, for people and monitoring: counted by a thread of its own every two
 * seconds, so that nobody who asks waits for the database.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DispatchView {
  private static final Logger LOG = System.getLogger(DispatchView.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(2);

  /** The sum over all queues reads a row for each job on each host. */
  private static final int QUEUED_EVERY = 5;

  /**
   * How dispatching stands.
   *
   * @param finding the state, and why
   * @param since when the state began, as this node saw it
   * @param leased URLs with a fetcher or on the way from it, some seconds ago
   * @param queued URLs that wait, some seconds ago
   */
  public record Status(Finding finding, Instant since, long leased, long queued) {
    /** The most URLs that are leased at once. */
    public int mostLeased() {
      return Leasing.MAX_IN_FLIGHT;
    }
  }

  @EJB Schema schema;
  @EJB Backlog backlog;
  @EJB FlowControl flow;
  @Resource ManagedThreadFactory threads;
  @Inject Event<Gauge> gauges;

  private final Periodic counting = new Periodic(EVERY, this::count);
  private int round;
  private volatile long leased;
  private volatile long queued;
  private volatile Instant fullSince = Instant.now();

  @PostConstruct
  void start() {
    schema.ready();
    show();
    counting.start(threads);
  }

  @PreDestroy
  void stop() {
    counting.stop();
  }

  /** As it was some seconds ago. */
  public Status status() {
    Finding finding = flow.finding();
    if (finding.state() == DispatchState.RUNNING && isFull(leased)) {
      Finding waiting =
          new Finding(DispatchState.WAITING_FOR_RESULTS, leased + " URLs are in flight");
      return new Status(waiting, fullSince, leased, queued);
    }
    return new Status(finding, flow.since(), leased, queued);
  }

  private void show() {
    gauges.fire(
        new Gauge(
            "trawl_urls_leased",
            "URLs with a fetcher or on the way from it, over all nodes.",
            () -> leased));
    gauges.fire(
        new Gauge(
            "trawl_urls_queued",
            "URLs that wait in queues of hosts, over all jobs.",
            () -> queued));
    for (DispatchState state : DispatchState.values()) {
      gauges.fire(
          new Gauge(
              "trawl_dispatch_state",
              "1 for the state that dispatching is in, 0 for the others.",
              Map.of("state", state.wire()),
              () -> status().finding().state() == state ? 1 : 0));
    }
  }

  private static boolean isFull(long urls) {
    return urls >= Leasing.MAX_IN_FLIGHT;
  }

  private void count() {
    try {
      long now = backlog.leased();
      if (isFull(now) && !isFull(leased)) {
        fullSince = Instant.now();
      }
      leased = now;
      if (round++ % QUEUED_EVERY == 0) {
        queued = backlog.queued();
      }
    } catch (RuntimeException e) {
      LOG.log(
          Infrastructure.isAway(e) ? Level.DEBUG : Level.WARNING,
          "cannot count how much there is to do",
          e);
    }
  }
}
