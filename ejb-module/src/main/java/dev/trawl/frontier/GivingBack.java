package dev.trawl.frontier;

import dev.trawl.cluster.Peers;
import dev.trawl.cluster.ThisNode;
import dev.trawl.database.Sql;
import dev.trawl.host.QueueKey;
import dev.trawl.host.Tasks;
import dev.trawl.metrics.Meters;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Puts the URLs of tasks back into their queues: tasks that could not be sent, and leases that ran
 * out.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class GivingBack {
  private static final int A_ROUND = 500;

  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @Inject Tasks tasks;
  @Inject ThisNode self;
  @Inject Peers peers;

  /**
   * Gives back the leases that have run out, and those of processes that died before sending. Not
   * just after the database was away: what ran out meanwhile may be in work, and be told in a
   * moment.
   */
  public void expired() {
    if (!peers.hearsTheLiving()) {
      return;
    }
    List<UUID> ids = tasks.expired(em.unwrap(Connection.class), A_ROUND, self.incarnation());
    if (!ids.isEmpty()) {
      tasks(ids);
      Meters.LEASES_EXPIRED.add(ids.size());
    }
  }

  /**
   * Gives back what is still leased in these tasks, without counting an attempt, and forgets the
   * tasks.
   */
  public void tasks(Collection<UUID> ids) {
    Connection connection = em.unwrap(Connection.class);
    UUID[] leased =
        Sql.query(
                connection,
                "SELECT id FROM open_url WHERE task = ANY(?)",
                row -> row.getObject(1, UUID.class),
                (Object) ids.toArray(UUID[]::new))
            .toArray(UUID[]::new);
    List<OpenUrl> open =
        frontier.lock(List.of(leased)).stream()
            .filter(url -> url.task().filter(ids::contains).isPresent())
            .toList();
    Map<Integer, JobContext> jobs =
        frontier.jobs(
            open.stream().map(OpenUrl::queue).map(QueueKey::job).collect(Collectors.toSet()));
    Changes changes = new Changes();
    frontier.settle(
        jobs,
        open.stream()
            .filter(url -> jobs.containsKey(url.queue().job()))
            .map(GivingBack::back)
            .toList(),
        changes);
    changes.free(tasks.close(connection, ids));
    frontier.write(changes);
  }

  private static Settled back(OpenUrl url) {
    return new Settled(url, new Verdict.Again(Duration.ZERO, false));
  }
}
