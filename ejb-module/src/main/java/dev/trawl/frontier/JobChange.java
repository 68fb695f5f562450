package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.host.HostReleases;
import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.InvalidTransitionException;
import dev.trawl.job.JobPatch;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobRequestWriter;
import dev.trawl.job.JobState;
import dev.trawl.job.Limits;
import dev.trawl.url.UrlId;
import dev.trawl.url.Where;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes what was asked for of a job that has not ended, as part of the caller's transaction.
 *
 * <p>The job is locked for as long as that takes, and whoever leases, settles or ends something of
 * it reads it under a lock of their own: each of them is done before, or goes by the new request.
 */
@Stateless
public class JobChange {
  private static final Logger LOG = System.getLogger(JobChange.class.getName());
  private static final String WITHIN = "within";

  /** Rules that keep out seeds as well. */
  private static final String[] OF_SEEDS_TOO = {
    "robots-disallowed", "hostLength", PageBudget.HOST, PageBudget.DIRECTORY
  };

  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @Inject HostQueues queues;
  @Inject JobContexts contexts;
  @Inject BudgetReopening reopening;
  @Inject Event<HostReleases.Released> wake;

  /**
   * A job that was changed.
   *
   * @param job as it is now
   * @param nearer settled URLs that became seeds, with their depth: what they led to must be
   *     offered again
   * @param resumes whether what is held because of a limit may go on
   */
  public record Changed(JobContext job, Map<UUID, Integer> nearer, boolean resumes) {}

  private record Wanted(int num, JobRequest request) {}

  private record Row(int num, JobState state, JobRequest request, long requested) {}

  /**
   * Rewrites the request, and offers what belongs to the job by it. To be followed by {@link
   * #write}.
   *
   * @return empty if there is no such job
   * @throws InvalidTransitionException if the job ends or has ended
   * @throws InvalidRequestException naming the fields that are wrong
   */
  public Optional<Changed> apply(UUID id, JobPatch patch, Changes changes) {
    Connection connection = em.unwrap(Connection.class);
    return Sql.first(
            connection,
            "SELECT num, request FROM job WHERE id = ?",
            row -> new Wanted(row.getInt("num"), JobRequestReader.read(row.getString("request"))),
            id)
        .flatMap(wanted -> apply(connection, wanted, patch, changes));
  }

  private Optional<Changed> apply(
      Connection connection, Wanted wanted, JobPatch given, Changes changes) {
    // What a job drops is never changed, so that it is known before the job is locked.
    JobPatch patch = given.without(wanted.request().parameters());
    // In the one order of locks: URLs before their job.
    frontier.lock(seeds(patch, wanted.num()));
    return lock(connection, wanted.num()).map(row -> apply(connection, row, patch, changes));
  }

  private static List<UUID> seeds(JobPatch patch, int num) {
    return patch.seeds().stream().map(url -> UrlId.of(num, url)).toList();
  }

  private static Optional<Row> lock(Connection connection, int num) {
    return Sql.first(
        connection,
        "SELECT state, request, requested FROM job WHERE num = ? AND NOT deleted FOR UPDATE",
        row ->
            new Row(
                num,
                JobState.valueOf(row.getString("state")),
                JobRequestReader.read(row.getString("request")),
                row.getLong("requested")),
        num);
  }

  private Changed apply(Connection connection, Row row, JobPatch patch, Changes changes) {
    if (!row.state().mayBeChanged()) {
      throw new InvalidTransitionException(row.state());
    }
    JobRequest request = patch.applyTo(row.request(), row.requested());
    rewrite(connection, row.num(), request);
    JobContext job = contexts.readUncommitted(connection, row.num());
    Map<UUID, Integer> nearer = offerSeeds(connection, job, patch, changes);
    boolean deeper = request.scope().maxDepth() > row.request().scope().maxDepth();
    if (deeper) {
      again(connection, job, KeptOut.by(WITHIN, Offers.MAX_DEPTH), changes);
    } else if (!request.seeds().equals(row.request().seeds())) {
      again(connection, job, KeptOut.by(WITHIN), changes);
    }
    if (budgetsDiffer(request.limits(), row.request().limits())) {
      reopening.reopen(connection, job, changes);
    }
    boolean raised = !request.limits().equals(row.request().limits());
    return new Changed(job, nearer, raised && row.state() != JobState.PAUSED);
  }

  private static boolean budgetsDiffer(Limits now, Limits before) {
    return !now.maxPagesPerHost().equals(before.maxPagesPerHost())
        || !now.maxPagesPerDirectory().equals(before.maxPagesPerDirectory());
  }

  private static void rewrite(Connection connection, int num, JobRequest request) {
    Sql.update(
        connection,
        """
        UPDATE job SET name = ?, request = ?, max_pages = ?, max_bytes = ?, max_seconds = ?,
          scope_version = scope_version + 1 WHERE num = ?
        """,
        request.name().orElse(null),
        JobRequestWriter.write(request).toString(),
        request.limits().maxPages().orElse(null),
        request.limits().maxBytes().orElse(null),
        request.limits().maxDuration().map(Duration::toSeconds).orElse(null),
        num);
  }

  private Map<UUID, Integer> offerSeeds(
      Connection connection, JobContext job, JobPatch patch, Changes changes) {
    if (patch.seeds().isEmpty()) {
      return Map.of();
    }
    // A seed belongs to the job whatever its patterns say, which are final for others.
    Sql.update(
        connection,
        "UPDATE url SET excluded = ? WHERE id = ANY(?) AND excluded <> ALL(?)",
        WITHIN,
        seeds(patch, job.num()).toArray(UUID[]::new),
        OF_SEEDS_TOO);
    return frontier.offer(
        job,
        patch.seeds().stream()
            .map(url -> Frontier.candidate(job, url, 0, 0, Optional.empty()))
            .toList(),
        changes);
  }

  private void again(Connection connection, JobContext job, KeptOut kept, Changes changes) {
    kept.offer(connection, job, urls -> frontier.offer(job, urls, changes));
  }

  /** Writes what was gathered, and has the job's queues looked at by its new manners. */
  public void write(Changed changed, Changes changes) {
    JobContext job = changed.job();
    Connection connection = em.unwrap(Connection.class);
    // After the URLs, in the one order of locks, and before some of them are changed.
    queues.lock(connection, job.num());
    frontier.write(changes);
    queues.change(connection, job.num(), job.manners(), changed.resumes());
    LOG.log(Level.INFO, "is changed{0}", Where.of(job.id()));
    wake.fire(new HostReleases.Released());
  }
}
