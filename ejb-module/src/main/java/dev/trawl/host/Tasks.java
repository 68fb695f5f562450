package dev.trawl.host;

import dev.trawl.cluster.Nodes;
import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Tasks that were leased. A task holds one connection of its host while it is open; it is there
 * until all its URLs are settled or given back. Every call is part of the caller's transaction.
 */
@ApplicationScoped
public class Tasks {
  /**
   * Until a task was sent: if its dispatcher is alive and did not send it, it comes back after
   * that.
   */
  static final Duration UNSENT = Duration.ofSeconds(30);

  /** Once the broker has it: the safety net for messages that got lost with a broker. */
  static final Duration SENT = Duration.ofMinutes(15);

  /**
   * Notes tasks that are about to be sent, and the contact with their hosts.
   *
   * @param owner the process that will send them
   */
  public void lease(Connection connection, List<UUID> ids, List<QueueKey> queues, UUID owner) {
    Long[] hosts = queues.stream().map(QueueKey::host).toArray(Long[]::new);
    Sql.update(
        connection,
        """
        INSERT INTO task (id, job, host_id, lease_until, owner)
        SELECT id, job, host_id, now() + ? * interval '1 s', ? FROM unnest(?, ?, ?) AS t (id, job, host_id)
        """,
        UNSENT.toSeconds(),
        owner,
        ids.toArray(UUID[]::new),
        queues.stream().map(QueueKey::job).toArray(Integer[]::new),
        hosts);
    // With one connection the host is taken until that is released, and only then it may turn out
    // that no request was made.
    Sql.update(
        connection,
        """
        UPDATE host SET last_contact = clock_timestamp() WHERE id = ANY(?)
          AND (SELECT min(connections) FROM host_queue q WHERE q.host_id = host.id AND NOT held) > 1
        """,
        (Object) hosts);
  }

  /** The broker has these: whoever leased them may die now. */
  public void sent(Connection connection, Collection<UUID> ids) {
    Sql.update(
        connection,
        """
        WITH mine AS (SELECT id FROM task WHERE id = ANY(?) ORDER BY id FOR UPDATE)
        UPDATE task t SET lease_until = now() + ? * interval '1 s', owner = NULL FROM mine WHERE t.id = mine.id
        """,
        ids.toArray(UUID[]::new),
        SENT.toSeconds());
  }

  /**
   * A process has these in work and answers for them, since the broker forgets them now.
   *
   * @param holder that process
   */
  void hold(Connection connection, Collection<UUID> ids, UUID holder) {
    Sql.update(
        connection,
        """
        WITH mine AS (SELECT id FROM task WHERE id = ANY(?) ORDER BY id FOR UPDATE)
        UPDATE task t SET lease_until = now() + ? * interval '1 s', owner = NULL, holder = ?
        FROM mine WHERE t.id = mine.id
        """,
        ids.toArray(UUID[]::new),
        SENT.toSeconds(),
        holder);
  }

  /**
   * The last request of these has ended.
   *
   * @return those that held a connection, with their hosts, which the caller has to {@linkplain
   *     HostQueues#free free}
   */
  public Map<UUID, Long> release(Connection connection, Collection<UUID> ids) {
    Map<UUID, Long> released = new HashMap<>();
    Sql.query(
        connection,
        """
        WITH mine AS (SELECT id FROM task WHERE id = ANY(?) AND open ORDER BY id FOR UPDATE)
        UPDATE task t SET open = false FROM mine WHERE t.id = mine.id RETURNING t.id, t.host_id
        """,
        row -> released.put(row.getObject(1, UUID.class), row.getLong(2)),
        (Object) ids.toArray(UUID[]::new));
    return released;
  }

  /**
   * Forgets those of which no URL is leased any more.
   *
   * @return the hosts of those that still held a connection; the caller has to {@linkplain
   *     HostQueues#free free} them
   */
  public List<Long> close(Connection connection, Collection<UUID> ids) {
    UUID[] array = ids.toArray(UUID[]::new);
    // First wait for whoever settles another URL of the same task, then look.
    Sql.query(
        connection,
        "SELECT id FROM task WHERE id = ANY(?) ORDER BY id FOR UPDATE",
        row -> 1,
        (Object) array);
    return Sql.query(
        connection,
        """
        WITH gone AS (
          DELETE FROM task t WHERE t.id = ANY(?) AND NOT EXISTS (SELECT FROM open_url o WHERE o.task = t.id)
          RETURNING t.host_id, t.open)
        SELECT host_id FROM gone WHERE open
        """,
        row -> row.getLong(1),
        (Object) array);
  }

  /**
   * Tasks whose lease has run out, and those that a process had leased but not sent, or held, when
   * it died; locked. One that was released has been fetched: if its owner did not note that it was
   * sent, it was, and its results are with the broker, or its message is.
   *
   * @param self the process that asks, which is alive
   */
  public List<UUID> expired(Connection connection, int limit, UUID self) {
    return Sql.query(
        connection,
        """
        SELECT id FROM task WHERE lease_until < now() OR (open AND coalesce(holder, owner) <> ? AND NOT EXISTS
            (SELECT FROM node n WHERE n.incarnation = coalesce(holder, owner) AND n.beat > now() - ? * interval '1 s'))
        ORDER BY id LIMIT ? FOR UPDATE SKIP LOCKED
        """,
        row -> row.getObject(1, UUID.class),
        self,
        Nodes.DEAD_AFTER.toSeconds(),
        limit);
  }

  /** Those tasks of a job that no living process works on, as of the last beats. */
  public List<UUID> idle(Connection connection, int job) {
    return Sql.query(
        connection,
        """
        SELECT id FROM task WHERE job = ? AND NOT EXISTS (SELECT FROM node n
          WHERE task.id = ANY(n.tasks) AND n.beat > now() - ? * interval '1 s')
        """,
        row -> row.getObject(1, UUID.class),
        job,
        Nodes.DEAD_AFTER.toSeconds());
  }

  /** All tasks of a job. */
  public List<UUID> of(Connection connection, int job) {
    return Sql.query(
        connection, "SELECT id FROM task WHERE job = ?", row -> row.getObject(1, UUID.class), job);
  }
}
