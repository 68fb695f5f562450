package dev.trawl.cluster;

import dev.trawl.batch.Periodic;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.Duration;

/** Keeps the pulse going from the start of the application to its end. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class PulseThread {
  private static final Duration TICK = Duration.ofMillis(250);

  @Inject Pulse pulse;
  @Resource ManagedThreadFactory threads;

  private final Periodic ticking = new Periodic(TICK, () -> pulse.tick());

  @PostConstruct
  void start() {
    ticking.start(threads);
  }

  @PreDestroy
  void stop() {
    ticking.stop();
  }
}
