package dev.trawl.host;

import dev.trawl.database.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/** The queues of all jobs on all hosts. Every call is part of the caller's transaction. */
@ApplicationScoped
public class HostQueues {
  /**
   * What changes in a queue.
   *
   * @param count URLs that arrived, less those that left
   * @param manners the job's, for a queue that is new
   * @param soonest when the first of them may be taken; none arrived if negative
   */
  public record Change(long count, Manners manners, Duration soonest) {
    /** The time of a change with which nothing arrived. */
    public static final Duration NONE_ARRIVED = Duration.ofMillis(-1);

    /** Whether nothing changes. */
    public boolean isNone() {
      return count == 0 && soonest.isNegative();
    }

    /** Both together. */
    public Change plus(Change other) {
      Duration first =
          soonest.isNegative()
                  || (!other.soonest.isNegative() && other.soonest.compareTo(soonest) < 0)
              ? other.soonest
              : soonest;
      return new Change(count + other.count, manners, first);
    }
  }

  /** What a dispatcher took from a queue, and when to look at it again. */
  public record Taken(QueueKey key, long count, long seen, Duration next) {
    /** Not to be looked at again before something happens to the queue or its host. */
    public static final Duration UNTIL_AN_EVENT = Duration.ofDays(36_500);
  }

  /**
   * Locks hosts, then their queues and others that the caller is going to change, in the one order.
   */
  public void lock(Connection connection, Collection<Long> hosts, Collection<QueueKey> others) {
    Long[] locked = hosts.stream().distinct().toArray(Long[]::new);
    if (locked.length == 0) {
      return;
    }
    Sql.query(
        connection,
        "SELECT 1 FROM host WHERE id = ANY(?) ORDER BY id FOR UPDATE",
        row -> 1,
        (Object) locked);
    Sql.query(
        connection,
        """
        SELECT 1 FROM host_queue q
        JOIN (SELECT job, host_id FROM host_queue WHERE host_id = ANY(?)
              UNION SELECT * FROM unnest(?, ?)) AS k (job, host_id) USING (job, host_id)
        ORDER BY job, host_id FOR UPDATE OF q
        """,
        row -> 1,
        locked,
        others.stream().map(QueueKey::job).toArray(Integer[]::new),
        others.stream().map(QueueKey::host).toArray(Long[]::new));
  }

  /**
   * Connections to these hosts, locked, are free: the delay of their queues starts to run.
   *
   * @return whether one of them may be asked again at once
   */
  public boolean free(Connection connection, Collection<Long> hosts) {
    Map<Long, Duration> now = new HashMap<>();
    hosts.forEach(host -> now.put(host, Duration.ZERO));
    return free(connection, now);
  }

  /**
   * The same, where the last request ended some time ago: the delay runs from then on.
   *
   * @param ended for how long each host has been free, not more
   */
  boolean free(Connection connection, Map<Long, Duration> ended) {
    if (!ended.isEmpty()) {
      Sql.update(
          connection,
          """
          UPDATE host h SET last_contact =
            greatest(h.last_contact, clock_timestamp() - e.micros * interval '1 microsecond')
          FROM unnest(?, ?) AS e (id, micros) WHERE h.id = e.id
          """,
          ended.keySet().toArray(Long[]::new),
          ended.values().stream().map(age -> age.toNanos() / 1_000).toArray(Long[]::new));
    }
    return freeUnasked(connection, ended.keySet());
  }

  /** As {@link #free(Connection, Collection)}, without a request: nothing starts to run. */
  public boolean freeUnasked(Connection connection, Collection<Long> hosts) {
    Long[] freed = hosts.stream().distinct().toArray(Long[]::new);
    if (freed.length == 0) {
      return false;
    }
    List<Boolean> due =
        Sql.query(
            connection,
            """
        UPDATE host_queue q SET due_at = greatest(d.not_before,
            d.last_contact + greatest(d.delay, CASE WHEN d.obeys THEN d.crawl_delay_ms ELSE 0 END) * interval '1 ms')
        FROM (SELECT host_id, h.last_contact, h.not_before, h.crawl_delay_ms, max(delay_ms) AS delay, bool_or(obeys) AS obeys
              FROM host_queue JOIN host h ON h.id = host_id
              WHERE host_id = ANY(?) AND NOT held AND given_up IS NULL GROUP BY host_id, h.id) d
        WHERE q.host_id = d.host_id AND q.queued > 0 AND NOT q.held AND q.given_up IS NULL
        RETURNING q.due_at <= clock_timestamp()
        """,
            row -> row.getBoolean(1),
            (Object) freed);
    return due.contains(true);
  }

  /** Lets URLs arrive in queues, and makes queues that are new. */
  public void change(Connection connection, Map<QueueKey, Change> changes) {
    if (changes.isEmpty()) {
      return;
    }
    SortedMap<QueueKey, Change> sorted = new TreeMap<>(changes);
    Sql.update(
        connection,
        """
        INSERT INTO host_queue AS q (job, host_id, queued, delay_ms, connections, obeys, due_at)
        SELECT job, host_id, queued, delay_ms, connections, obeys,
               CASE WHEN soonest < 0 THEN 'infinity' ELSE now() + soonest * interval '1 ms' END
        FROM unnest(?, ?, ?, ?, ?, ?, ?) AS a (job, host_id, queued, delay_ms, connections, obeys, soonest)
        ON CONFLICT (job, host_id) DO UPDATE SET queued = q.queued + EXCLUDED.queued,
          due_at = CASE WHEN q.held OR q.given_up IS NOT NULL THEN q.due_at ELSE least(q.due_at, EXCLUDED.due_at) END
        """,
        sorted.keySet().stream().map(QueueKey::job).toArray(Integer[]::new),
        sorted.keySet().stream().map(QueueKey::host).toArray(Long[]::new),
        sorted.values().stream().map(Change::count).toArray(Long[]::new),
        manners(sorted, manners -> manners.delay().toMillis()).toArray(Long[]::new),
        manners(sorted, Manners::connections).toArray(Integer[]::new),
        manners(sorted, Manners::obeysRobots).toArray(Boolean[]::new),
        sorted.values().stream().map(change -> change.soonest().toMillis()).toArray(Long[]::new));
  }

  private static <T> Stream<T> manners(
      SortedMap<QueueKey, Change> changes, Function<Manners, T> value) {
    return changes.values().stream().map(Change::manners).map(value);
  }

  /**
   * Queues that are due, the longest waiting first, with their hosts locked; hosts that are locked
   * are skipped.
   */
  public List<DueQueue> due(Connection connection, int limit) {
    List<QueueKey> locked =
        Sql.query(
            connection,
            """
            SELECT q.job, q.host_id FROM host_queue q JOIN host h ON h.id = q.host_id
            WHERE q.due_at <= now() ORDER BY q.due_at LIMIT ? FOR UPDATE OF h SKIP LOCKED
            """,
            row -> new QueueKey(row.getInt("job"), row.getLong("host_id")),
            limit);
    return locked.isEmpty() ? List.of() : read(connection, locked);
  }

  /**
   * Queues whose hosts are locked. A statement of its own: the one that locked them may not see
   * what the dispatcher before it has leased.
   */
  private static List<DueQueue> read(Connection connection, List<QueueKey> locked) {
    return Sql.query(
        connection,
        """
        SELECT q.job, q.host_id, q.queued, h.origin, h.address, p.delay_ms, p.late_ms, p.asks, p.probes,
               q.obeys AND NOT q.sitemaps AND h.robots_until > now() AS offers,
               CASE WHEN p.probes THEN 1 ELSE p.connections END
                 - (SELECT count(*) FROM task t WHERE t.host_id = q.host_id AND t.open) AS free,
               greatest(
                 CASE WHEN p.delay_ms = 0 OR h.last_contact = '-infinity' THEN 0
                      ELSE ceil(extract(epoch FROM h.last_contact - now()) * 1000)::bigint + p.delay_ms END,
                 CASE WHEN h.not_before > now()
                      THEN ceil(extract(epoch FROM h.not_before - now()) * 1000)::bigint ELSE 0 END) AS wait_ms
        FROM unnest(?, ?) WITH ORDINALITY AS d (job, host_id, n)
        JOIN host_queue q USING (job, host_id) JOIN host h ON h.id = q.host_id
        CROSS JOIN LATERAL (
          SELECT greatest(max(delay_ms), CASE WHEN bool_or(obeys) THEN h.crawl_delay_ms ELSE 0 END) AS delay_ms,
                 min(connections) AS connections,
                 q.obeys AND h.robots_until <= now() AS asks,
                 h.failures >= ? OR (q.obeys AND h.robots_until <= now()) AS probes,
                 (extract(epoch FROM now() - q.due_at) * 1000)::bigint AS late_ms
          FROM host_queue o WHERE o.host_id = q.host_id AND NOT o.held AND o.given_up IS NULL) p
        WHERE q.due_at <= now() AND p.delay_ms IS NOT NULL
        ORDER BY d.n
        """,
        row ->
            new DueQueue(
                new QueueKey(row.getInt("job"), row.getLong("host_id")),
                row.getString("origin"),
                row.getLong("queued"),
                Duration.ofMillis(row.getLong("delay_ms")),
                row.getInt("free"),
                Duration.ofMillis(row.getLong("wait_ms")),
                Duration.ofMillis(row.getLong("late_ms")),
                row.getBoolean("probes"),
                row.getBoolean("asks"),
                row.getBoolean("offers"),
                Optional.ofNullable(row.getString("address"))),
        locked.stream().map(QueueKey::job).toArray(Integer[]::new),
        locked.stream().map(QueueKey::host).toArray(Long[]::new),
        RetryTable.ASIDE_AFTER);
  }

  /**
   * Tasks that hold a connection to these addresses, over all the hosts that answer from them. One
   * number for each address; none for those without.
   */
  public Map<String, Integer> atAddresses(Connection connection, Collection<String> addresses) {
    Map<String, Integer> tasks = new HashMap<>();
    if (!addresses.isEmpty()) {
      Sql.query(
          connection,
          """
          SELECT h.address, count(*) FROM task t JOIN host h ON h.id = t.host_id
          WHERE t.open AND h.address = ANY(?) GROUP BY h.address
          """,
          row -> tasks.put(row.getString(1), row.getInt(2)),
          (Object) addresses.toArray(String[]::new));
    }
    return tasks;
  }

  /**
   * Notes what was taken. Where URLs arrived since the queue was read, it stays due: their arrival
   * must not be overwritten.
   */
  public void take(Connection connection, List<Taken> taken) {
    Integer[] jobs = taken.stream().map(t -> t.key().job()).toArray(Integer[]::new);
    Long[] hosts = taken.stream().map(t -> t.key().host()).toArray(Long[]::new);
    // An update alone locks in whatever order it finds them.
    Sql.query(
        connection,
        """
        SELECT 1 FROM host_queue JOIN unnest(?, ?) AS t (job, host_id) USING (job, host_id)
        ORDER BY job, host_id FOR UPDATE OF host_queue
        """,
        row -> 1,
        jobs,
        hosts);
    Sql.update(
        connection,
        """
        UPDATE host_queue q SET queued = q.queued - t.count, due_at =
          CASE WHEN q.queued = t.count OR q.held OR q.given_up IS NOT NULL THEN 'infinity'
               WHEN q.queued <> t.seen THEN now()
               WHEN t.next > 3000000000000 THEN 'infinity'
               ELSE now() + t.next * interval '1 ms' END
        FROM unnest(?, ?, ?, ?, ?) AS t (job, host_id, count, seen, next)
        WHERE q.job = t.job AND q.host_id = t.host_id
        """,
        jobs,
        hosts,
        taken.stream().map(Taken::count).toArray(Long[]::new),
        taken.stream().map(Taken::seen).toArray(Long[]::new),
        taken.stream().map(t -> t.next().toMillis()).toArray(Long[]::new));
  }

  /** Takes nothing more from a job's queues until {@link #resume}. */
  public void hold(Connection connection, int job) {
    Sql.update(
        connection,
        "UPDATE host_queue SET held = true, due_at = 'infinity' WHERE job = ? AND NOT held",
        job);
  }

  /** Makes a job's queues due again. */
  public void resume(Connection connection, int job) {
    Sql.update(
        connection,
        """
        UPDATE host_queue SET held = false,
          due_at = CASE WHEN queued > 0 AND given_up IS NULL THEN now() ELSE 'infinity' END
        WHERE job = ? AND held
        """,
        job);
  }

  /** Locks all queues of a job, before those of them that the caller is going to change. */
  public void lock(Connection connection, int job) {
    Sql.query(
        connection,
        "SELECT 1 FROM host_queue WHERE job = ? ORDER BY host_id FOR UPDATE",
        row -> 1,
        job);
  }

  /**
   * Gives a job's queues, locked, other manners, and makes them due so that they are looked at
   * anew: what they waited for may not hold any more.
   *
   * @param resumes whether those that are held are held no longer
   */
  public void change(Connection connection, int job, Manners manners, boolean resumes) {
    Sql.update(
        connection,
        """
        UPDATE host_queue SET delay_ms = ?, connections = ?, held = held AND NOT ?, due_at =
          CASE WHEN queued > 0 AND given_up IS NULL AND (NOT held OR ?) THEN now() ELSE due_at END
        WHERE job = ?
        """,
        manners.delay().toMillis(),
        manners.connections(),
        resumes,
        resumes,
        job);
  }

  /**
   * Forgets a job's queues, when nothing of it is open any more.
   *
   * @return how many there were
   */
  public int drop(Connection connection, int job) {
    return Sql.update(connection, "DELETE FROM host_queue WHERE job = ?", job);
  }
}
