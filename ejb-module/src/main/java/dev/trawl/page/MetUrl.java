package dev.trawl.page;

import dev.trawl.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A URL that a job has met, as all tables have it at one moment.
 *
 * @param id its id, as that of a page or of a sitemap
 * @param url the URL
 * @param depth links from a seed; of a sitemap, indexes on the way to it
 * @param referrer the URL that named it
 * @param rule that keeps it out
 * @param detail what that rule said, if that was kept
 * @param open where it is in the frontier, if it is
 * @param end how it ended, if it was requested or was to be
 */
record MetUrl(
    UUID id,
    String url,
    int depth,
    Optional<String> referrer,
    Optional<String> rule,
    Optional<String> detail,
    Optional<Open> open,
    Optional<End> end) {
  /**
   * Its place in the frontier.
   *
   * @param leased whether it is in a task
   * @param attempt requests made before
   * @param waitsUntil its own time, if that is to come
   * @param spent whether the job may request no URL any more that it has not requested before
   */
  record Open(boolean leased, int attempt, Optional<Instant> waitsUntil, boolean spent) {}

  /**
   * Its page, or what is kept of a sitemap.
   *
   * @param last the attempt that ended it
   * @param location where a redirect leads
   * @param named what a sitemap named
   */
  record End(Why.Attempt last, Optional<String> location, Optional<Named> named) {}

  static Optional<MetUrl> find(Connection connection, int job, UUID id) {
    return Sql.first(
        connection,
        """
        SELECT u.id, u.url, u.depth, r.url AS referrer, u.excluded, u.detail AS rule_detail,
               o.id IS NOT NULL AS open, o.task IS NOT NULL AS leased, o.attempt,
               CASE WHEN o.due_at > now() THEN o.due_at END AS waits_until,
               o.attempt = 0 AND NOT o.sitemap AND j.requested >= j.max_pages AS spent,
               e.status, e.error, e.detail, e.location, e.fetched_at, e.node, e.duration_ms,
               e.is_index, e.urls, e.refused
        FROM url u JOIN job j ON j.num = ? LEFT JOIN url r ON r.id = u.referrer
          LEFT JOIN open_url o ON o.id = u.id
          LEFT JOIN LATERAL (
            SELECT status, error, detail, location, fetched_at, node, duration_ms, NULL::boolean AS is_index,
                   NULL::integer AS urls, NULL::integer AS refused
            FROM page WHERE id = u.id
            UNION ALL
            SELECT status, error, detail, location, fetched_at, node, duration_ms, is_index, urls, refused
            FROM sitemap WHERE id = u.id) e ON true
        WHERE u.id = ?
        """,
        MetUrl::read,
        job,
        id);
  }

  private static MetUrl read(ResultSet row) throws SQLException {
    Optional<Instant> fetchedAt = Sql.instant(row, "fetched_at");
    return new MetUrl(
        row.getObject("id", UUID.class),
        row.getString("url"),
        row.getInt("depth"),
        text(row, "referrer"),
        text(row, "excluded"),
        text(row, "rule_detail"),
        row.getBoolean("open") ? Optional.of(open(row)) : Optional.empty(),
        fetchedAt.isPresent() ? Optional.of(end(row, fetchedAt.get())) : Optional.empty());
  }

  private static Open open(ResultSet row) throws SQLException {
    return new Open(
        row.getBoolean("leased"),
        row.getInt("attempt"),
        Sql.instant(row, "waits_until"),
        row.getBoolean("spent"));
  }

  private static End end(ResultSet row, Instant fetchedAt) throws SQLException {
    return new End(
        new Why.Attempt(
            fetchedAt,
            row.getString("node"),
            Optional.ofNullable(row.getObject("status", Integer.class)),
            text(row, "error"),
            text(row, "detail"),
            row.getLong("duration_ms")),
        text(row, "location"),
        named(row));
  }

  private static Optional<Named> named(ResultSet row) throws SQLException {
    return row.getObject("urls") == null
        ? Optional.empty()
        : Optional.of(
            new Named(row.getBoolean("is_index"), row.getInt("urls"), row.getInt("refused")));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
