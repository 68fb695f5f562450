package dev.trawl.host;

import dev.trawl.database.Sql;
import dev.trawl.database.Texts;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Puts hosts aside that keep failing, and gives them up for the jobs that wait for them. Every call
 * is part of a transaction that has {@linkplain HostQueues#lock locked} the hosts.
 */
@ApplicationScoped
public class HostHealth {
  /**
   * Which queues, as {@code q}, wait for their host: not that of a job which has nothing to ask it
   * for any more, and would give it up for what it may find there later. By the URLs and not by
   * their number, which the caller's transaction changes after this.
   */
  private static final String WAITS =
      """
      NOT q.held AND q.given_up IS NULL
        AND EXISTS (SELECT FROM open_url o WHERE o.job = q.job AND o.host_id = q.host_id AND o.task IS NULL)
      """;

  private record Standing(int failures, int rounds, boolean waits) {}

  /** Notes what went wrong. */
  public void note(Connection connection, Map<Long, Trouble> troubles) {
    troubles.forEach((host, trouble) -> note(connection, host, trouble));
  }

  private static void note(Connection connection, long host, Trouble trouble) {
    // As it was before: a pause that this very answer asks for is no sign of an earlier one.
    Standing before = standing(connection, host);
    wait(connection, host, trouble.pause(), trouble.detail());
    // Requests that were under way when it was left alone say nothing new.
    if (trouble.robots() && !before.waits()) {
      askAgain(connection, host, trouble);
    }
    if (trouble.failures() > 0) {
      fail(connection, host, before, trouble);
    }
  }

  private static Standing standing(Connection connection, long host) {
    return Sql.query(
            connection,
            "SELECT failures, rounds, not_before > now() AS waits FROM host WHERE id = ?",
            row ->
                new Standing(row.getInt("failures"), row.getInt("rounds"), row.getBoolean("waits")),
            host)
        .get(0);
  }

  /** These answered as they should: what went wrong before is forgotten. */
  public void good(Connection connection, Collection<Long> hosts) {
    if (!hosts.isEmpty()) {
      Long[] ids = hosts.toArray(Long[]::new);
      Sql.update(
          connection,
          "UPDATE host SET failures = 0, rounds = 0, trouble = NULL WHERE id = ANY(?)",
          (Object) ids);
      Sql.update(
          connection,
          "UPDATE host_queue SET rounds = 0 WHERE host_id = ANY(?) AND rounds > 0 AND given_up IS NULL",
          (Object) ids);
    }
  }

  /** Nothing is known of it any more: it is asked for robots.txt anew, and at once. */
  public void forget(Connection connection, long host) {
    Sql.update(
        connection,
        """
        UPDATE host SET failures = 0, rounds = 0, trouble = NULL, not_before = '-infinity',
          robots_until = '-infinity', crawl_delay_ms = 0
        WHERE id = ?
        """,
        host);
    Sql.update(
        connection,
        """
        UPDATE host_queue SET rounds = 0, asked = 0, given_up = NULL, given_up_detail = NULL,
          due_at = CASE WHEN held OR queued = 0 THEN due_at ELSE now() END
        WHERE host_id = ?
        """,
        host);
  }

  /**
   * These were asked for robots.txt by a fetcher that keeps it to itself: they need not be asked
   * one URL at a time any more. Where a file is kept, it says for how long it is.
   */
  public void asked(Connection connection, Collection<Long> hosts) {
    if (!hosts.isEmpty()) {
      Sql.update(
          connection,
          """
          UPDATE host SET robots_until = now() + ? * interval '1 s'
          WHERE id = ANY(?) AND NOT EXISTS (SELECT FROM robots WHERE host_id = host.id)
          """,
          RobotsStore.KEPT.toSeconds(),
          hosts.toArray(Long[]::new));
    }
  }

  /** Where these answer from. */
  public void address(Connection connection, Map<Long, String> addresses) {
    if (!addresses.isEmpty()) {
      Sql.update(
          connection,
          "UPDATE host h SET address = a.address FROM unnest(?, ?) AS a (id, address) WHERE h.id = a.id",
          addresses.keySet().toArray(Long[]::new),
          addresses.values().stream().map(Texts::clean).toArray(String[]::new));
    }
  }

  private static void wait(Connection connection, long host, Duration pause, String why) {
    Sql.update(
        connection,
        """
        UPDATE host SET trouble = ?, not_before = greatest(not_before, now() + ? * interval '1 ms') WHERE id = ?
        """,
        why,
        pause.toMillis(),
        host);
  }

  private static void askAgain(Connection connection, long host, Trouble trouble) {
    List<Integer> asked =
        Sql.query(
            connection,
            "UPDATE host_queue q SET asked = asked + 1 WHERE host_id = ? AND obeys AND "
                + WAITS
                + "RETURNING asked",
            row -> row.getInt(1),
            host);
    giveUp(connection, host, "asked", RetryTable.ASKED, RetryTable.ROBOTS_UNREACHABLE, trouble);
    // By those that go on: a job that gives the host up shortens nobody's pause.
    int most =
        asked.isEmpty()
            ? 1
            : asked.stream()
                .filter(times -> times < RetryTable.ASKED)
                .max(Integer::compare)
                .orElse(RetryTable.ASKED);
    RetryTable.afterAsking(most - 1)
        .ifPresent(pause -> wait(connection, host, pause, trouble.detail()));
  }

  private static void fail(Connection connection, long host, Standing before, Trouble trouble) {
    int failures = before.failures() + trouble.failures();
    boolean puts = failures >= RetryTable.ASIDE_AFTER && !before.waits();
    Sql.update(
        connection,
        "UPDATE host SET failures = ?, rounds = ? WHERE id = ?",
        failures,
        before.rounds() + (puts ? 1 : 0),
        host);
    if (puts) {
      wait(connection, host, RetryTable.aside(before.rounds()), trouble.detail());
      Sql.update(
          connection,
          "UPDATE host_queue q SET rounds = rounds + 1 WHERE host_id = ? AND " + WAITS,
          host);
      giveUp(
          connection, host, "rounds", RetryTable.ROUNDS + 1, RetryTable.HOST_UNAVAILABLE, trouble);
    }
  }

  /** Gives the host up for the jobs that have waited for it that often. */
  private static void giveUp(
      Connection connection, long host, String counter, int limit, String error, Trouble trouble) {
    Sql.update(
        connection,
        """
        UPDATE host_queue q SET given_up = ?, given_up_detail = ?, due_at = 'infinity'
        WHERE host_id = ? AND %s >= ? AND %s
        """
            .formatted(counter, WAITS),
        error,
        trouble.detail(),
        host,
        limit);
  }
}
