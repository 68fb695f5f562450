package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostHealth;
import dev.trawl.host.HostQueues;
import dev.trawl.host.QueueKey;
import dev.trawl.host.RetryTable;
import dev.trawl.url.UrlId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Begins anew with a host: what is known of it is forgotten, and what failed because of it is
 * queued again.
 */
@ApplicationScoped
class HostRetry {
  /** Written out, since only that tells PostgreSQL that there is an index of these pages alone. */
  private static final String FAILED_BY_HOST =
      "error IN ('" + RetryTable.ROBOTS_UNREACHABLE + "', '" + RetryTable.HOST_UNAVAILABLE + "')";

  @Inject HostHealth health;
  @Inject JobContexts contexts;

  /** How many URLs are queued again; sitemaps are too, but counted nowhere. */
  int retry(Connection connection, long host, Changes changes) {
    List<Integer> nums =
        Sql.query(
            connection,
            """
            SELECT q.job FROM host_queue q JOIN job j ON j.num = q.job
            WHERE q.host_id = ? AND j.finished IS NULL AND NOT j.deleted ORDER BY q.job
            """,
            row -> row.getInt(1),
            host);
    Map<Integer, JobContext> jobs = contexts.read(connection, nums);
    int requeued = 0;
    for (JobContext job : jobs.values().stream().filter(JobContext::isGrowing).toList()) {
      int pages = reopen(connection, job.num(), host);
      int opened = pages + reopenSitemaps(connection, job.num(), host);
      if (opened > 0) {
        changes.add(job.num(), CounterDelta.noLongerFailed(pages));
        changes.add(
            new QueueKey(job.num(), host),
            new HostQueues.Change(opened, job.manners(), Duration.ZERO));
      }
      requeued += pages;
    }
    health.forget(connection, host);
    return requeued;
  }

  /** What was requested before goes on counting: its place in maxPages was never given back. */
  private static int reopen(Connection connection, int job, long host) {
    return Sql.update(
        connection,
        """
        WITH gone AS (
          DELETE FROM page p USING url u, host h
          WHERE p.job = ? AND p.%s AND u.id = p.id AND h.id = ? AND starts_with(u.url, h.origin || '/')
          RETURNING p.id, u.depth)
        INSERT INTO open_url (id, job, host_id, depth, attempt)
        SELECT id, ?, ?, depth, (SELECT count(*) FROM attempt a WHERE a.id = gone.id) FROM gone ORDER BY id
        """
            .formatted(FAILED_BY_HOST),
        job,
        host,
        job,
        host);
  }

  private static int reopenSitemaps(Connection connection, int job, long host) {
    return Sql.update(
        connection,
        """
        WITH gone AS (
          DELETE FROM sitemap s USING url u, host h
          WHERE s.id BETWEEN ? AND ? AND s.%s AND u.id = s.id AND h.id = ?
            AND starts_with(u.url, h.origin || '/')
          RETURNING s.id, u.depth)
        INSERT INTO open_url (id, job, host_id, depth, sitemap) SELECT id, ?, ?, depth, true FROM gone ORDER BY id
        """
            .formatted(FAILED_BY_HOST),
        UrlId.first(job),
        UrlId.last(job),
        host,
        job,
        host);
  }
}
