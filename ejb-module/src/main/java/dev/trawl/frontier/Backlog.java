package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;

/** How much there is to do, over all jobs. */
@Stateless
public class Backlog {
  @PersistenceContext EntityManager em;

  /** URLs that are leased and not settled: with a fetcher, or on the way from it. */
  public long leased() {
    return number("SELECT count(*) FROM open_url WHERE task IS NOT NULL");
  }

  /** URLs that wait in queues of hosts. */
  public long queued() {
    return number("SELECT coalesce(sum(queued), 0) FROM host_queue");
  }

  private long number(String sql) {
    return Sql.query(em.unwrap(Connection.class), sql, row -> row.getLong(1)).get(0);
  }
}
