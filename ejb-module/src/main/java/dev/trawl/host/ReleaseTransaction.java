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
import java.util.stream.Stream;

/** One batch of released connections, in a transaction of its own. */
@Stateless
public class ReleaseTransaction {
  @PersistenceContext EntityManager em;
  @Inject Tasks tasks;
  @Inject HostQueues queues;

  /**
   * Releases them all.
   *
   * @param asked tasks whose hosts were asked for something
   * @param unasked the others
   */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void release(List<UUID> asked, List<UUID> unasked) {
    Connection connection = em.unwrap(Connection.class);
    // Visible at once, on disk a moment later: a release that a crash of the database loses is made
    // good by settling.
    Sql.update(connection, "SET LOCAL synchronous_commit = off");
    List<Long> contacted = tasks.release(connection, asked);
    List<Long> others = tasks.release(connection, unasked);
    queues.lock(connection, Stream.concat(contacted.stream(), others.stream()).toList(), List.of());
    queues.free(connection, contacted);
    queues.freeUnasked(connection, others);
  }
}
