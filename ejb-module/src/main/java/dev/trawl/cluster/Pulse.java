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
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;

/** Notices that this process was paused. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Pulse {
  private static final Logger LOG = System.getLogger(Pulse.class.getName());
  private static final Duration TICK = Duration.ofMillis(250);

  @Resource ManagedThreadFactory threads;

  private final Ticks ticks = new Ticks(System::nanoTime);
  private final Periodic ticking = new Periodic(TICK, this::tick);

  @PostConstruct
  void start() {
    ticking.start(threads);
  }

  @PreDestroy
  void stop() {
    ticking.stop();
  }

  private void tick() {
    Duration pause = ticks.tick();
    if (pause.compareTo(Ticks.SLEEP) > 0) {
      LOG.log(
          Level.WARNING,
          "This process stood still for {0}; what it had taken before may be with others now, and is given back",
          pause);
    }
  }

  /** To be kept while something is held that others would take over from a process that is gone. */
  public int mark() {
    return ticks.mark();
  }

  /**
   * Whether the process has stood still for longer than {@link Ticks#SLEEP} since then, also if it
   * woke only this moment.
   */
  public boolean hasSleptSince(int mark) {
    return ticks.haveStoppedSince(mark);
  }
}
