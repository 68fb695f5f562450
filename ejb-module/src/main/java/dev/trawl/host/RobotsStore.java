package dev.trawl.host;

import dev.trawl.database.Sql;
import dev.trawl.database.Texts;
import dev.trawl.robots.RobotsCache;
import dev.trawl.robots.RobotsFile;
import dev.trawl.url.CrawlUrl;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What hosts answered when they were asked for robots.txt, for all nodes. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class RobotsStore {
  static final Duration KEPT = RobotsCache.KEEP_AVAILABLE;

  @PersistenceContext EntityManager em;
  @Inject HostQueues queues;

  /** The file of an origin, if it may still be used. */
  public Optional<RobotsFile> find(String origin) {
    return Sql.first(
        em.unwrap(Connection.class),
        """
        SELECT r.status, r.content_type, r.content, r.cut FROM host h JOIN robots r ON r.host_id = h.id
        WHERE h.origin = ? AND h.robots_until > now()
        """,
        RobotsStore::file,
        origin);
  }

  private static RobotsFile file(ResultSet row) throws SQLException {
    return new RobotsFile(
        row.getInt("status"),
        row.getString("content_type"),
        row.getBytes("content"),
        row.getBoolean("cut"));
  }

  /**
   * Keeps an answer; whoever waits for it need wait no longer.
   *
   * @param crawlDelay the least time between two requests that the file asks for
   * @param sitemaps that the file names; those that no sitemap may name, being too long, are
   *     dropped
   */
  public void save(
      String origin, RobotsFile file, Optional<Duration> crawlDelay, List<String> sitemaps) {
    Connection connection = em.unwrap(Connection.class);
    Optional<Long> host =
        Sql.first(
            connection, "SELECT id FROM host WHERE origin = ?", row -> row.getLong(1), origin);
    if (host.isPresent()) {
      queues.lock(connection, List.of(host.get()), List.of());
      save(connection, host.get(), file, crawlDelay, sitemaps);
    }
  }

  private static void save(
      Connection connection,
      long host,
      RobotsFile file,
      Optional<Duration> crawlDelay,
      List<String> sitemaps) {
    Sql.update(
        connection,
        """
        INSERT INTO robots (host_id, status, content_type, content, cut, sitemaps) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (host_id) DO UPDATE SET fetched_at = now(), status = EXCLUDED.status,
          content_type = EXCLUDED.content_type, content = EXCLUDED.content, cut = EXCLUDED.cut,
          sitemaps = EXCLUDED.sitemaps
        """,
        host,
        file.status(),
        file.contentType(),
        file.content(),
        file.isCut(),
        sitemaps.stream()
            .flatMap(url -> Texts.whole(url, CrawlUrl.LONGEST_LINK).stream())
            .toArray(String[]::new));
    Sql.update(
        connection,
        """
        UPDATE host SET robots_until = now() + ? * interval '1 s', crawl_delay_ms = ?,
          trouble = CASE WHEN failures > 0 THEN trouble END
        WHERE id = ?
        """,
        KEPT.toSeconds(),
        crawlDelay.orElse(Duration.ZERO).toMillis(),
        host);
    Sql.update(connection, "UPDATE host_queue SET asked = 0 WHERE host_id = ? AND asked > 0", host);
  }
}
