package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.url.UrlId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** Removes the rows of a deleted job, some thousand in each transaction, in the background. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JobRemoval {
  static final int A_ROUND = 5_000;

  /**
   * Rows of a job are being removed: whoever keeps something by a job's URLs removes its own part
   * first.
   *
   * @param first the least id of its URLs
   * @param last the greatest id of its URLs
   * @param limit the most rows to remove now
   * @param left set to true by an observer that has more to remove
   */
  public record Removing(UUID first, UUID last, int limit, AtomicBoolean left) {}

  @PersistenceContext EntityManager em;
  @Inject HostQueues queues;
  @Inject Event<Removing> removing;

  /** One round; the job's own row goes last. */
  public void remove(int num) {
    Connection connection = em.unwrap(Connection.class);
    UUID first = UrlId.first(num);
    UUID last = UrlId.last(num);
    AtomicBoolean left = new AtomicBoolean();
    removing.fire(new Removing(first, last, A_ROUND, left));
    if (left.get()) {
      return;
    }
    boolean open = delete(connection, "open_url", first, last) == A_ROUND;
    boolean urls = delete(connection, "url", first, last) == A_ROUND;
    if (!open && !urls) {
      queues.drop(connection, num);
      Sql.update(connection, "DELETE FROM task WHERE job = ?", num);
      Sql.update(connection, "DELETE FROM job WHERE num = ?", num);
    }
  }

  private static int delete(Connection connection, String table, UUID first, UUID last) {
    return Sql.update(
        connection,
        "DELETE FROM "
            + table
            + " WHERE id IN (SELECT id FROM "
            + table
            + " WHERE id BETWEEN ? AND ? LIMIT ?)",
        first,
        last,
        A_ROUND);
  }
}
