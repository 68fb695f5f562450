package dev.trawl.launcher.part;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * Who logs in where.
 *
 * @param url a JDBC URL
 */
public record DatabaseLogin(String url, String user, String password) {

  private static final String SECONDS = "3";

  /** A connection that gives up after a few seconds. */
  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("loginTimeout", SECONDS);
    properties.setProperty("socketTimeout", SECONDS);
    return DriverManager.getConnection(url, properties);
  }

  /** Asks something that needs no table. */
  void check() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet one = statement.executeQuery("SELECT 1")) {
      one.next();
    }
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + url;
  }
}
