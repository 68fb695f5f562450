package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Opens again what was kept out by budgets that have room now: like a job whose maxPages is raised,
 * it goes on with what it has met.
 */
@ApplicationScoped
class BudgetReopening {
  @Inject UsedUpBudgets usedUp;
  @Inject Opening opening;

  /**
   * All of it.
   *
   * @param job as it was changed, locked
   */
  void reopen(Connection connection, JobContext job, Changes changes) {
    KeptOut.by(PageBudget.HOST, PageBudget.DIRECTORY)
        .offer(connection, job, kept -> reopen(connection, job, kept, changes));
  }

  private void reopen(
      Connection connection, JobContext job, List<Candidate> kept, Changes changes) {
    Map<UUID, String> behind = usedUp.rules(connection, job, kept);
    List<Candidate> opened = kept.stream().filter(url -> !behind.containsKey(url.id())).toList();
    // What one of two budgets has room for may be kept out by the other.
    Sql.update(
        connection,
        "UPDATE url u SET excluded = k.rule FROM unnest(?, ?) AS k (id, rule) WHERE u.id = k.id",
        kept.stream().map(Candidate::id).toArray(UUID[]::new),
        kept.stream().map(url -> behind.get(url.id())).toArray(String[]::new));
    opening
        .open(
            connection,
            job,
            opened.stream().map(url -> Opening.Opened.of(job, url)).toList(),
            false)
        .forEach(changes::add);
    changes.add(job.num(), CounterDelta.discovered(0, -opened.size()));
  }
}
