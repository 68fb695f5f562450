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

/**
 * The database of a stack, asked as an administrator would. The one place that knows its user, name
 * and password file.
 */
final class Database {

  private static final String USER = "trawl";
  private static final String NAME = "trawl";
  private static final String PASSWORD_FILE = "secrets/database.password";

  private Database() {}

  /** The first column of the first row, as text. */
  static String ask(Trawl trawl, String query, Object... parameters) {
    String url = "jdbc:postgresql://127.0.0.1:" + trawl.port("TRAWL_DB_PORT") + "/" + NAME;
    try (Connection connection = DriverManager.getConnection(url, USER, password(trawl));
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

  private static String password(Trawl trawl) {
    try {
      return Files.readString(trawl.data().resolve(PASSWORD_FILE)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
