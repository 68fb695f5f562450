package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The sitemaps of a job, for whoever asks. */
@Stateless
public class SitemapDirectory {
  private static final String SELECT =
      """
      SELECT m.id, u.url, u.depth, u.hops, u.excluded, coalesce(s.detail, u.detail) AS detail, r.url AS referrer,
             o.id IS NOT NULL AS open, o.task IS NOT NULL AS leased, s.status, s.error, s.location, s.is_index,
             s.urls, s.refused, s.fetched_at, s.duration_ms, s.node
      FROM (SELECT id FROM sitemap WHERE id > ? AND id BETWEEN ? AND ?
            UNION ALL SELECT id FROM open_url WHERE sitemap AND id > ? AND id BETWEEN ? AND ?
            ORDER BY id LIMIT ?) m
        JOIN url u ON u.id = m.id LEFT JOIN url r ON r.id = u.referrer
        LEFT JOIN sitemap s ON s.id = m.id LEFT JOIN open_url o ON o.id = m.id
      ORDER BY m.id
      """;

  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;

  /**
   * Sitemaps that the job has met, in the order of their ids, which says nothing but stays.
   *
   * @param num the job's number
   * @param after the last id of the part before; empty for the first part
   * @param limit the most of them, from 1
   */
  public List<SitemapView> list(int num, Optional<UUID> after, int limit) {
    Optional<JobContext> job = Optional.ofNullable(frontier.jobs(List.of(num)).get(num));
    boolean ofRobots = job.filter(found -> found.request().sitemaps().ofRobots()).isPresent();
    UUID first = UrlId.first(num);
    UUID last = UrlId.last(num);
    UUID from = after.orElse(first);
    return Sql.query(
        em.unwrap(Connection.class),
        SELECT,
        row -> view(row, ofRobots ? "robots" : "job"),
        from,
        first,
        last,
        from,
        first,
        last,
        limit);
  }

  private static SitemapView view(ResultSet row, String origin) throws SQLException {
    boolean open = row.getBoolean("open");
    Optional<SitemapView.End> end = open ? Optional.empty() : end(row);
    String state = row.getBoolean("leased") ? "in-flight" : open ? "queued" : "done";
    return new SitemapView(
        row.getObject("id", UUID.class),
        row.getString("url"),
        state,
        open
            ? Optional.empty()
            : Optional.of(
                end.map(found -> Outcome.of(found.status(), found.error())).orElse("excluded")),
        text(row, "excluded"),
        text(row, "detail"),
        source(row, origin),
        text(row, "referrer"),
        row.getInt("depth"),
        end);
  }

  private static String source(ResultSet row, String origin) throws SQLException {
    if (row.getInt("hops") > 0) {
      return "redirect";
    }
    return row.getInt("depth") > 0 ? "index" : origin;
  }

  private static Optional<SitemapView.End> end(ResultSet row) throws SQLException {
    Optional<Instant> fetchedAt = Sql.instant(row, "fetched_at");
    return fetchedAt.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SitemapView.End(
                Optional.ofNullable(row.getObject("status", Integer.class)),
                text(row, "error"),
                text(row, "location"),
                row.getBoolean("is_index"),
                row.getInt("urls"),
                row.getInt("refused"),
                fetchedAt.get(),
                row.getLong("duration_ms"),
                row.getString("node")));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
