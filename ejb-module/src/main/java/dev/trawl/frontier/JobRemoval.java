package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.host.Tasks;
import dev.trawl.job.Histories;
import dev.trawl.url.UrlId;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.List;
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
  @Inject Tasks tasks;
  @Inject Event<Removing> removing;

  /**
   * One round. Open URLs go first, so that a result that is under way finds nothing to settle; then
   * the hosts are left to the other jobs, since the rest may take minutes; the job's row goes last.
   */
  public void remove(int num) {
    Connection connection = em.unwrap(Connection.class);
    UUID first = UrlId.first(num);
    UUID last = UrlId.last(num);
    if (delete(connection, "open_url", first, last) == A_ROUND
        || leaveHosts(connection, num)
        || delete(connection, "dead_url", first, last) == A_ROUND) {
      return;
    }
    AtomicBoolean left = new AtomicBoolean();
    removing.fire(new Removing(first, last, A_ROUND, left));
    if (!left.get()
        && delete(connection, "page_budget", first, last) < A_ROUND
        && delete(connection, "url", first, last) < A_ROUND) {
      Histories.remove(connection, num);
      // Those of the requests that are under way still.
      queues.free(connection, tasks.close(connection, tasks.of(connection, num)));
      Sql.update(connection, "DELETE FROM job WHERE num = ?", num);
    }
  }

  /**
   * Its delay and its connections hold no more, and those that it has go back but for requests that
   * are under way. A round of its own where there is something to do: what comes later waits for
   * whoever takes samples of all jobs, and hosts that are locked meanwhile would be asked for
   * nothing, of any job.
   */
  private boolean leaveHosts(Connection connection, int num) {
    List<Long> hosts = tasks.close(connection, tasks.idle(connection, num));
    queues.lock(connection, hosts, List.of());
    boolean left = queues.drop(connection, num) > 0;
    queues.free(connection, hosts);
    return left || !hosts.isEmpty();
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
