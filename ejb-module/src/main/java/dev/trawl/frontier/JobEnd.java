package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.JobState;
import dev.trawl.job.Jobs;
import dev.trawl.job.Limits;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Starts and ends jobs. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JobEnd {
  private static final int A_ROUND = 10_000;
  private static final String MAX_PAGES = "maxPages";

  @PersistenceContext EntityManager em;
  @EJB Jobs jobs;
  @EJB Frontier frontier;
  @Inject HostQueues queues;
  @Inject KnownUrls known;

  /** Starts a job that was accepted, unless it has been paused or stopped meanwhile. */
  public void start(UUID id) {
    jobs.start(id);
  }

  /**
   * Ends the job if nothing of it is open, or if a limit or a stop has been reached and nothing is
   * in flight.
   */
  public void check(int num, UUID id) {
    Connection connection = em.unwrap(Connection.class);
    if (!isOpen(connection, num)) {
      end(connection, num, "exhausted");
      return;
    }
    JobContext job = frontier.jobs(List.of(num)).get(num);
    if (job == null) {
      return;
    }
    Optional<String> limit =
        job.state() == JobState.STOPPING ? Optional.of("stopped") : limit(connection, job);
    if (limit.isEmpty()) {
      return;
    }
    if (!limit.get().equals(MAX_PAGES)) {
      // The budget of maxPages keeps new URLs back by itself, and what was requested may still be
      // tried again.
      queues.hold(connection, num);
    }
    if (!isInFlight(connection, num)) {
      exclude(connection, num, limit.get());
      end(connection, num, limit.get());
    }
  }

  private void end(Connection connection, int num, String reason) {
    Optional<CrawlJob> job =
        Optional.ofNullable(
            em.find(CrawlJob.class, num, jakarta.persistence.LockModeType.PESSIMISTIC_WRITE));
    // With the job locked no result of it is being stored: look again, by what is committed now.
    if (job.isPresent() && !isOpen(connection, num)) {
      boolean stopped = job.get().state() == JobState.STOPPING;
      if (jobs.end(
          job.get(),
          stopped ? JobState.STOPPED : JobState.COMPLETED,
          stopped ? job.get().reason().orElse("asked for") : reason)) {
        queues.drop(connection, num);
        known.forget(num);
      }
    }
  }

  private static boolean isOpen(Connection connection, int num) {
    return exists(
        connection,
        "SELECT EXISTS (SELECT FROM open_url WHERE id BETWEEN ? AND ?)",
        UrlId.first(num),
        UrlId.last(num));
  }

  private static boolean isInFlight(Connection connection, int num) {
    return exists(
        connection, "SELECT EXISTS (SELECT FROM open_url WHERE task IS NOT NULL AND job = ?)", num);
  }

  private static boolean exists(Connection connection, String sql, @Nullable Object... arguments) {
    return Sql.query(connection, sql, row -> row.getBoolean(1), arguments).get(0);
  }

  /** The limit that the job has reached, if nothing may be requested any more because of it. */
  private Optional<String> limit(Connection connection, JobContext job) {
    Limits limits = job.request().limits();
    CrawlJob entity = em.find(CrawlJob.class, job.num());
    if (limits.maxDuration().isPresent() && isOver(entity, limits.maxDuration().get())) {
      return Optional.of("maxDuration");
    }
    if (limits.maxBytes().isPresent()
        && jobs.counters(job.num()).bytes() >= limits.maxBytes().get()) {
      return Optional.of("maxBytes");
    }
    boolean used =
        exists(
            connection,
            "SELECT requested >= coalesce(max_pages, requested + 1) FROM job WHERE num = ?",
            job.num());
    boolean retries =
        used
            && exists(
                connection,
                "SELECT EXISTS (SELECT FROM open_url WHERE job = ? AND attempt > 0)",
                job.num());
    return used && !retries ? Optional.of(MAX_PAGES) : Optional.empty();
  }

  private static boolean isOver(CrawlJob job, Duration longest) {
    return job.started()
        .filter(start -> start.plus(longest).isBefore(OffsetDateTime.now(ZoneOffset.UTC)))
        .isPresent();
  }

  /** Settles what is queued, as kept out by the limit. */
  private static void exclude(Connection connection, int num, String rule) {
    List<Boolean> sitemaps;
    do {
      sitemaps =
          Sql.query(
              connection,
              """
                  WITH gone AS (DELETE FROM open_url WHERE id IN
                      (SELECT id FROM open_url WHERE job = ? AND task IS NULL ORDER BY id LIMIT ? FOR UPDATE)
                    RETURNING id, sitemap),
                  kept_out AS (INSERT INTO sitemap (id) SELECT id FROM gone WHERE sitemap ON CONFLICT DO NOTHING)
                  UPDATE url u SET excluded = ? FROM gone WHERE u.id = gone.id RETURNING gone.sitemap
                  """,
              row -> row.getBoolean(1),
              num,
              A_ROUND,
              rule);
      long pages = sitemaps.stream().filter(sitemap -> !sitemap).count();
      CounterDelta.add(connection, 0, java.util.Map.of(num, CounterDelta.discovered(0, pages)));
    } while (sitemaps.size() == A_ROUND);
  }
}
