package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.host.Manners;
import dev.trawl.host.Tasks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The SQL that ends URLs, or puts them back. */
@ApplicationScoped
class Settling {
  @Inject Tasks tasks;

  private record Again(OpenUrl url, Verdict.Again verdict) {}

  List<OpenUrl> lock(Connection connection, Collection<UUID> ids) {
    UUID[] locked =
        Sql.query(
                connection,
                "SELECT id FROM open_url WHERE id = ANY(?) ORDER BY id FOR UPDATE",
                row -> row.getObject(1, UUID.class),
                (Object) ids.toArray(UUID[]::new))
            .toArray(UUID[]::new);
    // A statement of its own: the one that waited for the lock does not see the depth that whoever
    // had it has written.
    return Sql.query(
        connection,
        """
        SELECT o.id, o.job, o.host_id, o.attempt, o.task, u.url, u.depth, u.hops, u.stay, o.sitemap, h.address,
               h.failures > 0 OR h.trouble IS NOT NULL AS troubled, h.robots_until <= now() AS asks
        FROM open_url o JOIN url u USING (id) JOIN host h ON h.id = o.host_id WHERE o.id = ANY(?) ORDER BY o.id
        """,
        row ->
            new OpenUrl(
                row.getObject("id", UUID.class),
                new dev.trawl.host.QueueKey(row.getInt("job"), row.getLong("host_id")),
                row.getString("url"),
                row.getInt("depth"),
                row.getInt("hops"),
                row.getInt("stay"),
                row.getInt("attempt"),
                Optional.ofNullable(row.getObject("task", UUID.class)),
                row.getBoolean("troubled"),
                row.getBoolean("sitemap"),
                Optional.ofNullable(row.getString("address")),
                row.getBoolean("asks")),
        (Object) locked);
  }

  void settle(
      Connection connection,
      Map<Integer, JobContext> jobs,
      List<Settled> settled,
      Changes changes) {
    List<UUID> done = new ArrayList<>();
    List<Again> again = new ArrayList<>();
    for (Settled one : settled) {
      JobContext job = java.util.Objects.requireNonNull(jobs.get(one.url().queue().job()));
      Manners manners = job.manners();
      if (one.verdict() instanceof Verdict.Again verdict) {
        again.add(new Again(one.url(), verdict));
        arrive(one.url(), verdict.pause(), manners, changes);
      } else {
        done.add(one.url().id());
        leave(one.url(), manners, changes);
      }
      if (!one.url().sitemap()) {
        changes.add(job, CounterDelta.of(one.verdict()));
      }
    }
    Sql.update(
        connection, "DELETE FROM open_url WHERE id = ANY(?)", (Object) done.toArray(UUID[]::new));
    exclude(connection, settled);
    excludeSitemaps(connection, settled);
    requeue(connection, again);
    changes.free(
        tasks.close(
            connection,
            settled.stream().flatMap(one -> one.url().task().stream()).distinct().toList()));
  }

  private static void arrive(OpenUrl url, Duration pause, Manners manners, Changes changes) {
    // One whose lease had run out is in the queue already; only its time changes.
    int count = url.task().isPresent() ? 1 : 0;
    changes.add(url.queue(), new HostQueues.Change(count, manners, pause));
  }

  private static void leave(OpenUrl url, Manners manners, Changes changes) {
    if (url.task().isEmpty()) {
      changes.add(url.queue(), new HostQueues.Change(-1, manners, HostQueues.Change.NONE_ARRIVED));
    }
  }

  private static void exclude(Connection connection, List<Settled> settled) {
    List<UUID> ids = new ArrayList<>();
    List<Verdict.Excluded> verdicts = new ArrayList<>();
    for (Settled one : settled) {
      if (one.verdict() instanceof Verdict.Excluded verdict) {
        ids.add(one.url().id());
        verdicts.add(verdict);
      }
    }
    if (!ids.isEmpty()) {
      Sql.update(
          connection,
          """
          UPDATE url u SET excluded = x.rule, detail = x.detail
          FROM unnest(?, ?, ?) AS x (id, rule, detail) WHERE u.id = x.id
          """,
          ids.toArray(UUID[]::new),
          verdicts.stream().map(Verdict.Excluded::rule).toArray(String[]::new),
          verdicts.stream().map(verdict -> verdict.detail().orElse(null)).toArray(String[]::new));
    }
  }

  /** The table holds every sitemap that is not open. */
  private static void excludeSitemaps(Connection connection, List<Settled> settled) {
    UUID[] sitemaps =
        settled.stream()
            .filter(one -> one.url().sitemap() && one.verdict() instanceof Verdict.Excluded)
            .map(one -> one.url().id())
            .toArray(UUID[]::new);
    if (sitemaps.length > 0) {
      Sql.update(
          connection,
          "INSERT INTO sitemap (id) SELECT * FROM unnest(?) ON CONFLICT DO NOTHING",
          (Object) sitemaps);
    }
  }

  private static void requeue(Connection connection, List<Again> again) {
    if (!again.isEmpty()) {
      Sql.update(
          connection,
          """
          UPDATE open_url o SET task = NULL, attempt = o.attempt + a.attempts,
            due_at = now() + a.pause * interval '1 ms'
          FROM unnest(?, ?, ?) AS a (id, attempts, pause) WHERE o.id = a.id
          """,
          again.stream().map(one -> one.url().id()).toArray(UUID[]::new),
          again.stream().map(one -> one.verdict().requested() ? 1 : 0).toArray(Integer[]::new),
          again.stream().map(one -> one.verdict().pause().toMillis()).toArray(Long[]::new));
    }
  }
}
