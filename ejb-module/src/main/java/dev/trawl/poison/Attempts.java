package dev.trawl.poison;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Schema;
import dev.trawl.message.DeadLetterQueue;
import dev.trawl.message.Delivery;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/** Works on messages, and gives up those that fail whatever is tried. */
@ApplicationScoped
public class Attempts {
  private static final Logger LOG = System.getLogger(Attempts.class.getName());

  /** Failures by a message's own fault before it is a dead letter. */
  static final int MOST_FAILURES = 5;

  /**
   * Deliveries from which on a message is suspected of ending its node. Only a suspicion: what was
   * fetched ahead by nodes that died has as many.
   */
  static final int SUSPICIOUS = 10;

  /** Times that a suspect, worked on alone, may leave its node dead before it is a dead letter. */
  static final int MOST_DEATHS = 3;

  @EJB Schema schema;
  @EJB Failures failures;
  @Inject DeadLetterQueue letters;
  @Inject Behind behind;

  private final BackOff backOff = new BackOff("counting failures");
  private volatile boolean migrated;
  private final Map<String, ReentrantLock> lanes = new ConcurrentHashMap<>();

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /**
   * Does a message's work. When this returns, the message is to be acknowledged: its work is done,
   * or it is a dead letter. Nothing is asked of the database for a message that succeeds at once.
   *
   * @throws RuntimeException if it is to be delivered again
   */
  public void on(Delivery delivery, Runnable work) {
    if (!migrated) {
      // Messages come as soon as the application is there; a table that is not there yet is not
      // their fault.
      schema.ready();
      migrated = true;
    }
    Optional<Failure> before =
        delivery.count() > 1
            ? backOff.untilAnswered(() -> failures.of(delivery.key()), Infrastructure::isAway)
            : Optional.empty();
    if (before.filter(failure -> failure.count() >= MOST_FAILURES).isPresent()) {
      // Given up before, and interrupted.
      giveUp(delivery, before.get().error(), before.get().count(), true);
    } else if (delivery.count() > SUSPICIOUS) {
      alone(delivery, work);
      forget(delivery);
    } else {
      attempt(delivery, work);
      before.ifPresent(failure -> forget(delivery));
    }
  }

  private void attempt(Delivery delivery, Runnable work) {
    try {
      work.run();
    } catch (StoppedException e) {
      throw e;
    } catch (RuntimeException e) {
      if (Infrastructure.isAway(e)) {
        throw e;
      }
      failed(delivery, e, e);
    } catch (StackOverflowError e) {
      // It is the message that is nested too deeply; other errors are the machine's.
      failed(delivery, e, new IllegalStateException(e));
    }
  }

  private void failed(Delivery delivery, Throwable cause, RuntimeException thrown) {
    UUID id = UUID.randomUUID();
    String reason = Reason.of(cause);
    int count =
        backOff.untilAnswered(
            () -> failures.count(delivery.key(), id, reason), Infrastructure::isAway);
    LOG.log(
        Level.WARNING,
        "attempt {0} of {1} on message {2} of {3} failed: {4}{5}",
        count,
        MOST_FAILURES,
        delivery.key(),
        delivery.origin(),
        reason,
        delivery.where());
    // What was read cannot be copied any more; at the next delivery it is given up unread.
    if (count < MOST_FAILURES || delivery.isReadOnce()) {
      throw thrown;
    }
    giveUp(delivery, reason, count, true);
  }

  /**
   * One suspect at a time, with a note of its beginning: if the node ends, it was this one, and
   * none of those that were in memory beside it.
   */
  private void alone(Delivery delivery, Runnable work) {
    ReentrantLock lane = lanes.computeIfAbsent(delivery.origin(), origin -> new ReentrantLock());
    lane.lock();
    try {
      int deaths =
          backOff.untilAnswered(() -> failures.begin(delivery.key()), Infrastructure::isAway);
      if (deaths >= MOST_DEATHS) {
        // Should even the copying of its body end the node, it goes without.
        giveUp(delivery, Reason.ofDeaths(deaths), deaths, deaths == MOST_DEATHS);
        return;
      }
      try {
        attempt(delivery, work);
      } catch (RuntimeException e) {
        backOff.untilDone(() -> failures.survive(delivery.key()), Infrastructure::isAway);
        throw e;
      }
    } finally {
      lane.unlock();
    }
  }

  private void giveUp(Delivery delivery, String reason, int attempts, boolean withBody) {
    backOff.untilDone(
        () -> letters.put(delivery, reason, attempts, withBody), Infrastructure::isAway);
    backOff.untilDone(() -> behind.settle(delivery, reason), Infrastructure::isAway);
    forget(delivery);
    LOG.log(
        Level.ERROR,
        "message {0} of {1} is a dead letter after {2} attempts: {3}{4}",
        delivery.key(),
        delivery.origin(),
        attempts,
        reason,
        delivery.where());
  }

  private void forget(Delivery delivery) {
    backOff.untilDone(() -> failures.forget(delivery.key()), Infrastructure::isAway);
  }
}
