package dev.trawl.faults;

import dev.trawl.stack.DatabaseLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * What the database says of a job, asked directly: it answers also while the nodes are dead. The
 * one place of the suites that knows the product's tables.
 */
public final class JobTables implements AutoCloseable {

  /** An answer that does not come soon is one of a database that is gone. */
  private static final String SECONDS = "5";

  private final Connection connection;

  private JobTables(Connection connection) {
    this.connection = connection;
  }

  /**
   * Logs in.
   *
   * @throws SQLException if the database does not answer
   */
  public static JobTables open(DatabaseLogin login) throws SQLException {
    return open(login, SECONDS);
  }

  /** Logs in to ask what takes as long as it takes. */
  static JobTables openPatiently(DatabaseLogin login) throws SQLException {
    return open(login, "0");
  }

  private static JobTables open(DatabaseLogin login, String patience) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", login.user());
    properties.setProperty("password", login.password());
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("loginTimeout", SECONDS);
    properties.setProperty("socketTimeout", patience);
    return new JobTables(DriverManager.getConnection(login.url(DatabaseLogin.NAME), properties));
  }

  /** The job's number within the database. */
  public int number(String job) throws SQLException {
    return (int) ask("SELECT num FROM job WHERE id = ?", UUID.fromString(job));
  }

  public boolean ended(int job) throws SQLException {
    return ask("SELECT count(*) FROM job WHERE num = ? AND finished IS NOT NULL", job) > 0;
  }

  /** URLs that were fetched, redirected or failed. */
  public long settled(int job) throws SQLException {
    return counter(job, "fetched + redirected + failed");
  }

  /** The sum over all shards of an expression of columns. */
  long counter(int job, String expression) throws SQLException {
    return ask("SELECT coalesce(sum(" + expression + "), 0) FROM job_counter WHERE job = ?", job);
  }

  /** The URLs that are leased now. */
  List<UUID> inWork(int job) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT id FROM open_url WHERE job = ? AND task IS NOT NULL")) {
      statement.setInt(1, job);
      List<UUID> ids = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          ids.add(rows.getObject(1, UUID.class));
        }
      }
      return ids;
    }
  }

  /** How many of these URLs are not settled yet. */
  long stillOpen(List<UUID> ids) throws SQLException {
    return ask(
        "SELECT count(*) FROM open_url WHERE id = ANY (?)",
        connection.createArrayOf("uuid", ids.toArray()));
  }

  /** What those of these URLs are waiting for that are not settled yet. */
  String stragglers(List<UUID> ids) throws SQLException {
    String query =
        """
        SELECT format('%s open: %s leased (%s not sent yet; leases end in %s to %s s), %s to be tried again'
                      ' in %s to %s s, %s queued',
                      count(*), count(o.task), count(t.owner),
                      round(extract(epoch FROM min(t.lease_until) - now())),
                      round(extract(epoch FROM max(t.lease_until) - now())),
                      count(*) FILTER (WHERE later), round(extract(epoch FROM min(due) - now())),
                      round(extract(epoch FROM max(due) - now())),
                      count(*) FILTER (WHERE o.task IS NULL AND NOT later))
        FROM (SELECT task, due_at > now() AS later, CASE WHEN due_at > now() THEN due_at END AS due
              FROM open_url WHERE id = ANY (?)) o
        LEFT JOIN task t ON t.id = o.task
        """;
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getString(1) : "";
      }
    }
  }

  /** The first number of the first row. */
  public long ask(String query, Object... parameters) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("No row: " + query);
        }
        return rows.getLong(1);
      }
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
