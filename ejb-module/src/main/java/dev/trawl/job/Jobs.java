package dev.trawl.job;

import dev.trawl.database.Sql;
import dev.trawl.message.CrawlEvent;
import dev.trawl.message.Jsons;
import dev.trawl.url.Where;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as they are kept: found, counted, brought into their next state. */
@Stateless
public class Jobs {
  private static final Logger LOG = System.getLogger(Jobs.class.getName());

  @PersistenceContext EntityManager em;
  @Inject Event<CrawlEvent> events;

  /** Keeps a new job, in state QUEUED. */
  public CrawlJob add(JobRequest request) {
    CrawlJob job = new CrawlJob(request);
    em.persist(job);
    em.flush();
    tell(job);
    return job;
  }

  /** The job of that id, unless it was deleted. */
  public Optional<CrawlJob> find(UUID id) {
    return em.createQuery(
            "SELECT j FROM CrawlJob j WHERE j.id = :id AND j.deleted = FALSE", CrawlJob.class)
        .setParameter("id", id)
        .getResultStream()
        .findFirst();
  }

  /** Whether there is a job that has not ended, or is to be removed. */
  public boolean isAnyUnfinished() {
    return Sql.first(
            em.unwrap(Connection.class),
            "SELECT 1 FROM job WHERE finished IS NULL OR deleted LIMIT 1",
            row -> 1)
        .isPresent();
  }

  /** Those that were accepted and have not started. */
  public List<UUID> queued() {
    return Sql.query(
        em.unwrap(Connection.class),
        "SELECT id FROM job WHERE finished IS NULL AND NOT deleted AND state = 'QUEUED' ORDER BY num",
        row -> row.getObject(1, UUID.class));
  }

  /**
   * A job that may have to end, or to be removed.
   *
   * @param deleted whether its rows are to be removed
   */
  public record Ending(int num, UUID id, boolean deleted) {}

  /**
   * Those that were deleted or stopped, have nothing open or have reached a limit: of thousands
   * that run, the few that are worth a transaction.
   */
  public List<Ending> ending() {
    return Sql.query(
        em.unwrap(Connection.class),
        """
        SELECT num, id, deleted FROM job j
        WHERE (finished IS NULL OR deleted) AND (deleted OR state = 'STOPPING' OR requested >= max_pages
          OR started + max_seconds * interval '1 s' <= now()
          OR max_bytes <= (SELECT sum(bytes) FROM job_counter c WHERE c.job = j.num)
          OR NOT EXISTS (SELECT FROM open_url WHERE id BETWEEN
            rpad(lpad(to_hex(j.num), 8, '0'), 32, '0')::uuid AND rpad(lpad(to_hex(j.num), 8, '0'), 32, 'f')::uuid))
        ORDER BY num
        """,
        row ->
            new Ending(
                row.getInt("num"), row.getObject("id", UUID.class), row.getBoolean("deleted")));
  }

  /**
   * Brings a job into its next state.
   *
   * @return the job, or empty if there is none of that id
   * @throws InvalidTransitionException if its state does not allow that
   */
  public Optional<CrawlJob> become(UUID id, JobState next, @Nullable String reason) {
    Optional<CrawlJob> job = locked(id);
    job.ifPresent(
        found -> {
          found.become(next, reason);
          tell(found);
        });
    return job;
  }

  /**
   * Starts a job that was accepted, unless another node has done so, or it was paused or stopped
   * meanwhile.
   */
  public void start(UUID id) {
    // Looked at under its lock: every node sees a new job at the same time.
    locked(id)
        .filter(job -> job.state() == JobState.QUEUED)
        .ifPresent(
            job -> {
              job.become(JobState.RUNNING, null);
              HistoryTable.sample(em.unwrap(Connection.class), job.num());
              tell(job);
            });
  }

  /** Ends a job that the caller has locked; false if its state does not allow that. */
  public boolean end(CrawlJob job, JobState last, String reason) {
    em.refresh(job);
    boolean allowed = job.state().mayBecome(last);
    if (allowed) {
      job.become(last, reason);
      HistoryTable.sample(em.unwrap(Connection.class), job.num());
      tellCounters(job.id(), job.num());
      tell(job);
    }
    return allowed;
  }

  /** Hides a job from every answer, and stops it if it runs. False if there is none of that id. */
  public boolean delete(UUID id) {
    Optional<CrawlJob> job = locked(id);
    job.ifPresent(
        found -> {
          if (found.state().mayBecome(JobState.STOPPING)) {
            found.become(JobState.STOPPING, "deleted");
          }
          found.delete();
          tell(found);
        });
    return job.isPresent();
  }

  private Optional<CrawlJob> locked(UUID id) {
    Optional<CrawlJob> job = find(id);
    job.ifPresent(found -> em.refresh(found, LockModeType.PESSIMISTIC_WRITE));
    return job.filter(found -> !found.isDeleted());
  }

  /** What became of the job's URLs, at one moment. */
  public Counters counters(int num) {
    return Objects.requireNonNull(counters(List.of(num)).get(num));
  }

  /** The same for each of these jobs, all at one moment. */
  public Map<Integer, Counters> counters(Collection<Integer> nums) {
    Integer[] jobs = nums.toArray(Integer[]::new);
    Map<Integer, Counters> counters = new HashMap<>();
    Sql.query(
        em.unwrap(Connection.class),
        """
        SELECT j.num, coalesce(c.discovered, 0) AS discovered, coalesce(c.fetched, 0) AS fetched,
               coalesce(c.redirected, 0) AS redirected, coalesce(c.failed, 0) AS failed,
               coalesce(c.excluded, 0) AS excluded, coalesce(c.bytes, 0) AS bytes,
               coalesce(c.duplicates, 0) AS duplicates, coalesce(c.not_modified, 0) AS not_modified,
               coalesce(l.leased, 0) AS leased
        FROM unnest(?) AS j (num)
        LEFT JOIN (SELECT job, sum(discovered) AS discovered, sum(fetched) AS fetched, sum(redirected) AS redirected,
                          sum(failed) AS failed, sum(excluded) AS excluded, sum(bytes) AS bytes,
                          sum(duplicates) AS duplicates, sum(not_modified) AS not_modified
                   FROM job_counter WHERE job = ANY(?) GROUP BY job) c ON c.job = j.num
        LEFT JOIN (SELECT job, count(*) AS leased FROM open_url
                   WHERE job = ANY(?) AND task IS NOT NULL AND NOT sitemap GROUP BY job) l ON l.job = j.num
        """,
        row -> counters.put(row.getInt("num"), counters(row)),
        jobs,
        jobs,
        jobs);
    return counters;
  }

  private static Counters counters(ResultSet row) throws SQLException {
    long settled =
        row.getLong("fetched")
            + row.getLong("redirected")
            + row.getLong("failed")
            + row.getLong("excluded");
    return new Counters(
        row.getLong("discovered"),
        row.getLong("discovered") - settled - row.getLong("leased"),
        row.getLong("leased"),
        row.getLong("fetched"),
        row.getLong("redirected"),
        row.getLong("failed"),
        row.getLong("excluded"),
        row.getLong("bytes"),
        row.getLong("duplicates"),
        row.getLong("not_modified"));
  }

  /** Tells the job's counters as an event, when the running transaction has committed. */
  public void tellCounters(UUID id, int num) {
    events.fire(new CrawlEvent("counters", id, json(counters(num))));
  }

  private void tell(CrawlJob job) {
    LOG.log(
        Level.INFO,
        "becomes {0}{1}{2}",
        job.state(),
        job.reason().map(reason -> " (" + reason + ")").orElse(""),
        Where.of(job.id()));
    JsonObjectBuilder data = Jsons.createObjectBuilder().add("state", job.state().name());
    Jsons.text(data, "reason", job.reason());
    events.fire(new CrawlEvent("state", job.id(), data.build()));
  }

  /** As the API shows them. */
  public static JsonObject json(Counters counters) {
    return Jsons.createObjectBuilder()
        .add("discovered", counters.discovered())
        .add("queued", counters.queued())
        .add("inFlight", counters.inFlight())
        .add("fetched", counters.fetched())
        .add("redirected", counters.redirected())
        .add("failed", counters.failed())
        .add("excluded", counters.excluded())
        .add("bytes", counters.bytes())
        .add("duplicates", counters.duplicates())
        .add("notModified", counters.notModified())
        .build();
  }
}
