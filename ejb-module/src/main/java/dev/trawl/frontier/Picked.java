package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues.Taken;
import dev.trawl.host.QueueKey;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A URL that was taken from its queue, nearest to a seed first. */
record Picked(UUID id, QueueKey queue, String url, int attempt, boolean sitemap) {
  private static final String IN_DIRECTORIES_WITH_ROOM =
      """
      AND (w.most IS NULL OR o.directory IS NULL OR o.attempt > 0 OR NOT EXISTS
        (SELECT FROM page_budget b WHERE b.id = o.directory AND b.reserved + b.requested >= w.most))
      """;

  /**
   * Where no budget is left. Sorted by themselves, and not read in the order of the queue: among a
   * million URLs that were never requested there may be none.
   */
  private static final String NO_FRESH_ONES =
      "AND (o.attempt > 0 OR o.sitemap) %s ORDER BY o.depth + 0, o.seq";

  private static final String ALL = "%s ORDER BY o.depth, o.seq";

  /** Whether it is to be reserved from the job's budgets. */
  boolean isFresh() {
    return attempt == 0 && !sitemap;
  }

  static Map<QueueKey, List<Picked>> pick(Connection connection, List<Share> shares) {
    Map<Boolean, List<Share>> wanting =
        shares.stream()
            .filter(share -> share.wanted() > 0)
            .collect(Collectors.partitioningBy(Share::fresh));
    List<Picked> picked = new ArrayList<>();
    wanting.forEach(
        (fresh, some) -> picked.addAll(pick(connection, some, fresh ? ALL : NO_FRESH_ONES)));
    return picked.stream().collect(Collectors.groupingBy(Picked::queue));
  }

  private static List<Picked> pick(Connection connection, List<Share> wanting, String which) {
    if (wanting.isEmpty()) {
      return List.of();
    }
    boolean directories = wanting.stream().anyMatch(share -> share.ofDirectory().isPresent());
    return Sql.query(
        connection,
        """
        SELECT p.id, w.job, w.host_id, u.url, p.attempt, p.sitemap
        FROM unnest(?, ?, ?, ?) AS w (job, host_id, wanted, most)
        CROSS JOIN LATERAL (
          SELECT o.id, o.attempt, o.depth, o.seq, o.sitemap FROM open_url o
          WHERE o.job = w.job AND o.host_id = w.host_id AND o.task IS NULL AND o.due_at <= now()
            %s LIMIT w.wanted FOR UPDATE SKIP LOCKED) p
        JOIN url u ON u.id = p.id
        ORDER BY p.depth, p.seq
        """
            .formatted(which.formatted(directories ? IN_DIRECTORIES_WITH_ROOM : "")),
        row ->
            new Picked(
                row.getObject("id", UUID.class),
                new QueueKey(row.getInt("job"), row.getLong("host_id")),
                row.getString("url"),
                row.getInt("attempt"),
                row.getBoolean("sitemap")),
        wanting.stream().map(share -> share.queue().key().job()).toArray(Integer[]::new),
        wanting.stream().map(share -> share.queue().key().host()).toArray(Long[]::new),
        wanting.stream().map(Share::wanted).toArray(Integer[]::new),
        wanting.stream().map(share -> share.ofDirectory().orElse(null)).toArray(Long[]::new));
  }

  static void lease(Connection connection, Map<UUID, List<Picked>> tasks) {
    if (tasks.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        "UPDATE open_url o SET task = t.task FROM unnest(?, ?) AS t (id, task) WHERE o.id = t.id",
        tasks.values().stream().flatMap(List::stream).map(Picked::id).toArray(UUID[]::new),
        tasks.entrySet().stream()
            .flatMap(task -> task.getValue().stream().map(url -> task.getKey()))
            .toArray(UUID[]::new));
  }

  /**
   * When the first of those is due that wait for a later time.
   *
   * @param fresh whether one may be taken then that was never requested
   */
  static Duration nextDue(Connection connection, QueueKey queue, boolean fresh) {
    return Sql.first(
            connection,
            """
            SELECT ceil(extract(epoch FROM greatest(first, now() + interval '20 ms') - now()) * 1000)::bigint
            FROM (SELECT min(due_at) AS first FROM open_url WHERE job = ? AND host_id = ? AND task IS NULL%s) o
            WHERE first IS NOT NULL
            """
                .formatted(fresh ? "" : " AND (attempt > 0 OR sitemap)"),
            row -> Duration.ofMillis(row.getLong(1)),
            queue.job(),
            queue.host())
        .orElse(Taken.UNTIL_AN_EVENT);
  }
}
