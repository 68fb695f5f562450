package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.page.JobStatistics.Depth;
import dev.trawl.page.JobStatistics.Excluded;
import dev.trawl.page.JobStatistics.Host;
import dev.trawl.page.JobStatistics.MediaType;
import dev.trawl.page.JobStatistics.Status;
import dev.trawl.url.UrlId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** Counts all pages of a job; what that may cost is the business of {@link Statistics}. */
@Stateless
public class Counting {
  /** Below the time after which a connection counts as dead. */
  static final Duration LONGEST = Duration.ofSeconds(30);

  /**
   * Pages and their URLs are read once, into one cell for all that are alike; everything but what
   * was excluded is counted from these. Sitemaps are told by NOT IN, which is one look into a hash
   * table for each URL; what the planner knows of that table may be older than most of its rows.
   */
  private static final String COUNT =
      """
      WITH cell AS MATERIALIZED (
        SELECT p.status, p.error, nullif(lower(trim(split_part(p.content_type, ';', 1))), '') AS type, u.depth,
               split_part(u.url, '/', 1) || '//' || split_part(split_part(u.url, '/', 3), '@', -1) AS host,
               coalesce(p.status >= 400, true) OR coalesce(p.error <> ALL(?), false) AS failed,
               count(*) AS pages, coalesce(sum(p.bytes), 0) AS bytes, sum(p.duration_ms) AS ms, max(p.duration_ms) AS max_ms
        FROM page p JOIN url u ON u.id = p.id WHERE p.job = ? AND u.id BETWEEN ? AND ? GROUP BY 1, 2, 3, 4, 5, 6),
      host AS MATERIALIZED (
        SELECT host, sum(pages) AS pages, coalesce(sum(pages) FILTER (WHERE failed), 0) AS failed,
               (sum(ms) / sum(pages))::double precision AS mean_ms, max(max_ms) AS max_ms
        FROM cell GROUP BY host),
      slow AS (SELECT * FROM host ORDER BY mean_ms DESC, host LIMIT %2$d),
      failing AS (SELECT * FROM host WHERE failed > 0 ORDER BY failed DESC, host LIMIT %2$d)
      (SELECT 'statuses' AS list, status AS number, error AS name, sum(pages) AS pages, NULL::numeric AS bytes,
              NULL::numeric AS failed, NULL::double precision AS mean_ms, NULL::bigint AS max_ms, NULL AS error
       FROM cell GROUP BY status, error ORDER BY sum(pages) DESC, number, name LIMIT %1$d)
      UNION ALL
      (SELECT 'types', NULL, type, sum(pages), sum(bytes), NULL, NULL, NULL, NULL
       FROM cell GROUP BY type ORDER BY sum(pages) DESC, type LIMIT %1$d)
      UNION ALL
      (SELECT 'depths', depth, NULL, sum(pages), NULL, NULL, NULL, NULL, NULL
       FROM cell GROUP BY depth ORDER BY depth LIMIT %1$d)
      UNION ALL
      (SELECT 'slow', NULL, host, pages, NULL, failed, mean_ms, max_ms, NULL FROM slow ORDER BY mean_ms DESC, host)
      UNION ALL
      (SELECT 'failing', NULL, host, pages, NULL, failed, mean_ms, max_ms,
              (SELECT coalesce(c.error, 'status ' || c.status) FROM cell c WHERE c.host = f.host AND c.failed
               GROUP BY 1 ORDER BY sum(c.pages) DESC, 1 LIMIT 1)
       FROM failing f ORDER BY failed DESC, host)
      UNION ALL
      (SELECT 'excluded', NULL, excluded, count(*), NULL, NULL, NULL, NULL, NULL
       FROM url WHERE id BETWEEN ? AND ? AND excluded IS NOT NULL
         AND id NOT IN (SELECT id FROM sitemap WHERE id BETWEEN ? AND ?)
       GROUP BY excluded ORDER BY count(*) DESC, excluded LIMIT %1$d)
      """
          .formatted(JobStatistics.LONGEST, JobStatistics.HOSTS);

  @PersistenceContext EntityManager em;

  private record Row(
      String list,
      Optional<Integer> number,
      Optional<String> name,
      long pages,
      long bytes,
      long failed,
      double meanMs,
      long maxMs,
      Optional<String> error) {}

  /**
   * What the pages of a job are like.
   *
   * @param longest the time that it may take
   * @throws dev.trawl.database.SqlFailure over time, if it takes longer
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public JobStatistics count(int job, Duration longest) {
    Connection connection = em.unwrap(Connection.class);
    UUID first = UrlId.first(job);
    UUID last = UrlId.last(job);
    limit(connection, longest);
    Instant at =
        Sql.query(connection, "SELECT now() AS at", row -> Sql.instant(row, "at"))
            .get(0)
            .orElseThrow();
    List<Row> rows =
        Sql.query(
            connection,
            COUNT,
            Counting::row,
            Outcome.harmless(),
            job,
            first,
            last,
            first,
            last,
            first,
            last);
    return statistics(at, rows);
  }

  private static JobStatistics statistics(Instant at, List<Row> rows) {
    return new JobStatistics(
        at,
        of(rows, "statuses", row -> new Status(row.number(), row.name(), row.pages())),
        of(rows, "types", row -> new MediaType(row.name(), row.pages(), row.bytes())),
        of(rows, "depths", row -> new Depth(row.number().orElseThrow(), row.pages())),
        of(rows, "excluded", row -> new Excluded(row.name().orElseThrow(), row.pages())),
        of(rows, "slow", Counting::host),
        of(rows, "failing", Counting::host));
  }

  /** The crawl has the processors and the memory first. */
  private static void limit(Connection connection, Duration longest) {
    Sql.query(
        connection,
        """
        SELECT set_config('statement_timeout', ?, true), set_config('max_parallel_workers_per_gather', '0', true),
               set_config('work_mem', '32MB', true)
        """,
        row -> 1,
        Long.toString(longest.toMillis()));
  }

  private static <T> List<T> of(List<Row> rows, String list, Function<Row, T> entry) {
    return rows.stream().filter(row -> row.list().equals(list)).map(entry).toList();
  }

  private static Host host(Row row) {
    return new Host(
        row.name().orElseThrow(),
        row.pages(),
        row.failed(),
        row.meanMs(),
        row.maxMs(),
        row.error());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getString("list"),
        Optional.ofNullable(row.getObject("number", Integer.class)),
        Optional.ofNullable(row.getString("name")),
        row.getLong("pages"),
        row.getLong("bytes"),
        row.getLong("failed"),
        row.getDouble("mean_ms"),
        row.getLong("max_ms"),
        Optional.ofNullable(row.getString("error")));
  }
}
