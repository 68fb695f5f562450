package dev.trawl.host;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;

/** One batch of released connections, in a transaction of its own. */
@Stateless
public class ReleaseTransaction {
  @PersistenceContext EntityManager em;
  @Inject Tasks tasks;
  @Inject HostQueues queues;

  /** Releases them all. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void release(List<UUID> ids) {
    Connection connection = em.unwrap(Connection.class);
    // Visible at once, on disk a moment later: a release that a crash of the database loses is made
    // good by settling.
    Sql.update(connection, "SET LOCAL synchronous_commit = off");
    List<Long> hosts = tasks.release(connection, ids);
    queues.lock(connection, hosts, List.of());
    queues.free(connection, hosts);
  }
}
