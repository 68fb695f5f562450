package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Excludes what waits for a host or in a directory whose budget is used up, round by round. What is
 * offered from then on is excluded at once ({@link Offers}).
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BudgetSweep {
  static final int A_ROUND = 2_000;

  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @Inject UsedUpBudgets usedUp;

  /**
   * One round.
   *
   * @return whether there may be more to exclude
   */
  public boolean sweep(PageBudget budget) {
    Connection connection = em.unwrap(Connection.class);
    int num = UrlId.jobNumber(budget.id());
    List<UUID> waiting = waiting(connection, num, budget);
    if (waiting.isEmpty()) {
      return false;
    }
    List<OpenUrl> open =
        frontier.lock(waiting).stream().filter(url -> url.task().isEmpty()).toList();
    // With the job locked against changes, what is used up stays so.
    Map<Integer, JobContext> jobs = frontier.jobs(List.of(num));
    Optional<PageBudget> now =
        Optional.ofNullable(jobs.get(num))
            .flatMap(budget::asOf)
            .filter(one -> !usedUp.among(connection, List.of(one)).isEmpty());
    if (now.isEmpty()) {
      return false;
    }
    Verdict verdict = new Verdict.Excluded(budget.rule());
    Changes changes = new Changes();
    frontier.settle(
        jobs,
        open.stream()
            .filter(url -> url.attempt() == 0)
            .map(url -> new Settled(url, verdict))
            .toList(),
        changes);
    frontier.write(changes);
    return waiting.size() == A_ROUND;
  }

  private static List<UUID> waiting(Connection connection, int job, PageBudget budget) {
    String queued = " AND o.task IS NULL AND o.attempt = 0 AND NOT o.sitemap LIMIT " + A_ROUND;
    return budget.isOfHost()
        ? Sql.query(
            connection,
            "SELECT o.id FROM open_url o JOIN host h ON h.id = o.host_id WHERE o.job = ? AND h.origin = ?"
                + queued,
            row -> row.getObject(1, UUID.class),
            job,
            budget.origin())
        : Sql.query(
            connection,
            "SELECT o.id FROM open_url o WHERE o.directory = ?" + queued,
            row -> row.getObject(1, UUID.class),
            budget.id());
  }
}
