package dev.trawl.incontainer;

import jakarta.annotation.Resource;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.function.Consumer;
import java.util.function.Function;

/** The container's transactions, each with a persistence context of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Transactions {
  @PersistenceContext EntityManager em;
  @Resource SessionContext context;

  /** Does something and commits. */
  public <T> T committed(Function<EntityManager, T> work) {
    return work.apply(em);
  }

  /** Does something and rolls back. */
  public void rolledBack(Consumer<EntityManager> work) {
    work.accept(em);
    context.setRollbackOnly();
  }
}
