package dev.trawl.cluster;

import dev.trawl.config.Role;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/** The table of nodes. */
@Stateless
public class Nodes {
  /** A node of which nothing was heard for so long counts as dead. It beats once a second. */
  public static final Duration DEAD_AFTER = Duration.ofSeconds(6);

  /**
   * How long after its last beat a node's tasks count as in work: less than {@link #DEAD_AFTER},
   * since what is taken from it too early is only requested twice.
   */
  private static final Duration WORKS = Duration.ofSeconds(3);

  /** How long a dead node is still shown. */
  private static final Duration SHOWN = Duration.ofDays(1);

  @PersistenceContext EntityManager em;
  @Inject ThisNode self;
  @Inject TrawlConfig config;
  @Inject Load load;
  @Inject Peers peers;

  /** All nodes of the last day, those that live first. */
  public List<Node> list() {
    return Sql.query(
        em.unwrap(Connection.class),
        """
        SELECT *, beat > now() - ? * interval '1 s' AS alive FROM node ORDER BY alive DESC, id, started
        """,
        Nodes::node,
        DEAD_AFTER.toSeconds());
  }

  /**
   * Whether a task is in work on this or another node that lives, or was until some seconds ago.
   * One that another node has begun within the last second may be missed.
   */
  public boolean isInWork(UUID task) {
    return load.has(task)
        || Sql.first(
                em.unwrap(Connection.class),
                """
                SELECT 1 FROM node
                WHERE ? = ANY(tasks) AND incarnation <> ? AND beat > now() - ? * interval '1 s'
                """,
                row -> 1,
                task,
                self.incarnation(),
                WORKS.toSeconds())
            .isPresent();
  }

  private static Node node(ResultSet row) throws SQLException {
    return new Node(
        row.getString("id"),
        row.getObject("incarnation", UUID.class),
        row.getString("roles"),
        row.getString("version"),
        row.getBoolean("alive"),
        row.getBoolean("draining"),
        Sql.instant(row, "started").orElseThrow(),
        Sql.instant(row, "beat").orElseThrow(),
        row.getInt("fetching"),
        row.getInt("processing"),
        row.getLong("heap_used"),
        row.getLong("heap_max"),
        row.getDouble("cpu"));
  }

  /** Says that this process lives, and forgets what it replaces and what is dead for long. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void beat() {
    Connection connection = em.unwrap(Connection.class);
    // Visible at once; a beat that a crash of the database loses is followed by the next one.
    Sql.doNotWaitForTheDisk(connection);
    Runtime runtime = Runtime.getRuntime();
    UUID[] tasks = load.tasks().toArray(UUID[]::new);
    Sql.update(
        connection,
        """
        INSERT INTO node (incarnation, id, roles, version, tasks, draining, fetching, processing, heap_used, heap_max, cpu)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (incarnation) DO UPDATE SET beat = now(), tasks = EXCLUDED.tasks,
          draining = EXCLUDED.draining, fetching = EXCLUDED.fetching,
          processing = EXCLUDED.processing, heap_used = EXCLUDED.heap_used, cpu = EXCLUDED.cpu
        """,
        self.incarnation(),
        config.node(),
        roles(),
        TrawlConfig.VERSION,
        tasks,
        load.isDraining(),
        load.fetching(),
        load.processing(),
        runtime.totalMemory() - runtime.freeMemory(),
        runtime.maxMemory(),
        cpu());
    Sql.update(
        connection,
        """
        DELETE FROM node WHERE beat < now() - ? * interval '1 s'
          AND (beat < now() - ? * interval '1 s' OR (id = ? AND incarnation <> ?))
        """,
        DEAD_AFTER.toSeconds(),
        SHOWN.toSeconds(),
        config.node(),
        self.incarnation());
    notePeers(connection);
  }

  private void notePeers(Connection connection) {
    Sql.first(
            connection,
            """
            SELECT count(*), count(*) FILTER (WHERE incarnation < ?) FROM node
            WHERE 'process' = ANY(string_to_array(roles, ',')) AND NOT draining AND beat > now() - ? * interval '1 s'
            """,
            row -> new int[] {row.getInt(1), row.getInt(2)},
            self.incarnation(),
            DEAD_AFTER.toSeconds())
        .ifPresent(found -> peers.note(found[0], found[1]));
  }

  /** This process ends in order. */
  @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
  public void leave() {
    Sql.update(
        em.unwrap(Connection.class), "DELETE FROM node WHERE incarnation = ?", self.incarnation());
  }

  private String roles() {
    return config.roles().stream()
        .map(Role::name)
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(","));
  }

  private static double cpu() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? system.getProcessCpuLoad()
        : -1;
  }
}
