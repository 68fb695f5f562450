package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The budget of maxPages: reserved with the lease, given back when no request was made. */
@ApplicationScoped
class Budgets {
  /** What is left for each job that has a limit. */
  Map<Integer, Long> left(Connection connection, Collection<JobContext> jobs) {
    Integer[] limited =
        jobs.stream()
            .filter(job -> job.request().limits().maxPages().isPresent())
            .map(JobContext::num)
            .toArray(Integer[]::new);
    Map<Integer, Long> left = new HashMap<>();
    if (limited.length > 0) {
      Sql.query(
          connection,
          "SELECT num, max_pages - requested FROM job WHERE num = ANY(?)",
          row -> left.put(row.getInt(1), row.getLong(2)),
          (Object) limited);
    }
    return left;
  }

  /**
   * Reserves for URLs that are about to be requested. Whoever reserves nothing is never refused,
   * also where late results have brought a job over its limit.
   *
   * @throws BudgetTakenException if another node has reserved meanwhile; the round is rolled back
   *     and tried again
   */
  void reserve(Connection connection, Map<Integer, Long> fresh) {
    for (Map.Entry<Integer, Long> job : new TreeMap<>(fresh).entrySet()) {
      if (job.getValue() == 0) {
        continue;
      }
      int reserved =
          Sql.update(
              connection,
              """
              UPDATE job SET requested = requested + ?
              WHERE num = ? AND max_pages IS NOT NULL AND requested + ? <= max_pages
              """,
              job.getValue(),
              job.getKey(),
              job.getValue());
      if (reserved == 0 && isLimited(connection, job.getKey())) {
        throw new BudgetTakenException();
      }
    }
  }

  private static boolean isLimited(Connection connection, int job) {
    return Sql.first(
            connection, "SELECT 1 FROM job WHERE num = ? AND max_pages IS NOT NULL", row -> 1, job)
        .isPresent();
  }
}
