package dev.trawl.systemtest;

import dev.trawl.stack.Trawl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/**
 * The database of a stack, asked as an administrator would. The one place that knows its user, name
 * and password file.
 */
final class Database {

  private static final String USER = "trawl";
  private static final String NAME = "trawl";
  private static final String PASSWORD_FILE = "secrets/database.password";
  private static final String SUPERUSER = "postgres";
  private static final String SUPERUSERS_PASSWORD_FILE = "secrets/postgres.password";

  private Database() {}

  /** The first column of the first row, as text. */
  static String ask(Trawl trawl, String query, Object... parameters) {
    try (Connection connection =
            DriverManager.getConnection(url(trawl, NAME), USER, secret(trawl, PASSWORD_FILE));
        PreparedStatement statement = connection.prepareStatement(query)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (ResultSet rows = statement.executeQuery()) {
        if (!rows.next()) {
          throw new IllegalStateException("No row: " + query);
        }
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  static long count(Trawl trawl, String query, Object... parameters) {
    return Long.parseLong(ask(trawl, query, parameters));
  }

  /** Changes something, as an administrator would by hand. */
  static void change(Trawl trawl, String sql) {
    try (Connection connection =
            DriverManager.getConnection(url(trawl, NAME), USER, secret(trawl, PASSWORD_FILE));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Makes an empty database beside the stack's own; the variables with which one logs in to it. */
  static Map<String, String> another(Trawl trawl, String name) {
    String secret = secret(trawl, SUPERUSERS_PASSWORD_FILE);
    try (Connection connection =
            DriverManager.getConnection(url(trawl, SUPERUSER), SUPERUSER, secret);
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " OWNER " + USER);
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
    return Map.of(
        "TRAWL_DB_URL", url(trawl, name),
        "TRAWL_DB_USER", USER,
        "TRAWL_DB_PASSWORD", secret(trawl, PASSWORD_FILE));
  }

  private static String url(Trawl trawl, String database) {
    return "jdbc:postgresql://127.0.0.1:" + trawl.port("TRAWL_DB_PORT") + "/" + database;
  }

  private static String secret(Trawl trawl, String file) {
    try {
      return Files.readString(trawl.data().resolve(file)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
