package dev.trawl.fetch;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The threads that fetch, of which there are as many as there is work for; who starts it bounds it.
 *
 * <p>They end before the heartbeat does, after which others take over what this node still holds.
 */
@Singleton
@Startup
@DependsOn({"Clients", "Heartbeat"})
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FetchThreads {
  private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

  @EJB Clients clients;
  @Resource ManagedThreadFactory threads;

  private @Nullable ExecutorService pool;

  @PostConstruct
  void start() {
    pool =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            KEEP_ALIVE.toSeconds(),
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            threads);
  }

  @PreDestroy
  void stop() {
    // The broker is out of reach by now: nothing more can be done than to leave the hosts alone
    // before others ask them. Who drains a node first loses no request.
    clients.http().close();
    Optional.ofNullable(pool).ifPresent(ExecutorService::shutdownNow);
  }

  /** Does things on these threads, each at once; refuses when the application stops. */
  public Executor executor() {
    return Optional.ofNullable(pool).orElseThrow();
  }
}
