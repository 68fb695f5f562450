package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues.Taken;
import dev.trawl.host.QueueKey;
import java.sql.Connection;
import java.time.Duration;
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

  /** Whether it is to be reserved from the job's budgets. */
  boolean isFresh() {
    return attempt == 0 && !sitemap;
  }

  static Map<QueueKey, List<Picked>> pick(Connection connection, List<Share> shares) {
    List<Share> wanting = shares.stream().filter(share -> share.wanted() > 0).toList();
    if (wanting.isEmpty()) {
      return Map.of();
    }
    boolean directories = wanting.stream().anyMatch(share -> share.ofDirectory().isPresent());
    return Sql.query(
            connection,
            """
            SELECT p.id, w.job, w.host_id, u.url, p.attempt, p.sitemap
            FROM unnest(?, ?, ?, ?, ?) AS w (job, host_id, wanted, fresh, most)
            CROSS JOIN LATERAL (
              SELECT o.id, o.attempt, o.depth, o.seq, o.sitemap FROM open_url o
              WHERE o.job = w.job AND o.host_id = w.host_id AND o.task IS NULL AND o.due_at <= now()
                AND (w.fresh = 1 OR o.attempt > 0 OR o.sitemap) %s
              ORDER BY o.depth, o.seq LIMIT w.wanted FOR UPDATE SKIP LOCKED) p
            JOIN url u ON u.id = p.id
            ORDER BY p.depth, p.seq
            """
                .formatted(directories ? IN_DIRECTORIES_WITH_ROOM : ""),
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
            wanting.stream().map(share -> share.fresh() ? 1 : 0).toArray(Integer[]::new),
            wanting.stream().map(share -> share.ofDirectory().orElse(null)).toArray(Long[]::new))
        .stream()
        .collect(Collectors.groupingBy(Picked::queue));
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

  /** When the first of those that wait for a later time is due. */
  static Duration nextDue(Connection connection, QueueKey queue) {
    return Sql.first(
            connection,
            """
            SELECT ceil(extract(epoch FROM greatest(first, now() + interval '20 ms') - now()) * 1000)::bigint
            FROM (SELECT min(due_at) AS first FROM open_url WHERE job = ? AND host_id = ? AND task IS NULL) o
            WHERE first IS NOT NULL
            """,
            row -> Duration.ofMillis(row.getLong(1)),
            queue.job(),
            queue.host())
        .orElse(Taken.UNTIL_AN_EVENT);
  }
}
