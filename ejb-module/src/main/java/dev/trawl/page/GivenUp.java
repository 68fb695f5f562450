package dev.trawl.page;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.Periodic;
import dev.trawl.batch.StoppedException;
import dev.trawl.config.Role;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Schema;
import dev.trawl.frontier.GivenUpQueue;
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

/**
 * Ends what waits for hosts that were given up. In a thread of its own and in parts, since it may
 * be a hundred thousand URLs.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class GivenUp {
  private static final Logger LOG = System.getLogger(GivenUp.class.getName());
  private static final Duration EVERY = Duration.ofMillis(500);

  @EJB Schema schema;
  @Inject GivenUpTransaction transaction;
  @Inject Progress progress;
  @Inject TrawlConfig config;
  @Resource ManagedThreadFactory threads;

  private final BackOff backOff = new BackOff("ending what waits for hosts that were given up");
  private final Periodic looking = new Periodic(EVERY, this::look);

  @PostConstruct
  void start() {
    if (config.has(Role.PROCESS)) {
      schema.ready();
      looking.start(threads);
    }
  }

  @PreDestroy
  void stop() {
    looking.stop();
    backOff.stop();
  }

  private void look() {
    try {
      for (GivenUpQueue queue :
          backOff.untilAnswered(transaction::queues, Infrastructure::isAway)) {
        backOff.untilDone(() -> progress.stored(transaction.end(queue)), Infrastructure::isAway);
      }
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "a host that was given up is looked at again", e);
    }
  }
}
