package dev.trawl.database;

import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Set-based SQL on the running transaction's connection. Arguments are bound in order; arrays of
 * UUID, String, Integer, Long and byte[] become PostgreSQL arrays, for {@code = ANY(?)} and {@code
 * unnest(?)}; {@link Bytes} are sent as they are read.
 */
public final class Sql {
  private Sql() {}

  /** Makes a value of one row. */
  @FunctionalInterface
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /**
   * The value of a bytea that is not in memory.
   *
   * @param length how many bytes the stream has
   */
  public record Bytes(InputStream stream, int length) {}

  /**
   * All rows of a query, or of a statement with RETURNING.
   *
   * @throws SqlFailure when the database refuses or is away
   */
  public static <T> List<T> query(
      Connection connection, String sql, Row<T> row, @Nullable Object... arguments) {
    try (PreparedStatement statement = prepare(connection, sql, arguments);
        ResultSet rows = statement.executeQuery()) {
      List<T> all = new ArrayList<>();
      while (rows.next()) {
        all.add(row.read(rows));
      }
      return all;
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * The first row of a query, if there is one.
   *
   * @throws SqlFailure when the database refuses or is away
   */
  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> row, @Nullable Object... arguments) {
    return query(connection, sql, row, arguments).stream().findFirst();
  }

  /**
   * Executes a statement.
   *
   * @return the number of rows that it touched
   * @throws SqlFailure when the database refuses or is away
   */
  public static int update(Connection connection, String sql, @Nullable Object... arguments) {
    try (PreparedStatement statement = prepare(connection, sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
  }

  /**
   * Lets this transaction be visible as soon as it has committed, and on the disk a moment later:
   * for what a crash of the database may lose, as something else makes it good.
   */
  public static void doNotWaitForTheDisk(Connection connection) {
    update(connection, "SET LOCAL synchronous_commit = off");
  }

  /**
   * A timestamptz column; PostgreSQL's infinities become {@link Instant#MAX} and {@link
   * Instant#MIN}.
   */
  public static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    java.time.OffsetDateTime value = row.getObject(column, java.time.OffsetDateTime.class);
    return Optional.ofNullable(value).map(java.time.OffsetDateTime::toInstant);
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... arguments) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    try {
      for (int i = 0; i < arguments.length; i++) {
        bind(connection, statement, i + 1, arguments[i]);
      }
      return statement;
    } catch (SQLException | RuntimeException e) {
      statement.close();
      throw e;
    }
  }

  private static void bind(
      Connection connection, PreparedStatement statement, int index, @Nullable Object argument)
      throws SQLException {
    if (argument instanceof UUID[] values) {
      statement.setArray(index, connection.createArrayOf("uuid", values));
    } else if (argument instanceof String[] values) {
      statement.setArray(index, connection.createArrayOf("text", values));
    } else if (argument instanceof Integer[] values) {
      statement.setArray(index, connection.createArrayOf("int4", values));
    } else if (argument instanceof Long[] values) {
      statement.setArray(index, connection.createArrayOf("int8", values));
    } else if (argument instanceof byte[][] values) {
      statement.setArray(index, connection.createArrayOf("bytea", values));
    } else if (argument instanceof Bytes value) {
      statement.setBinaryStream(index, value.stream(), value.length());
    } else if (argument instanceof Instant value) {
      statement.setObject(index, value.atOffset(ZoneOffset.UTC));
    } else {
      statement.setObject(index, argument);
    }
  }
}
