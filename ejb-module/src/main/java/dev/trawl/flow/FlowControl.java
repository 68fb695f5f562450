package dev.trawl.flow;

import dev.trawl.batch.Periodic;
import dev.trawl.config.TrawlConfig;
import dev.trawl.message.BrokerView;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks every second whether there is room for more work, on this node and by what others say. */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FlowControl {
  private static final Logger LOG = System.getLogger(FlowControl.class.getName());
  private static final Duration EVERY = Duration.ofSeconds(1);

  /** Longer without a look, and the process is stuck. */
  private static final Duration STUCK = Duration.ofSeconds(60);

  @Inject TrawlConfig config;
  @EJB BrokerView broker;
  @EJB FlowExchange exchange;
  @Resource ManagedThreadFactory threads;

  private final Periodic looking = new Periodic(EVERY, this::look);
  private @Nullable Room room;
  private volatile Finding finding = Finding.GOOD;
  private volatile Instant since = Instant.now();
  private volatile long looked = System.nanoTime();

  @PostConstruct
  void start() {
    room = new Room(config.space());
    look();
    looking.startAfterPause(threads);
  }

  @PreDestroy
  void stop() {
    looking.stop();
  }

  /** What holds now. */
  public Finding finding() {
    return finding;
  }

  /** Since when the state is what it is. */
  public Instant since() {
    return since;
  }

  /** Whether URLs may be leased. */
  public boolean mayDispatch() {
    return finding.state().mayDispatch();
  }

  /**
   * Lets new work in.
   *
   * @throws NoSpaceException if there is no room for it
   */
  public void admit() {
    Finding now = finding;
    if (now.state().isNoSpace()) {
      throw new NoSpaceException(now);
    }
  }

  /** Whether this process still does what it should; asks neither database nor broker. */
  public boolean isAlive() {
    return System.nanoTime() - looked < STUCK.toNanos();
  }

  private void look() {
    try {
      Finding own =
          Optional.ofNullable(room).orElseThrow().look(broker.latest(), exchange.databaseBytes());
      exchange.tell(own);
      List<Finding> all = new ArrayList<>(exchange.others());
      all.add(own);
      become(Finding.worst(all));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "cannot see whether there is room for work", e);
    }
    looked = System.nanoTime();
  }

  private void become(Finding now) {
    DispatchState before = finding.state();
    if (before != now.state()) {
      since = Instant.now();
      if (now.state().isNoSpace()) {
        LOG.log(
            Level.WARNING,
            "nothing is fetched and no new job taken from now on, {0}: {1}",
            now.state().wire(),
            now.detail());
      } else if (before.isNoSpace()) {
        LOG.log(Level.INFO, "there is room again, work goes on ({0})", now.state().wire());
      }
    }
    finding = now;
  }
}
