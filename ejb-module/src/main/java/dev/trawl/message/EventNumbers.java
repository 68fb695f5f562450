package dev.trawl.message;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.List;

/** Numbers for events, rising over all nodes. */
@Stateless
public class EventNumbers {
  @PersistenceContext EntityManager em;

  /**
   * Takes numbers, rising but not without gaps.
   *
   * @param count how many, from 1
   */
  public List<Long> next(int count) {
    return Sql.query(
        em.unwrap(Connection.class),
        "SELECT nextval('event_seq') FROM generate_series(1, ?)",
        row -> row.getLong(1),
        count);
  }
}
