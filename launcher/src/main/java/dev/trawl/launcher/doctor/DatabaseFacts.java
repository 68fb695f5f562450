package dev.trawl.launcher.doctor;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a database says of itself.
 *
 * @param settings by PostgreSQL's names
 * @param standby whether it only follows another one
 * @param idle the age of the oldest transaction that is open and does nothing
 * @param schema the newest version of our tables; empty if there are none
 * @param failedMigrations that were begun and did not succeed
 * @param ahead its clock's lead over ours; negative if it is behind
 */
record DatabaseFacts(
    Map<String, String> settings,
    boolean standby,
    Duration idle,
    Optional<String> schema,
    int failedMigrations,
    Duration ahead) {

  private static final String NAMES =
      "server_version_num, server_version, server_encoding, fsync, synchronous_commit,"
          + " full_page_writes, max_connections, superuser_reserved_connections,"
          + " reserved_connections, default_transaction_read_only";

  static DatabaseFacts of(Connection connection) throws SQLException {
    boolean schema =
        ask(connection, "SELECT to_regclass('flyway_schema_history') IS NOT NULL").equals("t");
    return new DatabaseFacts(
        settings(connection),
        ask(connection, "SELECT pg_is_in_recovery()").equals("t"),
        idle(connection),
        schema ? Optional.of(version(connection)) : Optional.empty(),
        schema ? failed(connection) : 0,
        ahead(connection));
  }

  String setting(String name) {
    return settings.getOrDefault(name, "");
  }

  int number(String name) {
    String value = setting(name);
    return value.isEmpty() ? 0 : Integer.parseInt(value);
  }

  private static Map<String, String> settings(Connection connection) throws SQLException {
    Map<String, String> settings = new HashMap<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            "SELECT name, setting FROM pg_settings WHERE name = ANY (string_to_array(?, ', '))")) {
      statement.setString(1, NAMES);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          settings.put(rows.getString(1), rows.getString(2));
        }
      }
    }
    return settings;
  }

  private static Duration idle(Connection connection) throws SQLException {
    String seconds =
        ask(
            connection,
            """
            SELECT coalesce(max(extract(epoch FROM clock_timestamp() - state_change)), 0)::bigint
            FROM pg_stat_activity
            WHERE datname = current_database() AND state LIKE 'idle in transaction%'
            """);
    return Duration.ofSeconds(Long.parseLong(seconds));
  }

  private static String version(Connection connection) throws SQLException {
    return ask(
        connection,
        """
        SELECT coalesce(max(version::integer)::text, '')
        FROM flyway_schema_history WHERE success AND version ~ '^[0-9]+$'
        """);
  }

  private static int failed(Connection connection) throws SQLException {
    return Integer.parseInt(
        ask(connection, "SELECT count(*) FROM flyway_schema_history WHERE NOT success"));
  }

  /** Against the middle of the time that the question took. */
  private static Duration ahead(Connection connection) throws SQLException {
    Instant before = Instant.now();
    String millis =
        ask(connection, "SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint");
    Instant middle = before.plus(Duration.between(before, Instant.now()).dividedBy(2));
    return Duration.between(middle, Instant.ofEpochMilli(Long.parseLong(millis)));
  }

  private static String ask(Connection connection, String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getString(1);
    }
  }
}
