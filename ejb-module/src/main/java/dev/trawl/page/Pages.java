package dev.trawl.page;

import dev.trawl.database.Part;
import dev.trawl.database.Sql;
import dev.trawl.message.HeaderLines;
import dev.trawl.page.PageFilter.Condition;
import dev.trawl.url.UrlId;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Pages as they are read: found, listed, exported. */
@Stateless
public class Pages {
  private static final String WITH_MORE =
      """
      SELECT p.id, p.seq, p.status, p.error, p.detail, p.content_type, p.charset, p.bytes,
             coalesce(p.sha256, p.digest) AS sha256, p.title, p.lang, p.location, p.fetched_at, p.duration_ms, p.node,
             p.outlinks, p.outlinks_dropped, u.url, u.depth, r.url AS referrer, j.id AS job_id%s
      FROM page p JOIN url u ON u.id = p.id JOIN job j ON j.num = p.job LEFT JOIN url r ON r.id = u.referrer
      """;

  /** As far as outlinks that are stored in so many bytes go, those of the first page at least. */
  private static final String PART =
      """
      SELECT * FROM (%s WHERE %s ORDER BY p.%s LIMIT ?) part WHERE stored_before < %d ORDER BY %s
      """;

  /**
   * Pages that are looked at in one call for those that a filter wants: about a tenth of a second,
   * as bench/run --pages measures it.
   */
  static final int WINDOW = 10_000;

  @PersistenceContext EntityManager em;

  /** A page with its place in the order of storing. */
  private record Numbered(long sequence, PageView page) {}

  /**
   * A stored body, which is read by {@link StoredBody}.
   *
   * @param page the id of its page
   * @param stored its length as it is kept
   * @param gzip whether it is kept compressed
   * @param length when decoded
   * @param contentType the answer's header
   */
  public record Content(
      UUID page, int stored, boolean gzip, long length, Optional<String> contentType) {}

  /**
   * Pages of a job, newest first, of those that are looked at in one call. Without a filter that
   * are as many as are wanted, if there are; fewer where they have very many outlinks.
   *
   * @param before only those stored before that one
   * @param limit the most of them, from 1
   */
  public Part<PageView> list(int job, PageFilter filter, long before, int limit) {
    Connection connection = em.unwrap(Connection.class);
    List<Condition> conditions = filter.conditions();
    Optional<Long> older =
        conditions.isEmpty() ? Optional.empty() : firstBeyond(connection, job, before);
    List<Object> arguments = new ArrayList<>(List.of(job, before, older.orElse(Long.MIN_VALUE)));
    conditions.forEach(condition -> arguments.addAll(condition.arguments()));
    arguments.add(limit);
    List<Numbered> found =
        Sql.query(
            connection,
            part(
                "p.job = ? AND p.seq < ? AND p.seq > ?"
                    + conditions.stream().map(c -> " AND " + c.sql()).collect(Collectors.joining()),
                "seq DESC"),
            row -> new Numbered(row.getLong("seq"), view(row)),
            arguments.toArray());
    return part(found, limit, older);
  }

  private static String part(String where, String order) {
    String before = ", " + Outlinks.storedBefore("p." + order) + " AS stored_before";
    return PART.formatted(WITH_MORE.formatted(before), where, order, Outlinks.MOST_STORED, order);
  }

  private static Part<PageView> part(List<Numbered> found, int limit, Optional<Long> older) {
    List<PageView> pages = new ArrayList<>();
    long stored = 0;
    long read = 0;
    for (Numbered one : found) {
      byte[] outlinks = one.page().storedOutlinks();
      pages.add(one.page());
      stored += outlinks.length;
      read += Outlinks.length(outlinks);
      if (pages.size() == limit || stored >= Outlinks.MOST_STORED || read > Outlinks.MOST_READ) {
        return new Part<>(pages, Optional.of(one.sequence()));
      }
    }
    return new Part<>(pages, older.map(seq -> seq + 1));
  }

  /**
   * The newest page that is too far back to be looked at in the same call. Found before the others:
   * pages that are stored meanwhile do not move it.
   */
  private static Optional<Long> firstBeyond(Connection connection, int job, long before) {
    return Sql.first(
        connection,
        "SELECT seq FROM page WHERE job = ? AND seq < ? ORDER BY seq DESC OFFSET ? LIMIT 1",
        row -> row.getLong(1),
        job,
        before,
        WINDOW);
  }

  /** The page of that id, unless its job was deleted. */
  public Optional<PageDetails> find(UUID id) {
    Connection connection = em.unwrap(Connection.class);
    return Sql.first(
            connection,
            WITH_MORE.formatted(", p.protocol, p.headers, p.canonical")
                + "WHERE p.id = ? AND NOT j.deleted",
            Pages::alone,
            id)
        .map(
            found ->
                new PageDetails(
                    found.page(),
                    found.protocol(),
                    found.headers().fields(),
                    Redirects.to(connection, id),
                    found.canonical(),
                    Duplicates.first(connection, id),
                    Duplicates.similar(connection, id)));
  }

  private record Alone(
      PageView page, Optional<String> protocol, HeaderLines headers, Optional<String> canonical) {}

  private static Alone alone(ResultSet row) throws SQLException {
    HeaderLines headers = text(row, "headers").map(HeaderLines::new).orElse(HeaderLines.NONE);
    return new Alone(view(row), text(row, "protocol"), headers, text(row, "canonical"));
  }

  /** The body of the page of that id; empty if there is no such page, or nothing was kept of it. */
  public Optional<Content> content(UUID id) {
    return Sql.first(
        em.unwrap(Connection.class),
        """
        SELECT length(c.body) AS stored, c.encoding, p.content_type, p.bytes
        FROM page p JOIN content c USING (sha256) JOIN job j ON j.num = p.job WHERE p.id = ? AND NOT j.deleted
        """,
        row ->
            new Content(
                id,
                row.getInt("stored"),
                row.getString("encoding") != null,
                row.getLong("bytes"),
                Optional.ofNullable(row.getString("content_type"))),
        id);
  }

  /** Some bytes of a body as it is kept; empty at its end, or if it is gone. */
  public byte[] part(UUID page, int from, int length) {
    // Bodies are stored uncompressed by the database, so that this reads no more than it gives.
    return Sql.first(
            em.unwrap(Connection.class),
            "SELECT substring(c.body FROM ? FOR ?) FROM page p JOIN content c USING (sha256) WHERE p.id = ?",
            row -> row.getBytes(1),
            from + 1,
            length,
            page)
        .orElse(new byte[0]);
  }

  /**
   * A part of all pages of a job, in the order of their ids, for an export.
   *
   * @param after the last id of the part before; empty for the first part
   * @param limit the most of them, from 1
   * @return empty only if there are no more; it may be fewer than the limit while there are, where
   *     they have very many outlinks
   */
  public List<PageView> export(int job, Optional<UUID> after, int limit) {
    UUID from = after.orElse(UrlId.first(job));
    UUID to = UrlId.last(job);
    // Both ids, although they are equal: PostgreSQL infers no range, and a merge join would read
    // the URLs of all parts before.
    return Sql.query(
        em.unwrap(Connection.class),
        part("p.id > ? AND p.id <= ? AND u.id > ? AND u.id <= ?", "id"),
        Pages::view,
        from,
        to,
        from,
        to,
        limit);
  }

  private static PageView view(ResultSet row) throws SQLException {
    byte[] sha256 = row.getBytes("sha256");
    byte[] outlinks = row.getBytes("outlinks");
    return new PageView(
        row.getObject("id", UUID.class),
        row.getObject("job_id", UUID.class),
        row.getString("url"),
        Optional.ofNullable(row.getObject("status", Integer.class)),
        text(row, "content_type"),
        text(row, "charset"),
        Optional.ofNullable(row.getObject("bytes", Long.class)),
        sha256 == null ? Optional.empty() : Optional.of(HexFormat.of().formatHex(sha256)),
        text(row, "title"),
        text(row, "lang"),
        row.getInt("depth"),
        text(row, "referrer"),
        Sql.instant(row, "fetched_at").orElseThrow(),
        row.getLong("duration_ms"),
        row.getString("node"),
        text(row, "error"),
        text(row, "detail"),
        text(row, "location"),
        outlinks == null ? new byte[0] : outlinks,
        row.getInt("outlinks_dropped"));
  }

  private static Optional<String> text(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column));
  }
}
