package dev.trawl.document;

import dev.trawl.database.Sql;
import dev.trawl.page.PageText;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;

/** Documents as they are read: by the page that has them. */
@Stateless
public class DocumentTexts {
  private static final String OF_PAGE =
      """
      FROM page p JOIN job j ON j.num = p.job JOIN document_text t ON t.sha256 = coalesce(p.sha256, p.digest)
      WHERE p.id = ? AND NOT j.deleted
      """;

  @PersistenceContext EntityManager em;

  /** What is known of the document that a page has, without its text. */
  public Optional<DocumentView> find(UUID page) {
    return Sql.first(
        em.unwrap(Connection.class),
        "SELECT t.title, t.author, t.pages, length(t.text) AS characters, t.cut, t.error, t.detail, t.extracted_at "
            + OF_PAGE,
        row ->
            new DocumentView(
                Optional.ofNullable(row.getString("title")),
                Optional.ofNullable(row.getString("author")),
                Optional.ofNullable(row.getObject("pages", Integer.class)),
                Optional.ofNullable(row.getObject("characters", Integer.class)),
                row.getBoolean("cut"),
                Optional.ofNullable(row.getString("error")),
                Optional.ofNullable(row.getString("detail")),
                Sql.instant(row, "extracted_at").orElseThrow()),
        page);
  }

  /** The text of the document that a page has; empty if there is none. */
  public Optional<PageText> text(UUID page) {
    return Sql.first(
        em.unwrap(Connection.class),
        "SELECT t.text, t.cut " + OF_PAGE + " AND t.text IS NOT NULL",
        row -> new PageText(row.getString("text"), row.getBoolean("cut")),
        page);
  }
}
