package dev.trawl.host;

import dev.trawl.cluster.ThisNode;
import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.Collection;
import java.util.UUID;

/** One batch of tasks that this node answers for, in a transaction of its own. */
@Stateless
public class HoldTransaction {
  @PersistenceContext EntityManager em;
  @Inject Tasks tasks;
  @Inject ThisNode self;

  /** Notes them all; those that are gone are left out. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void hold(Collection<UUID> held) {
    Connection connection = em.unwrap(Connection.class);
    // What a crash of the database loses is made good by a lease that runs out.
    Sql.doNotWaitForTheDisk(connection);
    tasks.hold(connection, held, self.incarnation());
  }
}
