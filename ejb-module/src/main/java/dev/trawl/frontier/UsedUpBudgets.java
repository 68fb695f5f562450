package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.DueQueue;
import dev.trawl.host.QueueKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Budgets of hosts and directories of which all was requested. Those that this node has seen are
 * remembered until what waits behind them is {@linkplain BudgetSweep excluded}; should it die
 * before, whoever finds nothing else in a queue sees them again.
 */
@ApplicationScoped
public class UsedUpBudgets {
  private final Set<PageBudget> noted = ConcurrentHashMap.newKeySet();

  /** One was used up by what has been committed. */
  public void hear(@Observes(during = TransactionPhase.AFTER_SUCCESS) PageBudget budget) {
    noted.add(budget);
  }

  /** Notes those that keep back what is queued there. */
  void note(Connection connection, JobContext job, DueQueue queue) {
    List<PageBudget> budgets = new ArrayList<>();
    PageBudget.ofHost(job, queue.origin()).ifPresent(budgets::add);
    job.request()
        .limits()
        .maxPagesPerDirectory()
        .ifPresent(
            most ->
                directories(connection, queue.key()).stream()
                    .map(id -> new PageBudget(id, PageBudget.DIRECTORY, queue.origin(), most))
                    .forEach(budgets::add));
    noted.addAll(among(connection, budgets));
  }

  private static List<UUID> directories(Connection connection, QueueKey queue) {
    return Sql.query(
        connection,
        """
        SELECT DISTINCT directory FROM open_url
        WHERE job = ? AND host_id = ? AND task IS NULL AND attempt = 0 AND directory IS NOT NULL
        """,
        row -> row.getObject(1, UUID.class),
        queue.job(),
        queue.host());
  }

  List<PageBudget> noted() {
    return List.copyOf(noted);
  }

  void forget(PageBudget budget) {
    noted.remove(budget);
  }

  /** Those of the budgets that are used up. */
  Set<PageBudget> among(Connection connection, Collection<PageBudget> budgets) {
    if (budgets.isEmpty()) {
      return Set.of();
    }
    Set<UUID> usedUp =
        new HashSet<>(
            Sql.query(
                connection,
                "SELECT id FROM unnest(?, ?) AS l (id, most) JOIN page_budget USING (id) WHERE requested >= most",
                row -> row.getObject(1, UUID.class),
                budgets.stream().map(PageBudget::id).toArray(UUID[]::new),
                budgets.stream().map(PageBudget::most).toArray(Long[]::new)));
    return budgets.stream()
        .filter(budget -> usedUp.contains(budget.id()))
        .collect(Collectors.toSet());
  }

  /** Those of the URLs in scope that are behind such a budget, with its rule. */
  Map<UUID, String> rules(Connection connection, JobContext job, Collection<Candidate> candidates) {
    if (!job.hasPageBudgets()) {
      return Map.of();
    }
    Map<UUID, List<PageBudget>> budgets =
        candidates.stream()
            .filter(one -> one.rule().isEmpty())
            .collect(Collectors.toMap(Candidate::id, one -> PageBudget.of(job, one.url())));
    Set<PageBudget> usedUp =
        among(
            connection,
            budgets.values().stream().flatMap(List::stream).collect(Collectors.toSet()));
    Map<UUID, String> rules = new HashMap<>();
    budgets.forEach(
        (id, ofUrl) ->
            ofUrl.stream()
                .filter(usedUp::contains)
                .findFirst()
                .ifPresent(budget -> rules.put(id, budget.rule())));
    return rules;
  }
}
