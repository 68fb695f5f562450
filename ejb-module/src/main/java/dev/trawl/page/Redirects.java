package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.page.PageDetails.Redirect;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/** The redirects that led to a page, on the path by which it was found. */
final class Redirects {
  /** Twice what is followed: a shorter path may have been found behind a page in the middle. */
  private static final int MOST = 20;

  private Redirects() {}

  /** In the order in which they were followed; of a page that a link or a seed named, none. */
  static List<Redirect> to(Connection connection, UUID page) {
    // A redirect has no links: who was named by one was redirected to.
    return Sql.query(
        connection,
        """
        WITH RECURSIVE hop AS (
          SELECT p.id, p.status, 1 AS back FROM url u JOIN page p ON p.id = u.referrer WHERE u.id = ?
          UNION ALL
          SELECT p.id, p.status, h.back + 1 FROM hop h JOIN url u ON u.id = h.id JOIN page p ON p.id = u.referrer
          WHERE h.status BETWEEN 300 AND 399 AND h.status <> 304 AND h.back < ?)
        SELECT h.id, h.status, u.url FROM hop h JOIN url u ON u.id = h.id
        WHERE h.status BETWEEN 300 AND 399 AND h.status <> 304 ORDER BY h.back DESC
        """,
        row ->
            new Redirect(
                row.getObject("id", UUID.class), row.getString("url"), row.getInt("status")),
        page,
        MOST);
  }
}
