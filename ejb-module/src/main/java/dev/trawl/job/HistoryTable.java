package dev.trawl.job;

import dev.trawl.database.Sql;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Samples of jobs' counters, at most {@link #MOST} of a job: when there would be more, every second
 * one goes, and from then on they are taken half as often. They are numbered in ticks of the first
 * interval, so that what goes is told by its number.
 */
final class HistoryTable {
  /** The most samples of a job; a power of two. */
  static final int MOST = 512;

  /** The first interval, and how often running jobs are looked at. */
  static final Duration TICK = Duration.ofSeconds(10);

  /** Whoever looks half a tick early is not too early: two looks are never exactly a tick apart. */
  private static final long SLACK_SECONDS = TICK.toSeconds() / 2;

  /** Held while samples of all jobs are taken, and while those of a job go for good. */
  private static final long LOCK = 7_212_019;

  /**
   * One statement for however many jobs run. Of a sample that somebody else takes at the same
   * moment the job's last one is kept, since nothing follows it.
   */
  private static final String TAKE =
      """
      WITH due AS (
        SELECT j.num AS job, coalesce(h.tick + h.step, 0) AS tick, coalesce(h.step, 1) AS step
        FROM job j LEFT JOIN LATERAL
          (SELECT tick, step, at FROM job_history WHERE job = j.num ORDER BY tick DESC LIMIT 1) h ON true
        WHERE %s),
      counted AS (
        SELECT d.job, coalesce(sum(c.discovered), 0) AS discovered, coalesce(sum(c.fetched), 0) AS fetched,
               coalesce(sum(c.redirected), 0) AS redirected, coalesce(sum(c.failed), 0) AS failed,
               coalesce(sum(c.excluded), 0) AS excluded, coalesce(sum(c.bytes), 0) AS bytes
        FROM due d LEFT JOIN job_counter c USING (job) GROUP BY d.job),
      leased AS (
        SELECT job, count(*) AS urls FROM open_url WHERE task IS NOT NULL AND NOT sitemap GROUP BY job),
      taken AS (
        INSERT INTO job_history (job, tick, step, at, discovered, in_flight, fetched, redirected, failed, excluded, bytes)
        SELECT d.job, d.tick, CASE WHEN d.tick = %d * d.step THEN 2 * d.step ELSE d.step END, now(),
               c.discovered, coalesce(l.urls, 0), c.fetched, c.redirected, c.failed, c.excluded, c.bytes
        FROM due d JOIN counted c USING (job) LEFT JOIN leased l USING (job)
        ON CONFLICT (job, tick) DO %s RETURNING job, tick, step)
      SELECT job, step FROM taken WHERE tick = %d * step AND step > 1
      """;

  private static final String TAKE_ALL =
      TAKE.formatted(
          """
          j.finished IS NULL AND NOT j.deleted AND j.state IN ('RUNNING', 'STOPPING')
            AND (h.at IS NULL OR h.at <= now() - (h.step * ? - ?) * interval '1 s')
          """,
          MOST,
          "NOTHING",
          MOST / 2);

  private static final String TAKE_ONE =
      TAKE.formatted(
          "j.num = ?",
          MOST,
          """
          UPDATE SET at = EXCLUDED.at, discovered = EXCLUDED.discovered, in_flight = EXCLUDED.in_flight,
            fetched = EXCLUDED.fetched, redirected = EXCLUDED.redirected, failed = EXCLUDED.failed,
            excluded = EXCLUDED.excluded, bytes = EXCLUDED.bytes
          """,
          MOST / 2);

  private HistoryTable() {}

  /** A job that has got one sample too many, and the step that it has from now on. */
  private record Full(int job, int step) {}

  private record Row(int step, Sample sample) {}

  /** Samples of all jobs that run, of those that are due for one. */
  static void sampleRunning(Connection connection) {
    lock(connection);
    // What a crash of the database loses of this is a point of a curve.
    Sql.doNotWaitForTheDisk(connection);
    thin(
        connection,
        Sql.query(connection, TAKE_ALL, HistoryTable::full, TICK.toSeconds(), SLACK_SECONDS));
  }

  /** A sample of one job, whether it is due or not: it starts, or ends. */
  static void sample(Connection connection, int job) {
    thin(connection, Sql.query(connection, TAKE_ONE, HistoryTable::full, job));
  }

  private static Full full(ResultSet row) throws SQLException {
    return new Full(row.getInt("job"), row.getInt("step"));
  }

  private static void thin(Connection connection, List<Full> jobs) {
    for (Full full : jobs) {
      Sql.update(
          connection,
          "DELETE FROM job_history WHERE job = ? AND tick % ? <> 0",
          full.job(),
          full.step());
    }
  }

  /**
   * The last samples of a job.
   *
   * @param limit the most of them, from 1
   */
  static History last(Connection connection, int job, int limit) {
    List<Row> rows =
        Sql.query(
            connection,
            "SELECT * FROM job_history WHERE job = ? ORDER BY tick DESC LIMIT ?",
            row -> new Row(row.getInt("step"), sample(row)),
            job,
            limit);
    int step = rows.isEmpty() ? 1 : rows.get(0).step();
    Collections.reverse(rows);
    return new History(TICK.multipliedBy(step), rows.stream().map(Row::sample).toList());
  }

  private static Sample sample(ResultSet row) throws SQLException {
    long fetched = row.getLong("fetched");
    long redirected = row.getLong("redirected");
    long failed = row.getLong("failed");
    long excluded = row.getLong("excluded");
    long inFlight = row.getLong("in_flight");
    long discovered = row.getLong("discovered");
    return new Sample(
        Sql.instant(row, "at").orElseThrow(),
        discovered,
        discovered - inFlight - fetched - redirected - failed - excluded,
        inFlight,
        fetched,
        redirected,
        failed,
        excluded,
        row.getLong("bytes"));
  }

  /** All of a job that was deleted before. */
  static void remove(Connection connection, int job) {
    // Who takes samples may have read the job before it was deleted, and write after this.
    lock(connection);
    Sql.update(connection, "DELETE FROM job_history WHERE job = ?", job);
  }

  private static void lock(Connection connection) {
    Sql.query(connection, "SELECT pg_advisory_xact_lock(?)", row -> 1, LOCK);
  }
}
