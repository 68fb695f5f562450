package dev.trawl.stack;

import java.util.Map;

/**
 * How one logs in to a stack's own database. The one place that knows its user and name.
 *
 * @param port on the loopback address
 */
public record DatabaseLogin(int port, String user, String password) {

  public static final String NAME = "trawl";

  private static final String USER = "trawl";
  private static final String SUPERUSER = "postgres";

  /** As the application does. */
  public static DatabaseLogin of(Trawl trawl) {
    return new DatabaseLogin(trawl.port("TRAWL_DB_PORT"), USER, trawl.secret("database"));
  }

  public static DatabaseLogin ofSuperuser(Trawl trawl) {
    return new DatabaseLogin(trawl.port("TRAWL_DB_PORT"), SUPERUSER, trawl.secret(SUPERUSER));
  }

  /** For JDBC. */
  public String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The variables for a node that reaches the database at another port, or this one. */
  public Map<String, String> variables(int otherPort) {
    return Map.of(
        "TRAWL_DB_URL", new DatabaseLogin(otherPort, user, password).url(NAME),
        "TRAWL_DB_USER", user,
        "TRAWL_DB_PASSWORD", password);
  }
}
