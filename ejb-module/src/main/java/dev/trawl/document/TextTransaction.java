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

  /** Keeps what came of a body, unless its page is gone or somebody was faster. */
  @Transactional(TxType.REQUIRES_NEW)
  void store(UUID page, byte[] sha256, Extraction extraction) {
    if (extraction instanceof Extraction.Text text) {
      store(page, sha256, text);
    } else if (extraction instanceof Extraction.Failed failed) {
      Sql.update(
          em.unwrap(Connection.class),
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
  }

  private void store(UUID page, byte[] sha256, Extraction.Text text) {
    // The page's row is locked against its removal, which would not see this text.
    Sql.update(
        em.unwrap(Connection.class),
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
