package dev.trawl.access;

import dev.trawl.batch.Periodic;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Removes the rows of sessions that have ended. Each node does; nothing depends on it. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SessionSweep {
  private static final Logger LOG = System.getLogger(SessionSweep.class.getName());
  private static final Duration EVERY = Duration.ofHours(1);

  @EJB Schema schema;
  @EJB Sessions sessions;
  @Resource ManagedThreadFactory threads;

  private final Periodic sweeping = new Periodic(EVERY, this::sweep);

  @PostConstruct
  void start() {
    schema.ready();
    sweeping.start(threads);
  }

  @PreDestroy
  void stop() {
    sweeping.stop();
  }

  private void sweep() {
    try {
      sessions.removeEnded();
    } catch (RuntimeException e) {
      LOG.log(
          Infrastructure.isAway(e) ? Level.INFO : Level.WARNING,
          "sessions that have ended are removed later: {0}",
          e);
    }
  }
}
