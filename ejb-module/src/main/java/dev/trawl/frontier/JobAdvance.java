package dev.trawl.frontier;

import dev.trawl.cluster.Peers;
import dev.trawl.job.Jobs;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Brings every job that has not ended one step on: starts it, ends it, removes it. Called by the
 * dispatcher's thread.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class JobAdvance {
  private static final Duration LEASES_EVERY = Duration.ofSeconds(2);

  @EJB Jobs jobs;
  @EJB JobEnd end;
  @EJB JobRemoval removal;
  @EJB GivingBack givingBack;
  @EJB TrapShutting traps;
  @EJB BudgetSweep budgets;
  @Inject UsedUpBudgets usedUp;
  @Inject Peers peers;

  /** Where the sweeps of shut areas are; another node that goes on with one begins it anew. */
  private final Map<AreaKey, TrapShutting.Position> sweeps = new HashMap<>();

  private long nextLeases = System.nanoTime();

  /** Whether there is a job that has not ended; starts those that were only accepted. */
  public boolean isAnyRunning() {
    jobs.queued().forEach(end::start);
    return jobs.isAnyUnfinished();
  }

  /**
   * Shuts areas without end, excludes what no budget is left for, ends the jobs that have nothing
   * left, removes what was deleted, and gives back leases that ran out.
   */
  public void all() {
    shutTraps();
    sweepBudgets();
    for (Jobs.Ending job : jobs.ending()) {
      if (job.deleted()) {
        removal.remove(job.num());
      } else {
        end.check(job.num(), job.id());
      }
    }
    if (System.nanoTime() - nextLeases > 0) {
      givingBack.expired();
      nextLeases = System.nanoTime() + LEASES_EVERY.toNanos();
    }
  }

  void sweepBudgets() {
    for (PageBudget budget : usedUp.noted()) {
      while (budgets.sweep(budget)) {
        // Round by round.
      }
      usedUp.forget(budget);
    }
  }

  /** A round of each area, since nothing is leased here meanwhile; by one node alone. */
  void shutTraps() {
    List<TrapShutting.Pending> pending = peers.isFirst() ? traps.pending() : List.of();
    sweeps.keySet().retainAll(pending.stream().map(TrapShutting.Pending::key).toList());
    pending.forEach(this::shut);
  }

  private void shut(TrapShutting.Pending area) {
    AreaKey key = area.key();
    if (area.ripe()) {
      traps.judge(key);
    }
    Optional.ofNullable(sweeps.get(key))
        .or(() -> traps.begin(key))
        .flatMap(from -> traps.sweep(key, from))
        .ifPresent(next -> sweeps.put(key, next));
  }
}
