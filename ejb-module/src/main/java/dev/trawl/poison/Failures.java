package dev.trawl.poison;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;

/** The count of each message's failures. Every call is a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Failures {
  @PersistenceContext EntityManager em;
  @Inject TrawlConfig config;

  private Connection connection() {
    return em.unwrap(Connection.class);
  }

  /** What is known of the message; empty if it never failed. */
  public Optional<Failure> of(String message) {
    return Sql.first(
        connection(),
        "SELECT failures, coalesce(error, '') FROM message_failure WHERE message = ?",
        row -> new Failure(row.getInt(1), row.getString(2)),
        message);
  }

  /**
   * Counts a failure.
   *
   * @param id names it: the same failure is counted once, however often this is called
   * @return how many there are now
   */
  public int count(String message, UUID id, String error) {
    // Rows of messages that somebody took from the queue by hand are left behind.
    Sql.update(connection(), "DELETE FROM message_failure WHERE at < now() - interval '7 days'");
    return Sql.query(
            connection(),
            """
            INSERT INTO message_failure AS f (message, failures, counted, error, node) VALUES (?, 1, ?, ?, ?)
            ON CONFLICT (message) DO UPDATE SET
              failures = f.failures + CASE WHEN f.counted = EXCLUDED.counted THEN 0 ELSE 1 END,
              counted = EXCLUDED.counted, error = EXCLUDED.error, node = EXCLUDED.node, at = now()
            RETURNING failures
            """,
            row -> row.getInt(1),
            message,
            id,
            error,
            config.node())
        .get(0);
  }

  /**
   * Notes that work on a suspect begins.
   *
   * @return how often it was begun before without coming to an end
   */
  public int begin(String message) {
    return Sql.query(
            connection(),
            """
            INSERT INTO message_failure AS f (message, begun, node) VALUES (?, 1, ?)
            ON CONFLICT (message) DO UPDATE SET begun = f.begun + 1, node = EXCLUDED.node, at = now()
            RETURNING begun - 1
            """,
            row -> row.getInt(1),
            message,
            config.node())
        .get(0);
  }

  /** The node lives: however the work on a suspect ended, it did not end its node. */
  public void survive(String message) {
    Sql.update(connection(), "UPDATE message_failure SET begun = 0 WHERE message = ?", message);
  }

  /** Forgets a message that will not come again. */
  public void forget(String message) {
    Sql.update(connection(), "DELETE FROM message_failure WHERE message = ?", message);
  }
}
