package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The crawler traps that jobs have hit. */
@Stateless
public class Traps {
  @PersistenceContext EntityManager em;

  /** Those of each of these jobs, in the order in which they were hit; most jobs have none. */
  public Map<Integer, List<Trap>> of(Collection<Integer> jobs) {
    Map<Integer, List<Trap>> traps = new HashMap<>();
    Sql.query(
        em.unwrap(Connection.class),
        """
        SELECT job, rule, area, shut_at, excluded, coalesce(example, '') AS example FROM trap_watch
        WHERE job = ANY(?) AND shut_at IS NOT NULL ORDER BY shut_at, area
        """,
        row -> traps.computeIfAbsent(row.getInt("job"), job -> new ArrayList<>()).add(trap(row)),
        (Object) jobs.toArray(Integer[]::new));
    return traps;
  }

  private static Trap trap(ResultSet row) throws SQLException {
    return new Trap(
        row.getString("rule"),
        row.getString("area"),
        Sql.instant(row, "shut_at").orElseThrow(),
        row.getLong("excluded"),
        row.getString("example"));
  }
}
