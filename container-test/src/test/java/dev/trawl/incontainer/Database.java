package dev.trawl.incontainer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.ds.PGSimpleDataSource;

/** The database as somebody else sees it: a connection of its own for each statement. */
final class Database {
  private Database() {}

  /** The first column of all rows, as text. */
  static List<String> ask(String query, Object... parameters) {
    try (Connection connection = connect()) {
      return ask(connection, query, parameters);
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  /** The same on a connection that is there, and so inside its transaction. */
  static List<String> ask(Connection connection, String query, Object... parameters) {
    try (PreparedStatement statement = prepare(connection, query, parameters);
        ResultSet rows = statement.executeQuery()) {
      List<String> all = new ArrayList<>();
      while (rows.next()) {
        all.add(String.valueOf(rows.getString(1)));
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException(query, e);
    }
  }

  static void update(String statement, Object... parameters) {
    try (Connection connection = connect();
        PreparedStatement prepared = prepare(connection, statement, parameters)) {
      prepared.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(statement, e);
    }
  }

  private static PreparedStatement prepare(Connection connection, String sql, Object... parameters)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
    return statement;
  }

  private static Connection connect() throws SQLException {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(Environment.get("TRAWL_DB_URL"));
    source.setUser(Environment.get("TRAWL_DB_USER"));
    source.setPassword(Environment.get("TRAWL_DB_PASSWORD"));
    return source.getConnection();
  }
}
