package dev.trawl.launcher.part;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A PostgreSQL of our own, durable like any other: fsync and synchronous commit are on. */
final class Postgres implements Part {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Role or database not there yet (SQLSTATE). */
  private static final Set<String> NOT_PROVISIONED = Set.of("28P01", "28000", "3D000");

  private final Home home;
  private final Path folder;
  private final Path output;
  private final Secrets secrets;
  private final Port port;

  Postgres(Home home, Settings settings, Secrets secrets) {
    this.home = home;
    this.folder = settings.data().resolve("postgres");
    this.output = settings.data().resolve("log/postgres.log");
    this.secrets = secrets;
    this.port = new Port("127.0.0.1", settings.databasePort(), "TRAWL_DB_PORT");
  }

  /** How the application logs in: as the owner of the database, who is no superuser. */
  DatabaseLogin login() {
    return new DatabaseLogin(url("trawl"), "trawl", secrets.get("database"));
  }

  /** Whether it was started before, so that there is somebody who may log in. */
  boolean known() {
    return Files.exists(secrets.file("database"));
  }

  @Override
  public String name() {
    return "PostgreSQL";
  }

  @Override
  public String id() {
    return "postgres";
  }

  @Override
  public List<Port> ports() {
    return List.of(port);
  }

  @Override
  public Launch prepare() {
    Folders.make(folder);
    secrets.get("postgres");
    PostgresPrograms programs = PostgresPrograms.unpacked(home.postgres(), folder);
    PostgresCluster cluster = new PostgresCluster(folder.resolve("cluster"));
    cluster.create(programs, secrets.file("postgres"), output);
    cluster.configure(port.number());
    return new Launch(
        programs.command("postgres", "-D", cluster.folder().toString()),
        Map.of("LC_ALL", "C"),
        folder,
        output);
  }

  @Override
  public boolean ready() {
    try {
      login().check();
      return true;
    } catch (SQLException e) {
      return NOT_PROVISIONED.contains(e.getSQLState()) && provisioned();
    }
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }

  /** SIGINT is PostgreSQL's fast shutdown: it does not wait for clients to leave. */
  @Override
  public void terminate(ProcessHandle process) {
    try {
      if (File.separatorChar == '/') {
        new ProcessBuilder("sh", "-c", "kill -INT " + process.pid()).start().waitFor();
      } else {
        process.destroy();
      }
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** After kill -9 its children need a moment to notice; until then the memory is still theirs. */
  @Override
  public boolean worthAnotherTry(String output) {
    return output.contains("pre-existing shared memory block")
        || output.contains("lock file \"postmaster.pid\" already exists");
  }

  private boolean provisioned() {
    try (Connection connection =
            new DatabaseLogin(url("postgres"), "postgres", secrets.get("postgres")).connect();
        Statement statement = connection.createStatement()) {
      // The statements hold a password; a failing one must not show up in the log.
      statement.execute("SET log_min_error_statement = panic");
      if (!exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = 'trawl'")) {
        statement.execute("CREATE ROLE trawl LOGIN");
      }
      statement.execute("ALTER ROLE trawl PASSWORD '" + secrets.get("database") + "'");
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = 'trawl'")) {
        statement.execute("CREATE DATABASE trawl OWNER trawl");
      }
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port.number() + "/" + database;
  }
}
