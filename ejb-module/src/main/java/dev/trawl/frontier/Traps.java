package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.List;

/** The crawler traps that jobs have hit. */
@Stateless
public class Traps {
  @PersistenceContext EntityManager em;

  /** Those of a job, in the order in which they were hit; most jobs have none. */
  public List<Trap> of(int job) {
    return Sql.query(
        em.unwrap(Connection.class),
        """
        SELECT rule, area, shut_at, excluded, coalesce(example, '') AS example FROM trap_watch
        WHERE job = ? AND shut_at IS NOT NULL ORDER BY shut_at, area
        """,
        row ->
            new Trap(
                row.getString("rule"),
                row.getString("area"),
                Sql.instant(row, "shut_at").orElseThrow(),
                row.getLong("excluded"),
                row.getString("example")),
        job);
  }
}
