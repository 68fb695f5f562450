package dev.trawl.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;

/**
 * A real PostgreSQL with the product's schema, started once for all tests of this Java machine and
 * stopped with it.
 */
public final class TestDatabase {
  /** Made by the first who needs it. */
  private static final class Running {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        EmbeddedPostgres server = EmbeddedPostgres.start();
        Flyway.configure(TestDatabase.class.getClassLoader())
            .dataSource(server.getPostgresDatabase())
            .locations("classpath:db/migration")
            .load()
            .migrate();
        forgoRobots(server);
        return server;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    /** Most tests are about hosts that have been asked for robots.txt; the others say so. */
    private static void forgoRobots(EmbeddedPostgres server) throws SQLException {
      try (Connection connection = server.getPostgresDatabase().getConnection()) {
        Sql.update(connection, "ALTER TABLE host ALTER robots_until SET DEFAULT 'infinity'");
      }
    }
  }

  private TestDatabase() {}

  /** A connection in a transaction. */
  public static Connection connect() throws SQLException {
    Connection connection = Running.SERVER.getPostgresDatabase().getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  /** All that the classes under test ask of it is the transaction's connection. */
  public static EntityManager entityManager(Connection connection) {
    return (EntityManager)
        Proxy.newProxyInstance(
            TestDatabase.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("unwrap")) {
                return connection;
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  /** Empties all tables. */
  public static void clear() throws SQLException {
    try (Connection connection = connect()) {
      List<String> tables =
          Sql.query(
              connection,
              "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'flyway%'",
              row -> row.getString(1));
      Sql.update(connection, "TRUNCATE " + String.join(", ", tables) + " RESTART IDENTITY CASCADE");
      connection.commit();
    }
  }

  /** The one number that a query answers with. */
  public static long number(Connection connection, String sql, @Nullable Object... arguments) {
    return Sql.query(connection, sql, row -> row.getLong(1), arguments).get(0);
  }

  /** Returns once so many other connections wait for a lock; fails after ten seconds. */
  public static void awaitWaiting(Connection connection, int count) throws InterruptedException {
    long end = System.nanoTime() + 10_000_000_000L;
    while (number(
            connection,
            "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()")
        < count) {
      if (System.nanoTime() > end) {
        throw new AssertionError("nobody waits for a lock");
      }
      Thread.sleep(10);
      Sql.query(connection, "SELECT pg_stat_clear_snapshot()", row -> 1);
    }
  }
}
