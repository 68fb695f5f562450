package dev.trawl.cluster;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.Periodic;
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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Says once a second that this process lives. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Heartbeat {
  private static final Logger LOG = System.getLogger(Heartbeat.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  @EJB Schema schema;
  @EJB Nodes nodes;
  @Resource ManagedThreadFactory threads;

  private final BackOff backOff = new BackOff("the heartbeat");
  private final Periodic beating = new Periodic(EVERY, this::beat);

  @PostConstruct
  void start() {
    schema.ready();
    backOff.untilDone(nodes::beat, Infrastructure::isAway);
    beating.startAfterPause(threads);
  }

  @PreDestroy
  void stop() {
    backOff.stop();
    beating.stop();
    try {
      nodes.leave();
    } catch (RuntimeException e) {
      // Then it is found dead instead; nothing depends on it.
      LOG.log(Level.INFO, "the node could not say that it leaves: {0}", e);
    }
  }

  private void beat() {
    try {
      backOff.untilDone(nodes::beat, Infrastructure::isAway);
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.ERROR, "the heartbeat failed, and is tried again", e);
    }
  }
}
