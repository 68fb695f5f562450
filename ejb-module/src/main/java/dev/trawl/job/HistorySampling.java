package dev.trawl.job;

import dev.trawl.batch.Periodic;
import dev.trawl.cluster.Peers;
import dev.trawl.config.Role;
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

/**
 * Takes samples of the jobs that run, on one of the nodes that process. Should two of them think
 * that they are that one, the second finds no job that is due.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HistorySampling {
  private static final Logger LOG = System.getLogger(HistorySampling.class.getName());

  @EJB Schema schema;
  @EJB Histories histories;
  @Inject Peers peers;
  @Inject TrawlConfig config;
  @Resource ManagedThreadFactory threads;

  private final Periodic sampling = new Periodic(HistoryTable.TICK, this::sample);

  @PostConstruct
  void start() {
    if (config.has(Role.PROCESS)) {
      schema.ready();
      sampling.startAfterPause(threads);
    }
  }

  @PreDestroy
  void stop() {
    sampling.stop();
  }

  private void sample() {
    if (!peers.isFirst()) {
      return;
    }
    try {
      histories.sample();
    } catch (RuntimeException e) {
      LOG.log(
          Infrastructure.isAway(e) ? Level.DEBUG : Level.WARNING,
          "the counters of running jobs are not kept this time",
          e);
    }
  }
}
