package dev.trawl.document;

import dev.trawl.database.Sql;
import dev.trawl.database.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/** Whether a text is wanted, and its keeping; each a transaction of its own. */
@ApplicationScoped
class TextTransaction {
  @PersistenceContext EntityManager em;

  /** Whether the text of a page's body is wanted. */
  @Transactional(TxType.REQUIRES_NEW)
  Standing standing(UUID page, byte[] sha256) {
    Connection connection = em.unwrap(Connection.class);
    Standing ofPage =
        Sql.query(
                connection,
                """
                SELECT EXISTS (SELECT FROM page WHERE id = ? AND coalesce(sha256, digest) = ?),
                       EXISTS (SELECT FROM open_url WHERE id = ?)
                """,
                TextTransaction::standing,
                page,
                sha256,
                page)
            .get(0);
    return ofPage == Standing.WANTED && isKnown(connection, sha256) ? Standing.KNOWN : ofPage;
  }

  private static Standing standing(ResultSet row) throws SQLException {
    if (row.getBoolean(1)) {
      return Standing.WANTED;
    }
    return row.getBoolean(2) ? Standing.TOO_EARLY : Standing.UNWANTED;
  }

  /** Locked: whoever is about to remove it, with other pages, looks for pages again after this. */
  private static boolean isKnown(Connection connection, byte[] sha256) {
    return Sql.first(
            connection,
            "SELECT 1 FROM document_text WHERE sha256 = ? FOR KEY SHARE",
            row -> 1,
            sha256)
        .isPresent();
  }

  /**
   * Another page of that body whose job asks for texts: one that has not changed since an earlier
   * job is not sent again, and so depends on the earlier result. Empty if there is none, or the
   * text is known.
   */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<UUID> elsewhere(byte[] sha256) {
    return elsewhere(em.unwrap(Connection.class), sha256);
  }

  private static Optional<UUID> elsewhere(Connection connection, byte[] sha256) {
    return Sql.first(
            connection,
            """
            SELECT p.id FROM (SELECT DISTINCT ON (job) job, id FROM page WHERE sha256 = ? OR digest = ?) p
              JOIN job j ON j.num = p.job
            WHERE NOT j.deleted AND j.request::jsonb @> '{"content": {"text": true}}' LIMIT 1
            """,
            row -> row.getObject(1, UUID.class),
            sha256,
            sha256)
        .filter(page -> !isKnown(connection, sha256));
  }

  /** Keeps what came of a body, unless no page asks for it any more or somebody was faster. */
  @Transactional(TxType.REQUIRES_NEW)
  void store(UUID page, byte[] sha256, Extraction extraction) {
    Connection connection = em.unwrap(Connection.class);
    if (insert(connection, page, sha256, extraction) == 0) {
      elsewhere(connection, sha256)
          .ifPresent(other -> insert(connection, other, sha256, extraction));
    }
  }

  private static int insert(
      Connection connection, UUID page, byte[] sha256, Extraction extraction) {
    if (extraction instanceof Extraction.Text text) {
      return insert(connection, page, sha256, text);
    }
    return insert(connection, page, sha256, (Extraction.Failed) extraction);
  }

  private static int insert(
      Connection connection, UUID page, byte[] sha256, Extraction.Failed failed) {
    return Sql.update(
        connection,
        """
        INSERT INTO document_text (sha256, error, detail)
        SELECT ?, ?, ? FROM page WHERE id = ? AND coalesce(sha256, digest) = ? FOR KEY SHARE
        ON CONFLICT DO NOTHING
        """,
        sha256,
        failed.error(),
        Texts.clean(failed.detail()),
        page,
        sha256);
  }

  private static int insert(Connection connection, UUID page, byte[] sha256, Extraction.Text text) {
    // The page's row is locked against its removal, which would not see this text.
    return Sql.update(
        connection,
        """
        INSERT INTO document_text (sha256, text, title, author, pages, cut)
        SELECT ?, ?, ?, ?, ?::integer, ? FROM page WHERE id = ? AND coalesce(sha256, digest) = ? FOR KEY SHARE
        ON CONFLICT DO NOTHING
        """,
        sha256,
        Texts.clean(text.text(), Extractor.MOST_CHARACTERS),
        text.title().map(Texts::clean).orElse(null),
        text.author().map(Texts::clean).orElse(null),
        text.pages().orElse(null),
        text.cut(),
        page,
        sha256);
  }
}
