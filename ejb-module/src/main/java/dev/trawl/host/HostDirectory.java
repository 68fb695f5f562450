package dev.trawl.host;

import dev.trawl.database.Part;
import dev.trawl.database.Sql;
import dev.trawl.database.Texts;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What is known of hosts, for whoever asks. */
@Stateless
public class HostDirectory {
  private static final String SELECT =
      """
      SELECT h.*, CASE WHEN h.not_before <= now() THEN 'ok' WHEN h.failures >= %d THEN 'aside' ELSE 'waiting' END AS state,
             CASE WHEN h.not_before > now() THEN h.not_before END AS waits_until,
             CASE WHEN h.last_contact > '-infinity' THEN h.last_contact END AS contact,
             (SELECT count(*) FROM task t WHERE t.host_id = h.id AND t.open) AS connections,
             (SELECT coalesce(sum(q.queued), 0) FROM host_queue q WHERE q.host_id = h.id) AS queued,
             r.status, r.fetched_at, CASE WHEN h.robots_until > now() THEN h.robots_until END AS used_until
      FROM host h LEFT JOIN robots r ON r.host_id = h.id
      """
          .formatted(RetryTable.ASIDE_AFTER);

  private static final String TROUBLED =
      " AND (h.trouble IS NOT NULL OR h.failures > 0 OR h.not_before > now())";

  /** Origins are in lower case. */
  private static final String NAMED = " AND strpos(h.origin, ?) > 0";

  /** Hosts that are looked at in one call for those that are wanted. */
  static final int WINDOW = 50_000;

  @PersistenceContext EntityManager em;

  /**
   * Hosts, the newest first, of those that are looked at in one call. Where any will do these are
   * as many as are wanted, if there are.
   *
   * @param below only those with a smaller number
   * @param troubled only those that are left alone, or whose last answer was not as it should be
   * @param part only those with that in scheme, name and port, whatever its case; empty for any
   * @param limit the most of them, from 1
   */
  public Part<HostStatus> list(long below, boolean troubled, Optional<String> part, int limit) {
    Connection connection = em.unwrap(Connection.class);
    boolean any = !troubled && part.isEmpty();
    Optional<Long> older = any ? Optional.empty() : firstBeyond(connection, below);
    List<Object> arguments = new ArrayList<>(List.of(below, older.orElse(Long.MIN_VALUE)));
    part.map(text -> Texts.storable(text).toLowerCase(Locale.ROOT)).ifPresent(arguments::add);
    // One more, to know whether there is one.
    arguments.add(limit + 1);
    List<HostStatus> found =
        Sql.query(
            connection,
            SELECT
                + "WHERE h.id < ? AND h.id > ?"
                + (troubled ? TROUBLED : "")
                + (part.isPresent() ? NAMED : "")
                + " ORDER BY h.id DESC LIMIT ?",
            HostDirectory::status,
            arguments.toArray());
    return found.size() > limit
        ? new Part<>(found.subList(0, limit), Optional.of(found.get(limit - 1).id()))
        : new Part<>(found, older.map(id -> id + 1));
  }

  /** The newest host that is too far back to be looked at in the same call. */
  private static Optional<Long> firstBeyond(Connection connection, long below) {
    return Sql.first(
        connection,
        "SELECT id FROM host WHERE id < ? ORDER BY id DESC OFFSET ? LIMIT 1",
        row -> row.getLong(1),
        below,
        WINDOW);
  }

  /** The host of an origin; empty if nobody had to do with it yet. */
  public Optional<HostStatus> find(String origin) {
    return Sql.first(
        em.unwrap(Connection.class), SELECT + "WHERE h.origin = ?", HostDirectory::status, origin);
  }

  /** The jobs that have to do with a host and have not ended. */
  public List<HostQueueStatus> queues(long host) {
    return Sql.query(
        em.unwrap(Connection.class),
        """
        SELECT j.id, q.queued, q.delay_ms, q.connections, q.obeys, q.given_up, q.given_up_detail
        FROM host_queue q JOIN job j ON j.num = q.job WHERE q.host_id = ? AND NOT j.deleted ORDER BY q.job
        """,
        row ->
            new HostQueueStatus(
                row.getObject("id", UUID.class),
                row.getLong("queued"),
                new Manners(
                    Duration.ofMillis(row.getLong("delay_ms")),
                    row.getInt("connections"),
                    row.getBoolean("obeys")),
                Optional.ofNullable(row.getString("given_up")),
                Optional.ofNullable(row.getString("given_up_detail"))),
        host);
  }

  /** The text of the robots.txt that was answered last, whether it may still be used or not. */
  public Optional<String> robots(long host) {
    return Sql.first(
        em.unwrap(Connection.class),
        "SELECT content FROM robots WHERE host_id = ?",
        row -> new String(row.getBytes("content"), StandardCharsets.UTF_8),
        host);
  }

  /**
   * How a host answered when it was asked for robots.txt.
   *
   * @param status HTTP status; without a file everything is allowed
   * @param at when
   */
  public record RobotsAnswer(int status, Instant at) {}

  /** How it answered last, whether that may still be used or not. */
  public Optional<RobotsAnswer> robotsAnswer(long host) {
    return Sql.first(
        em.unwrap(Connection.class),
        "SELECT status, fetched_at FROM robots WHERE host_id = ?",
        row -> new RobotsAnswer(row.getInt("status"), Sql.instant(row, "fetched_at").orElseThrow()),
        host);
  }

  private static HostStatus status(ResultSet row) throws SQLException {
    Optional<Instant> usedUntil = Sql.instant(row, "used_until");
    Optional<Instant> fetchedAt = Sql.instant(row, "fetched_at");
    Optional<HostStatus.Robots> robots =
        usedUntil.isPresent() && fetchedAt.isPresent()
            ? Optional.of(
                new HostStatus.Robots(row.getInt("status"), fetchedAt.get(), usedUntil.get()))
            : Optional.empty();
    return new HostStatus(
        row.getLong("id"),
        row.getString("origin"),
        row.getString("state"),
        Sql.instant(row, "contact"),
        Sql.instant(row, "waits_until"),
        row.getInt("failures"),
        row.getInt("rounds"),
        Optional.ofNullable(row.getString("trouble")),
        row.getLong("connections"),
        row.getLong("queued"),
        Duration.ofMillis(row.getLong("crawl_delay_ms")),
        robots);
  }
}
