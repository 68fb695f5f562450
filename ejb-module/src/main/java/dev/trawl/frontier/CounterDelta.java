package dev.trawl.frontier;

import dev.trawl.database.Sql;
import java.sql.Connection;
import java.util.Map;
import java.util.TreeMap;

/** How a transaction changes a job's counters. */
record CounterDelta(
    long discovered,
    long fetched,
    long redirected,
    long failed,
    long excluded,
    long bytes,
    long duplicates,
    long notModified) {
  static final CounterDelta NONE = new CounterDelta(0, 0, 0, 0, 0, 0, 0, 0);

  /** Of URLs whose failure is taken back. */
  static CounterDelta noLongerFailed(long count) {
    return new CounterDelta(0, 0, 0, -count, 0, 0, 0, 0);
  }

  static CounterDelta discovered(long discovered, long excluded) {
    return new CounterDelta(discovered, 0, 0, 0, excluded, 0, 0, 0);
  }

  static CounterDelta duplicates(long count) {
    return new CounterDelta(0, 0, 0, 0, 0, 0, count, 0);
  }

  static CounterDelta of(Verdict verdict) {
    if (verdict instanceof Verdict.Fetched fetched) {
      return new CounterDelta(0, 1, 0, 0, 0, fetched.bytes(), 0, fetched.notModified() ? 1 : 0);
    } else if (verdict instanceof Verdict.Redirected redirected) {
      return new CounterDelta(0, 0, 1, 0, 0, redirected.bytes(), 0, 0);
    } else if (verdict instanceof Verdict.Failed failed) {
      return new CounterDelta(0, 0, 0, 1, 0, failed.bytes(), 0, 0);
    } else if (verdict instanceof Verdict.Excluded) {
      return discovered(0, 1);
    }
    return NONE;
  }

  CounterDelta plus(CounterDelta other) {
    return new CounterDelta(
        discovered + other.discovered,
        fetched + other.fetched,
        redirected + other.redirected,
        failed + other.failed,
        excluded + other.excluded,
        bytes + other.bytes,
        duplicates + other.duplicates,
        notModified + other.notModified);
  }

  /**
   * Adds deltas to the rows of one shard.
   *
   * @param deltas by job
   */
  static void add(Connection connection, int shard, Map<Integer, CounterDelta> deltas) {
    for (Map.Entry<Integer, CounterDelta> job : new TreeMap<>(deltas).entrySet()) {
      CounterDelta delta = job.getValue();
      if (!delta.equals(NONE)) {
        Sql.update(
            connection,
            """
            INSERT INTO job_counter AS c (job, shard, discovered, fetched, redirected, failed, excluded, bytes, duplicates, not_modified)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (job, shard) DO UPDATE SET discovered = c.discovered + EXCLUDED.discovered,
              fetched = c.fetched + EXCLUDED.fetched, redirected = c.redirected + EXCLUDED.redirected,
              failed = c.failed + EXCLUDED.failed, excluded = c.excluded + EXCLUDED.excluded,
              bytes = c.bytes + EXCLUDED.bytes, duplicates = c.duplicates + EXCLUDED.duplicates,
              not_modified = c.not_modified + EXCLUDED.not_modified
            """,
            job.getKey(),
            shard,
            delta.discovered,
            delta.fetched,
            delta.redirected,
            delta.failed,
            delta.excluded,
            delta.bytes,
            delta.duplicates,
            delta.notModified);
      }
    }
  }
}
