package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.DatabaseLogin;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The database: whether it is reached, keeps what it confirms, and has our tables. */
final class DatabaseCheck implements Check {

  private static final String SUBJECT = "database";
  private static final String CLOCK = "clock";
  private static final int TESTED = 17;
  private static final int CONNECTIONS_OF_A_NODE = 24;
  private static final Duration LONG_IDLE = Duration.ofMinutes(1);
  private static final Duration LARGE_DIFFERENCE = Duration.ofSeconds(2);

  @Override
  public List<Finding> look(Deployment deployment) {
    Optional<DatabaseLogin> login = deployment.stack().databaseLogin();
    if (login.isEmpty()) {
      return List.of(
          Finding.problem(SUBJECT, "there is none yet", "./trawl up makes one of its own"));
    }
    try (Connection connection = login.get().connect()) {
      return judge(DatabaseFacts.of(connection), NodesCheck.count(deployment));
    } catch (SQLException e) {
      String why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return List.of(
          Finding.problem(
              SUBJECT,
              "cannot be used as " + login.get() + ": " + why,
              deployment.settings().database().isPresent()
                  ? "check TRAWL_DB_URL, TRAWL_DB_USER and TRAWL_DB_PASSWORD"
                  : "see ./trawl logs postgres"));
    }
  }

  static List<Finding> judge(DatabaseFacts facts, int nodes) {
    List<Finding> findings = new ArrayList<>();
    version(facts).ifPresent(findings::add);
    kept(facts, findings);
    connections(facts, nodes).ifPresent(findings::add);
    schema(facts).ifPresent(findings::add);
    idle(facts).ifPresent(findings::add);
    if (findings.isEmpty()) {
      findings.add(
          Finding.ok(
              SUBJECT,
              "PostgreSQL %s, schema version %s"
                  .formatted(facts.setting("server_version"), facts.schema().orElse("none"))));
    }
    findings.add(clock(facts.ahead()));
    return findings;
  }

  private static Optional<Finding> version(DatabaseFacts facts) {
    boolean old = facts.number("server_version_num") / 10_000 < TESTED;
    return old
        ? Optional.of(
            Finding.warning(
                SUBJECT,
                "PostgreSQL " + facts.setting("server_version") + " is older than what is tested",
                "use PostgreSQL 17"))
        : Optional.empty();
  }

  private static void kept(DatabaseFacts facts, List<Finding> findings) {
    if (!facts.setting("server_encoding").equals("UTF8")) {
      findings.add(
          Finding.problem(
              SUBJECT,
              "its encoding is " + facts.setting("server_encoding") + ": not every page fits in",
              "make a database with ENCODING 'UTF8'"));
    }
    if (facts.standby() || facts.setting("default_transaction_read_only").equals("on")) {
      findings.add(
          Finding.problem(
              SUBJECT,
              "it only reads: a standby, or set so",
              "let TRAWL_DB_URL lead to the primary (targetServerType=primary)"));
    }
    for (String name : List.of("fsync", "full_page_writes")) {
      if (facts.setting(name).equals("off")) {
        findings.add(
            Finding.problem(
                SUBJECT,
                name + " is off: a crash of the machine may destroy it",
                "set it on in postgresql.conf and restart the database"));
      }
    }
    if (facts.setting("synchronous_commit").equals("off")) {
      findings.add(
          Finding.problem(
              SUBJECT,
              "synchronous_commit is off: a crash loses pages that were acknowledged",
              "set it on; where a commit need not wait, Trawl says so itself"));
    }
  }

  private static Optional<Finding> connections(DatabaseFacts facts, int nodes) {
    int room =
        facts.number("max_connections")
            - facts.number("superuser_reserved_connections")
            - facts.number("reserved_connections");
    int needed = nodes * CONNECTIONS_OF_A_NODE;
    return room < needed
        ? Optional.of(
            Finding.problem(
                SUBJECT,
                "it takes %d connections, and %d nodes want up to %d"
                    .formatted(room, nodes, needed),
                "raise max_connections to " + (needed + 20) + " at least"))
        : Optional.empty();
  }

  private static Optional<Finding> schema(DatabaseFacts facts) {
    if (facts.failedMigrations() > 0) {
      return Optional.of(
          Finding.problem(
              SUBJECT,
              "a migration of its tables did not succeed",
              "see ./trawl logs application, and restore the backup if there is one"));
    }
    return facts.schema().isEmpty()
        ? Optional.of(
            Finding.warning(
                SUBJECT, "it has no tables yet", "the first node that starts makes them"))
        : Optional.empty();
  }

  private static Optional<Finding> idle(DatabaseFacts facts) {
    return facts.idle().compareTo(LONG_IDLE) > 0
        ? Optional.of(
            Finding.warning(
                SUBJECT,
                "a transaction has been open for %d s without doing anything: tables grow"
                    .formatted(facts.idle().toSeconds()),
                "find it in pg_stat_activity, and end it by pg_terminate_backend"))
        : Optional.empty();
  }

  static Finding clock(Duration ahead) {
    String tenths = String.valueOf(Math.abs(ahead.toMillis()) / 1000.0);
    return ahead.abs().compareTo(LARGE_DIFFERENCE) > 0
        ? Finding.warning(
            CLOCK,
            "this machine's and the database's differ by "
                + tenths
                + " s: logs do not fit together",
            "let both follow the same time server")
        : Finding.ok(CLOCK, "this machine's and the database's agree");
  }
}
