package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.scope.Area;
import dev.trawl.scope.Parameters;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import dev.trawl.url.Where;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Shuts areas without end. From then on no job context offers URLs of them; what was queued before
 * is excluded afterwards, round by round. What is in flight ends as usual.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class TrapShutting {
  private static final Logger LOG = System.getLogger(TrapShutting.class.getName());
  private static final int A_ROUND = 2_000;
  private static final int SAMPLE = 2_000;

  /** URLs of the job that are looked at for a sample, besides those that wait for the host. */
  private static final int LOOKED_AT = 100_000;

  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;

  /**
   * An area to do something about.
   *
   * @param ripe whether it is to be judged first
   */
  public record Pending(AreaKey key, boolean ripe) {}

  /** Where in the queues of the area's hosts a sweep is. */
  public record Position(int depth, long seq) {
    static final Position FIRST = new Position(-1, 0);
  }

  private record Counts(long requests, long deep) {}

  private record Queued(UUID id, Position at, boolean inside) {}

  private Connection connection() {
    return em.unwrap(Connection.class);
  }

  /** Areas of jobs that have not ended, to be judged or swept. */
  public List<Pending> pending() {
    return Sql.query(
        connection(),
        """
        SELECT w.job, w.area, w.state FROM trap_watch w JOIN job j ON j.num = w.job
        WHERE w.state IN ('ripe', 'shut') AND j.finished IS NULL AND NOT j.deleted ORDER BY w.job, w.area LIMIT 100
        """,
        row ->
            new Pending(
                new AreaKey(row.getInt("job"), row.getString("area")),
                row.getString("state").equals("ripe")));
  }

  /** Shuts an area that is ripe, or begins to count it anew. */
  public void judge(AreaKey key) {
    Connection connection = connection();
    Optional<Counts> counts = counts(connection, key);
    if (counts.isEmpty()) {
      return;
    }
    boolean endless =
        counts.get().requests() >= Growth.MOST_REQUESTS
            && (counts.get().deep() >= Growth.LEAST_DEEP || combines(connection, key));
    if (endless) {
      shut(connection, key);
    } else {
      Sql.update(
          connection,
          """
          UPDATE trap_watch SET state = 'watched', requests = 0, growing = 0, deep = 0
          WHERE job = ? AND area = ? AND state = 'ripe'
          """,
          key.job(),
          key.area());
    }
  }

  private static Optional<Counts> counts(Connection connection, AreaKey key) {
    return Sql.first(
        connection,
        "SELECT requests, deep FROM trap_watch WHERE job = ? AND area = ? AND state = 'ripe'",
        row -> new Counts(row.getLong("requests"), row.getLong("deep")),
        key.job(),
        key.area());
  }

  private static boolean combines(Connection connection, AreaKey key) {
    Area area = new Area(key.area());
    List<CrawlUrl> sample =
        sample(connection, key.job(), area).stream()
            .flatMap(url -> CrawlUrl.parse(url).stream())
            .filter(url -> Area.of(url).filter(area::equals).isPresent())
            .toList();
    return area.isOfQueries() && Parameters.combine(sample);
  }

  /**
   * URLs that wait for the area's hosts, and others: ids are digests, so that the first rows of a
   * job are as good a sample as any. All rows of a large job would keep the dispatcher too long.
   */
  private static List<String> sample(Connection connection, int job, Area area) {
    return Sql.query(
        connection,
        """
        (SELECT u.url FROM
          (SELECT id FROM open_url WHERE job = ? AND host_id = ANY(?) AND task IS NULL LIMIT ?) o JOIN url u USING (id)
          WHERE strpos(u.url, ?) > 0 LIMIT ?)
        UNION
        (SELECT url FROM (SELECT url FROM url WHERE id BETWEEN ? AND ? ORDER BY id LIMIT ?) first_ones
          WHERE strpos(url, ?) > 0 LIMIT ?)
        """,
        row -> row.getString(1),
        job,
        hosts(connection, area),
        LOOKED_AT,
        area.beginning(),
        SAMPLE,
        UrlId.first(job),
        UrlId.last(job),
        LOOKED_AT,
        area.beginning(),
        SAMPLE);
  }

  private static Long[] hosts(Connection connection, Area area) {
    String authority = area.authority();
    return Sql.query(
            connection,
            "SELECT id FROM host WHERE origin IN ('http://' || ?, 'https://' || ?)",
            row -> row.getLong(1),
            authority,
            authority)
        .toArray(Long[]::new);
  }

  /**
   * Who stores results has the job's row locked for as long: once this has it, nobody goes on to
   * open URLs by the contexts of before.
   */
  private static void shut(Connection connection, AreaKey key) {
    Optional<UUID> job =
        Sql.first(
            connection,
            "SELECT id FROM job WHERE num = ? FOR UPDATE",
            row -> row.getObject(1, UUID.class),
            key.job());
    String rule =
        new Area(key.area()).isOfQueries() ? ShutAreas.QUERY_EXPLOSION : ShutAreas.ENDLESS;
    int shut =
        Sql.update(
            connection,
            """
            UPDATE trap_watch SET state = 'shut', rule = ?, shut_at = clock_timestamp()
            WHERE job = ? AND area = ? AND state = 'ripe' AND requests >= ?
            """,
            rule,
            key.job(),
            key.area(),
            Growth.MOST_REQUESTS);
    if (shut > 0 && job.isPresent()) {
      Sql.update(
          connection, "UPDATE job SET scope_version = scope_version + 1 WHERE num = ?", key.job());
      LOG.log(Level.WARNING, "{0} is shut by rule {1}{2}", key.area(), rule, Where.of(job.get()));
    }
  }

  /** Where to begin to sweep an area; empty if it is not shut. */
  public Optional<Position> begin(AreaKey key) {
    return Sql.first(
        connection(),
        "SELECT 1 FROM trap_watch WHERE job = ? AND area = ? AND state = 'shut'",
        row -> Position.FIRST,
        key.job(),
        key.area());
  }

  /**
   * Excludes what is queued of a shut area, one round, in the order in which it would be leased. A
   * URL that gets nearer meanwhile may be missed, and is requested like those in flight.
   *
   * @param from only URLs behind
   * @return where to go on; empty if nothing is left
   */
  public Optional<Position> sweep(AreaKey key, Position from) {
    Connection connection = connection();
    List<Queued> round = queued(connection, key.job(), new Area(key.area()), from);
    long excluded = exclude(key, round.stream().filter(Queued::inside).map(Queued::id).toList());
    boolean last = round.size() < A_ROUND;
    Sql.update(
        connection,
        "UPDATE trap_watch SET excluded = excluded + ?, state = ? WHERE job = ? AND area = ?",
        excluded,
        last ? "swept" : "shut",
        key.job(),
        key.area());
    return last ? Optional.empty() : Optional.of(round.get(A_ROUND - 1).at());
  }

  /** Of the area's hosts alone: there may be a million of others. */
  private static List<Queued> queued(Connection connection, int job, Area area, Position from) {
    return Sql.query(
        connection,
        """
        SELECT q.id, q.depth, q.seq, NOT q.sitemap AND strpos(u.url, ?) > 0 AS inside
        FROM (SELECT o.* FROM unnest(?) AS h (id) CROSS JOIN LATERAL (
            SELECT id, depth, seq, sitemap FROM open_url
            WHERE job = ? AND host_id = h.id AND task IS NULL AND (depth, seq) > (?, ?)
            ORDER BY depth, seq LIMIT ?) o
          ORDER BY o.depth, o.seq LIMIT ?) q
        JOIN url u ON u.id = q.id ORDER BY q.depth, q.seq
        """,
        row ->
            new Queued(
                row.getObject("id", UUID.class),
                new Position(row.getInt("depth"), row.getLong("seq")),
                row.getBoolean("inside")),
        area.beginning(),
        hosts(connection, area),
        job,
        from.depth(),
        from.seq(),
        A_ROUND,
        A_ROUND);
  }

  private long exclude(AreaKey key, List<UUID> queued) {
    List<OpenUrl> open =
        frontier.lock(queued).stream().filter(url -> url.task().isEmpty()).toList();
    Map<Integer, JobContext> jobs = frontier.jobs(List.of(key.job()));
    JobContext job = jobs.get(key.job());
    if (job == null) {
      return 0;
    }
    List<Settled> excluded =
        open.stream()
            .flatMap(
                url ->
                    trapped(job, url).stream()
                        .map(rule -> new Settled(url, new Verdict.Excluded(rule))))
            .toList();
    Changes changes = new Changes();
    frontier.settle(jobs, excluded, changes);
    frontier.write(changes);
    return excluded.size();
  }

  /** The rule of the shut area that it is in; a seed is in none. */
  private static Optional<String> trapped(JobContext job, OpenUrl url) {
    return CrawlUrl.parse(url.url())
        .flatMap(parsed -> Frontier.candidate(job, parsed, 0, 0, Optional.empty()).rule())
        .filter(ShutAreas::isRule);
  }
}
