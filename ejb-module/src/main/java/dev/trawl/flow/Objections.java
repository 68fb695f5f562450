package dev.trawl.flow;

import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the nodes tell each other of missing space. A node that has no objection has no row. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Objections {
  /** For so long a row counts; a node that is alive writes it again within. */
  static final Duration VALID = Duration.ofSeconds(15);

  @PersistenceContext EntityManager em;

  /** Writes this node's objection, or that it still has it. */
  public void raise(String node, Finding finding) {
    Sql.update(
        connection(),
        """
        INSERT INTO flow_objection (node, state, detail, seen) VALUES (?, ?, ?, now())
        ON CONFLICT (node) DO UPDATE SET state = EXCLUDED.state, detail = EXCLUDED.detail, seen = now()
        """,
        node,
        finding.state().name(),
        finding.detail());
  }

  /** Forgets this node's objection, and those of nodes that are long gone. */
  public void withdraw(String node) {
    Sql.update(
        connection(),
        "DELETE FROM flow_objection WHERE node = ? OR seen < now() - interval '1 hour'",
        node);
  }

  /** The objections of the others. */
  public List<Finding> others(String node) {
    return Sql.query(
        connection(),
        "SELECT node, state, detail FROM flow_objection WHERE node <> ? AND seen > now() - ? * interval '1 s'",
        row ->
            new Finding(
                DispatchState.valueOf(row.getString("state")),
                row.getString("detail") + " (as node " + row.getString("node") + " sees it)"),
        node,
        VALID.toSeconds());
  }

  /** Bytes of this database. */
  public Optional<Long> databaseBytes() {
    return Sql.first(
        connection(), "SELECT pg_database_size(current_database())", row -> row.getLong(1));
  }

  private Connection connection() {
    return em.unwrap(Connection.class);
  }
}
