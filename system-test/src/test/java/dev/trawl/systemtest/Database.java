package dev.trawl.systemtest;

import dev.trawl.stack.DatabaseLogin;
import dev.trawl.stack.Trawl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;

/** The database of a stack, asked as an administrator would. */
final class Database {

  private Database() {}

  /** The first column of the first row, as text. */
  static String ask(Trawl trawl, String query, Object... parameters) {
    try (Connection connection = connect(DatabaseLogin.of(trawl), DatabaseLogin.NAME);
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
    try (Connection connection = connect(DatabaseLogin.of(trawl), DatabaseLogin.NAME);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** Makes an empty database beside the stack's own; the variables with which one logs in to it. */
  static Map<String, String> another(Trawl trawl, String name) {
    DatabaseLogin superuser = DatabaseLogin.ofSuperuser(trawl);
    DatabaseLogin login = DatabaseLogin.of(trawl);
    try (Connection connection = connect(superuser, superuser.user());
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " OWNER " + login.user());
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
    return Map.of(
        "TRAWL_DB_URL", login.url(name),
        "TRAWL_DB_USER", login.user(),
        "TRAWL_DB_PASSWORD", login.password());
  }

  private static Connection connect(DatabaseLogin login, String database) throws SQLException {
    return DriverManager.getConnection(login.url(database), login.user(), login.password());
  }
}
