package dev.trawl.job;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/** How the counters of jobs have risen. */
@Stateless
public class Histories {
  /** The most samples that are kept of a job. */
  public static final int MOST = HistoryTable.MOST;

  @PersistenceContext EntityManager em;

  /**
   * The last samples of a job; none of one that has not started.
   *
   * @param limit the most of them, from 1
   */
  public History last(int job, int limit) {
    return HistoryTable.last(em.unwrap(Connection.class), job, limit);
  }

  /** Takes a sample of each job that runs, and is due for one. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void sample() {
    HistoryTable.sampleRunning(em.unwrap(Connection.class));
  }

  /** Removes all of a job that was deleted before; part of the caller's transaction. */
  public static void remove(Connection connection, int job) {
    HistoryTable.remove(connection, job);
  }
}
