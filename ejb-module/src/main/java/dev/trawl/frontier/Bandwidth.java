package dev.trawl.frontier;

import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The bandwidth of jobs that have a limit, over all nodes: an account for each job, to which the
 * limit's bytes are credited every second, up to those of one second, and from which bodies are
 * debited when they are stored. While it is overdrawn, the job gets nothing new.
 *
 * <p>So the limit holds for the average, and nothing that was leased is held up: all that is in
 * flight may come in one second, and is waited for afterwards.
 */
@ApplicationScoped
class Bandwidth {
  /** Bytes that came, and the limit of their job, in bytes a second. */
  record Debit(long bytes, long rate) {
    Debit plus(Debit other) {
      return new Debit(bytes + other.bytes, other.rate);
    }
  }

  /** Takes what came from the accounts of its jobs, which are made by the first who need them. */
  void debit(Connection connection, Map<Integer, Debit> debits) {
    for (Map.Entry<Integer, Debit> job : new TreeMap<>(debits).entrySet()) {
      long bytes = job.getValue().bytes();
      long rate = job.getValue().rate();
      // Whoever waited for the row has read the clock before.
      Sql.update(
          connection,
          """
          INSERT INTO job_bandwidth AS b (job, balance, counted) VALUES (?, ? - ?, clock_timestamp())
          ON CONFLICT (job) DO UPDATE SET counted = greatest(b.counted, EXCLUDED.counted), balance = least(?,
            b.balance + ? * greatest(0, extract(epoch FROM EXCLUDED.counted - b.counted))) - ?
          """,
          job.getKey(),
          rate,
          bytes,
          rate,
          rate,
          bytes);
    }
  }

  /** For each of the jobs whose account is overdrawn, how long it will be. */
  Map<Integer, Duration> overdrawn(Connection connection, Collection<JobContext> jobs) {
    Map<Integer, Long> rates = new TreeMap<>();
    for (JobContext job : jobs) {
      job.request().politeness().maxBytesPerSecond().ifPresent(rate -> rates.put(job.num(), rate));
    }
    Map<Integer, Duration> overdrawn = new HashMap<>();
    if (!rates.isEmpty()) {
      Sql.query(
          connection,
          """
          SELECT job, ceil(-1000 * (balance + rate * extract(epoch FROM clock_timestamp() - counted)) / rate) AS ms
          FROM job_bandwidth JOIN unnest(?, ?) AS r (job, rate) USING (job)
          WHERE balance < 0 AND balance + rate * extract(epoch FROM clock_timestamp() - counted) < 0
          """,
          row -> overdrawn.put(row.getInt("job"), Duration.ofMillis(row.getLong("ms"))),
          rates.keySet().toArray(Integer[]::new),
          rates.values().toArray(Long[]::new));
    }
    return overdrawn;
  }
}
