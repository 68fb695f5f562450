package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.host.Manners;
import dev.trawl.host.QueueKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * URLs that were settled because their message was given up. They alone can be opened again: by a
 * result, which a replay of that message brings. Every call is part of the caller's transaction.
 */
@ApplicationScoped
class DeadUrls {
  private record Dead(QueueKey queue, boolean sitemap) {}

  /** Notes what it takes to open these again. */
  void keep(Connection connection, List<OpenUrl> urls, boolean requested) {
    Sql.update(
        connection,
        "INSERT INTO dead_url (id, host_id, attempt) SELECT * FROM unnest(?, ?, ?)",
        urls.stream().map(OpenUrl::id).toArray(UUID[]::new),
        urls.stream().map(url -> url.queue().host()).toArray(Long[]::new),
        urls.stream().map(url -> url.attempt() + (requested ? 1 : 0)).toArray(Integer[]::new));
  }

  /** Those of the URLs that ended like that, locked. */
  List<UUID> lock(Connection connection, Collection<UUID> ids) {
    return Sql.query(
        connection,
        "SELECT id FROM dead_url WHERE id = ANY(?) ORDER BY id FOR UPDATE",
        row -> row.getObject(1, UUID.class),
        (Object) ids.toArray(UUID[]::new));
  }

  /** Opens them as queued, and takes back that they failed. Their pages are the caller's. */
  void reopen(
      Connection connection, Collection<UUID> ids, Map<Integer, JobContext> jobs, Changes changes) {
    List<Dead> opened =
        Sql.query(
            connection,
            """
            WITH dead AS (DELETE FROM dead_url WHERE id = ANY(?) RETURNING id, host_id, attempt)
            INSERT INTO open_url (id, job, host_id, depth, attempt, sitemap)
            SELECT d.id, j.num, d.host_id, u.depth, d.attempt, EXISTS (SELECT FROM sitemap s WHERE s.id = d.id)
            FROM dead d JOIN url u USING (id) JOIN unnest(?, ?) AS j (id, num) USING (id)
            RETURNING job, host_id, sitemap
            """,
            row ->
                new Dead(
                    new QueueKey(row.getInt("job"), row.getLong("host_id")),
                    row.getBoolean("sitemap")),
            ids.toArray(UUID[]::new),
            ids.toArray(UUID[]::new),
            ids.stream().map(dev.trawl.url.UrlId::jobNumber).toArray(Integer[]::new));
    for (Dead url : opened) {
      Manners manners = Objects.requireNonNull(jobs.get(url.queue().job())).manners();
      changes.add(url.queue(), new HostQueues.Change(1, manners, HostQueues.Change.NONE_ARRIVED));
      if (!url.sitemap()) {
        changes.add(url.queue().job(), CounterDelta.noLongerFailed(1));
      }
    }
  }
}
