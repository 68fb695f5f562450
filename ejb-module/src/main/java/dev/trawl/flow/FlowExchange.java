package dev.trawl.flow;

import dev.trawl.batch.Periodic;
import dev.trawl.config.TrawlConfig;
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
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Carries objections to the database and back, in a thread of its own: it may have to wait for the
 * database, and whoever measures must not. While the database is away, what was heard last holds.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FlowExchange {
  private static final Logger LOG = System.getLogger(FlowExchange.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);
  private static final Duration REPEAT = Objections.VALID.dividedBy(3);
  private static final Duration SIZE_EVERY = Duration.ofSeconds(10);

  @EJB Schema schema;
  @EJB Objections objections;
  @Inject TrawlConfig config;
  @Resource ManagedThreadFactory threads;

  private final Periodic exchanging = new Periodic(EVERY, this::exchange);
  private volatile Finding own = Finding.GOOD;
  private volatile List<Finding> others = List.of();
  private volatile Optional<Long> databaseBytes = Optional.empty();

  /** Nothing yet in this life; an objection of the last one may stand. */
  private Optional<Finding> told = Optional.empty();

  private long nextTelling = System.nanoTime();
  private long nextSize = System.nanoTime();

  @PostConstruct
  void start() {
    schema.ready();
    exchanging.start(threads);
  }

  @PreDestroy
  void stop() {
    exchanging.stop();
  }

  /** What this node has found. Others hear of it only if it is a lack of space. */
  public void tell(Finding finding) {
    own = finding;
  }

  /** What other nodes have told. */
  public List<Finding> others() {
    return others;
  }

  /** The size of the database some seconds ago; empty where there is no quota. */
  public Optional<Long> databaseBytes() {
    return databaseBytes;
  }

  private void exchange() {
    try {
      tellOwn();
      others = objections.others(config.node());
      if (config.space().databaseMaxSize().isPresent() && System.nanoTime() - nextSize >= 0) {
        databaseBytes = objections.databaseBytes();
        nextSize = System.nanoTime() + SIZE_EVERY.toNanos();
      }
    } catch (RuntimeException e) {
      Level level = Infrastructure.isAway(e) ? Level.DEBUG : Level.WARNING;
      LOG.log(level, "nodes cannot tell each other of missing space", e);
    }
  }

  private void tellOwn() {
    Finding now = own;
    if (now.state().isNoSpace()) {
      boolean isNew = told.filter(before -> before.state() == now.state()).isEmpty();
      if (isNew || System.nanoTime() - nextTelling >= 0) {
        objections.raise(config.node(), now);
        nextTelling = System.nanoTime() + REPEAT.toNanos();
      }
    } else if (told.isEmpty() || told.get().state().isNoSpace()) {
      objections.withdraw(config.node());
    }
    told = Optional.of(now);
  }
}
