package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.DueQueue;
import dev.trawl.host.QueueKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The budgets of maxPagesPerHost and maxPagesPerDirectory. A URL takes its part with its first
 * lease, nearest to a seed first; when that ends it was requested, or its part is free again. A
 * budget is <em>used up</em> when all of it was requested: from then on nothing but a change of the
 * job makes room in it. Every call is part of the caller's transaction.
 *
 * <p>Whoever leases has the host locked, so that only results that come late can take something
 * meanwhile.
 */
@ApplicationScoped
class PageBudgets {
  /** What is left of each host's, for queues of jobs that have them. */
  Map<QueueKey, Long> left(
      Connection connection, List<DueQueue> due, Map<Integer, JobContext> jobs) {
    Map<QueueKey, PageBudget> budgets = new HashMap<>();
    for (DueQueue queue : due) {
      Optional.ofNullable(jobs.get(queue.key().job()))
          .flatMap(job -> PageBudget.ofHost(job, queue.origin()))
          .ifPresent(budget -> budgets.put(queue.key(), budget));
    }
    Map<PageBudget, Long> left = left(connection, budgets.values());
    return budgets.entrySet().stream()
        .collect(
            Collectors.toMap(Map.Entry::getKey, queue -> left.getOrDefault(queue.getValue(), 0L)));
  }

  private static Map<PageBudget, Long> left(Connection connection, Collection<PageBudget> budgets) {
    if (budgets.isEmpty()) {
      return Map.of();
    }
    Map<UUID, Long> taken = new HashMap<>();
    Sql.query(
        connection,
        "SELECT id, reserved + requested FROM page_budget WHERE id = ANY(?)",
        row -> taken.put(row.getObject(1, UUID.class), row.getLong(2)),
        (Object) ids(budgets));
    Map<PageBudget, Long> left = new HashMap<>();
    budgets.forEach(one -> left.put(one, one.most() - taken.getOrDefault(one.id(), 0L)));
    return left;
  }

  /** Those of the picked URLs that their directories have room for, in their order. */
  Map<QueueKey, List<Picked>> admit(
      Connection connection, Map<Integer, JobContext> jobs, Map<QueueKey, List<Picked>> picked) {
    Map<Picked, PageBudget> directories = directories(jobs, picked);
    if (directories.isEmpty()) {
      return picked;
    }
    Map<PageBudget, Long> left = left(connection, directories.values());
    Map<Picked, PageBudget> refused = new HashMap<>();
    Map<QueueKey, List<Picked>> admitted = new HashMap<>();
    picked.forEach(
        (queue, urls) -> {
          List<Picked> taken = new ArrayList<>();
          for (Picked url : urls) {
            PageBudget directory = directories.get(url);
            if (directory == null || left.merge(directory, -1L, Long::sum) >= 0) {
              taken.add(url);
            } else {
              refused.put(url, directory);
            }
          }
          admitted.put(queue, taken);
        });
    mark(connection, refused);
    return admitted;
  }

  private static Map<Picked, PageBudget> directories(
      Map<Integer, JobContext> jobs, Map<QueueKey, List<Picked>> picked) {
    Map<Picked, PageBudget> directories = new HashMap<>();
    fresh(picked)
        .forEach(
            url ->
                budgets(jobs, url)
                    .filter(budget -> !budget.isOfHost())
                    .forEach(budget -> directories.put(url, budget)));
    return directories;
  }

  private static Stream<Picked> fresh(Map<QueueKey, List<Picked>> picked) {
    return picked.values().stream().flatMap(List::stream).filter(Picked::isFresh);
  }

  private static Stream<PageBudget> budgets(Map<Integer, JobContext> jobs, Picked url) {
    JobContext job = Objects.requireNonNull(jobs.get(url.queue().job()));
    return PageBudget.of(job, url.url()).stream();
  }

  /** So that they are not picked again; what was opened anew after its end does not say it yet. */
  private static void mark(Connection connection, Map<Picked, PageBudget> refused) {
    if (!refused.isEmpty()) {
      Sql.update(
          connection,
          """
          UPDATE open_url o SET directory = d.directory FROM unnest(?, ?) AS d (id, directory)
          WHERE o.id = d.id AND o.directory IS NULL
          """,
          refused.keySet().stream().map(Picked::id).toArray(UUID[]::new),
          refused.values().stream().map(PageBudget::id).toArray(UUID[]::new));
    }
  }

  /**
   * Reserves for URLs that are about to be requested.
   *
   * @throws BudgetTakenException if late results have taken it meanwhile; the round is rolled back
   *     and tried again
   */
  void reserve(
      Connection connection, Map<Integer, JobContext> jobs, Map<QueueKey, List<Picked>> picked) {
    Map<PageBudget, Spending> fresh = new HashMap<>();
    fresh(picked)
        .flatMap(url -> budgets(jobs, url))
        .forEach(budget -> fresh.merge(budget, new Spending(1, 0), Spending::plus));
    Map<PageBudget, Spending> now = spend(connection, fresh);
    if (now.entrySet().stream().anyMatch(one -> one.getValue().taken() > one.getKey().most())) {
      throw new BudgetTakenException();
    }
  }

  /** Takes what a URL that ends, or goes back, has reserved, and counts its request. */
  static void settle(JobContext job, OpenUrl url, Spending change, Changes changes) {
    if (!change.equals(Spending.NONE)) {
      PageBudget.of(job, url.url()).forEach(budget -> changes.spend(budget, change));
    }
  }

  /**
   * Writes what became of reservations.
   *
   * @return those that are used up now
   */
  List<PageBudget> write(Connection connection, Map<PageBudget, Spending> changes) {
    return spend(connection, changes).entrySet().stream()
        .filter(one -> one.getValue().requested() >= one.getKey().most())
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Map<PageBudget, Spending> spend(
      Connection connection, Map<PageBudget, Spending> changes) {
    if (changes.isEmpty()) {
      return Map.of();
    }
    Map<UUID, PageBudget> byId =
        changes.keySet().stream().collect(Collectors.toMap(PageBudget::id, Function.identity()));
    Map<PageBudget, Spending> now = new HashMap<>();
    Sql.query(
        connection,
        """
        INSERT INTO page_budget AS b (id, reserved, requested)
        SELECT * FROM unnest(?, ?, ?) AS c (id, reserved, requested) ORDER BY id
        ON CONFLICT (id) DO UPDATE SET reserved = b.reserved + EXCLUDED.reserved,
          requested = b.requested + EXCLUDED.requested
        RETURNING id, reserved, requested
        """,
        row -> now.put(budget(byId, row), new Spending(row.getLong(2), row.getLong(3))),
        ids(changes.keySet()),
        changes.values().stream().map(Spending::reserved).toArray(Long[]::new),
        changes.values().stream().map(Spending::requested).toArray(Long[]::new));
    return now;
  }

  private static PageBudget budget(Map<UUID, PageBudget> byId, ResultSet row) throws SQLException {
    return Objects.requireNonNull(byId.get(row.getObject(1, UUID.class)));
  }

  private static UUID[] ids(Collection<PageBudget> budgets) {
    return budgets.stream().map(PageBudget::id).toArray(UUID[]::new);
  }
}
