package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.frontier.JobRemoval.Removing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/**
 * Removes the pages and attempts of a deleted job, and bodies and their texts that no page needs
 * any more.
 */
@ApplicationScoped
public class ContentRemoval {
  @PersistenceContext EntityManager em;

  void remove(@Observes Removing removing) {
    Connection connection = em.unwrap(Connection.class);
    byte[][] bodies =
        Sql.query(
                connection,
                """
                WITH gone AS (DELETE FROM page WHERE id IN
                    (SELECT id FROM page WHERE id BETWEEN ? AND ? LIMIT ?) RETURNING coalesce(sha256, digest) AS sha256)
                SELECT sha256 FROM gone
                """,
                row -> row.getBytes(1) == null ? new byte[0] : row.getBytes(1),
                removing.first(),
                removing.last(),
                removing.limit())
            .toArray(byte[][]::new);
    // A page that is being stored with one of these makes the foreign key fail, and the round is
    // tried again.
    Sql.update(
        connection,
        """
        DELETE FROM content c WHERE c.sha256 = ANY(?) AND NOT EXISTS (SELECT FROM page p WHERE p.sha256 = c.sha256)
        """,
        (Object) bodies);
    removeTexts(connection, bodies);
    int sitemaps =
        Sql.update(
            connection,
            "DELETE FROM sitemap WHERE id IN (SELECT id FROM sitemap WHERE id BETWEEN ? AND ? LIMIT ?)",
            removing.first(),
            removing.last(),
            removing.limit());
    int attempts =
        Sql.update(
            connection,
            """
            DELETE FROM attempt WHERE (id, attempt) IN
              (SELECT id, attempt FROM attempt WHERE id BETWEEN ? AND ? LIMIT ?)
            """,
            removing.first(),
            removing.last(),
            removing.limit());
    if (bodies.length == removing.limit()
        || attempts == removing.limit()
        || sitemaps == removing.limit()) {
      removing.left().set(true);
    }
  }

  /**
   * Locked first, so that the second statement sees every page on whose behalf somebody found the
   * text there (package document).
   */
  private static void removeTexts(Connection connection, byte[][] bodies) {
    byte[][] texts =
        Sql.query(
                connection,
                "SELECT sha256 FROM document_text WHERE sha256 = ANY(?) ORDER BY sha256 FOR UPDATE",
                row -> row.getBytes(1),
                (Object) bodies)
            .toArray(byte[][]::new);
    if (texts.length > 0) {
      Sql.update(
          connection,
          """
          DELETE FROM document_text t WHERE t.sha256 = ANY(?)
            AND NOT EXISTS (SELECT FROM page p WHERE p.sha256 = t.sha256)
            AND NOT EXISTS (SELECT FROM page p WHERE p.digest = t.sha256)
          """,
          (Object) texts);
    }
  }
}
