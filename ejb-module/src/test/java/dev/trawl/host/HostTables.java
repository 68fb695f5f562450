package dev.trawl.host;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Hosts and their queues on one connection, as a test wants and sees them. */
final class HostTables {
  final Connection connection;
  final HostQueues queues = new HostQueues();
  final Tasks tasks = new Tasks();

  HostTables(Connection connection) {
    this.connection = connection;
  }

  long host(String origin) {
    return new Hosts().ids(connection, List.of(origin)).values().iterator().next();
  }

  /** URLs arrive in a queue, due at once. */
  void arrive(QueueKey queue, Manners manners) {
    queues.change(connection, Map.of(queue, new HostQueues.Change(1, manners, Duration.ZERO)));
  }

  /** The same, with the URL. */
  void arriveOpen(QueueKey queue, Manners manners) {
    arrive(queue, manners);
    update(
        "INSERT INTO open_url (id, job, host_id, depth) VALUES (?, ?, ?, 1)",
        UUID.randomUUID(),
        queue.job(),
        queue.host());
  }

  List<DueQueue> due() {
    return queues.due(connection, 100);
  }

  UUID lease(QueueKey queue) {
    UUID task = UUID.randomUUID();
    tasks.lease(connection, List.of(task), List.of(queue), UUID.randomUUID());
    return task;
  }

  void update(String sql, Object... arguments) {
    Sql.update(connection, sql, arguments);
  }

  /** How long a host is left alone from now on, in milliseconds; zero if it is not. */
  long pause(long host) {
    return number(
        """
        SELECT CASE WHEN not_before > now() THEN round(extract(epoch FROM not_before - now()) * 1000) ELSE 0 END
        FROM host WHERE id = ?
        """,
        host);
  }

  /** That time passes. */
  void waited(long host) {
    update("UPDATE host SET not_before = now() - interval '1 ms' WHERE id = ?", host);
  }

  long number(String sql, Object... arguments) {
    return TestDatabase.number(connection, sql, arguments);
  }

  /** A column of a host as text. */
  String ofHost(String column, long host) {
    return text("SELECT coalesce(" + column + "::text, 'none') FROM host WHERE id = ?", host);
  }

  /** A column of a queue as text. */
  String ofQueue(String column, QueueKey queue) {
    return text(
        "SELECT coalesce("
            + column
            + "::text, 'none') FROM host_queue WHERE job = ? AND host_id = ?",
        queue.job(),
        queue.host());
  }

  private String text(String sql, Object... arguments) {
    return Sql.query(connection, sql, row -> row.getString(1), arguments).get(0);
  }
}
