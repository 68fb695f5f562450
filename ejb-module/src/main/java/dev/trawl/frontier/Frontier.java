package dev.trawl.frontier;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.flow.FlowControl;
import dev.trawl.flow.NoSpaceException;
import dev.trawl.host.HostHealth;
import dev.trawl.host.HostQueues;
import dev.trawl.host.HostReleases;
import dev.trawl.host.QueueKey;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.InvalidRequestException.FieldError;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobState;
import dev.trawl.job.Jobs;
import dev.trawl.scope.Decision;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** The verbs of the frontier. Each is part of the caller's transaction, or one of its own. */
@Stateless
public class Frontier {
  private static final int SHARDS = 16;

  @PersistenceContext EntityManager em;
  @EJB Jobs jobs;
  @Inject Offers offers;
  @Inject SitemapOffers sitemaps;
  @Inject Settling settling;
  @Inject DeadUrls dead;
  @Inject HostQueues queues;
  @Inject HostHealth health;
  @Inject HostRetry hostRetry;
  @Inject Bandwidth bandwidth;
  @Inject PageBudgets budgets;
  @Inject JobContexts contexts;
  @Inject IdempotencyKeys keys;
  @Inject TrawlConfig config;
  @Inject Event<HostReleases.Released> wake;
  @Inject Event<PageBudget> usedUp;
  @EJB FlowControl flow;

  private Connection connection() {
    return em.unwrap(Connection.class);
  }

  /**
   * Keeps a job together with its seeds.
   *
   * @param key with which the same request may come again within 24 hours, and gets the same job
   * @throws IdempotencyConflictException if the key was used for another request
   * @throws NoSpaceException if there is no room for a new job
   * @throws InvalidRequestException if there is no job such as it is to repeat
   */
  public CrawlJob submit(JobRequest request, Optional<IdempotencyKey> key) {
    Optional<UUID> earlier = key.flatMap(known -> keys.find(connection(), known));
    return earlier.flatMap(jobs::find).orElseGet(() -> submitNew(request, key));
  }

  private CrawlJob submitNew(JobRequest request, Optional<IdempotencyKey> key) {
    flow.admit();
    request.revisit().ifPresent(this::checkEarlier);
    CrawlJob job = jobs.add(request);
    Connection connection = connection();
    key.ifPresent(known -> keys.keep(connection, known, job.num()));
    JobContext context = contexts.read(connection, job.id()).orElseThrow();
    List<Candidate> seeds =
        request.seeds().stream()
            .map(url -> candidate(context, url, 0, 0, Optional.empty()))
            .toList();
    Changes changes = new Changes();
    offer(context, seeds, changes);
    offerSitemaps(context, request.sitemaps().urls(), 0, 0, Optional.empty(), changes);
    write(changes);
    wake.fire(new HostReleases.Released());
    return job;
  }

  private void checkEarlier(UUID id) {
    if (jobs.find(id).isEmpty()) {
      throw new InvalidRequestException(
          List.of(new FieldError(JobRequestReader.REVISIT, "there is no job " + id)));
    }
  }

  /** A URL that was found on the way to that depth, judged by the job's scope. */
  public static Candidate candidate(
      JobContext job, CrawlUrl url, int depth, int hops, Optional<UUID> referrer) {
    Decision decision = job.scope().decide(url, 0);
    Optional<String> rule =
        decision.accepted() ? trap(job, url, decision) : Optional.of(decision.rule());
    if (url.host().length() > CrawlUrl.LONGEST_HOST) {
      rule = Optional.of("hostLength");
    }
    return new Candidate(UrlId.of(job.num(), url), url, depth, hops, 0, referrer, rule);
  }

  private static Optional<String> trap(JobContext job, CrawlUrl url, Decision decision) {
    return decision.rule().equals("seed")
        ? Optional.empty()
        : job.shutAreas().of(url).map(ShutAreas.Shut::rule);
  }

  /** Those of the URLs that are open, locked; the others have been settled before. */
  public List<OpenUrl> lock(Collection<UUID> ids) {
    return settling.lock(connection(), ids);
  }

  /** Those of the URLs that are leased in that task at the moment. */
  public Set<UUID> leased(UUID task, Collection<UUID> ids) {
    return Set.copyOf(
        Sql.query(
            connection(),
            "SELECT id FROM open_url WHERE task = ? AND id = ANY(?)",
            row -> row.getObject(1, UUID.class),
            task,
            ids.toArray(UUID[]::new)));
  }

  /** Jobs as they are now; a number that is gone is not among them. */
  public Map<Integer, JobContext> jobs(Collection<Integer> nums) {
    return contexts.read(connection(), nums);
  }

  /** The job as it is now; empty if there is none of that id. */
  public Optional<JobContext> job(UUID id) {
    return contexts.read(connection(), id);
  }

  /** Ends URLs or puts them back. */
  public void settle(
      Map<Integer, JobContext> contextsByJob, List<Settled> settled, Changes changes) {
    settling.settle(connection(), contextsByJob, settled, changes);
    for (Settled one : settled) {
      if (!one.url().sitemap() && one.url().attempt() == 0) {
        count(
            Objects.requireNonNull(contextsByJob.get(one.url().queue().job())),
            one.url(),
            isRequested(one.verdict()),
            changes);
      }
    }
  }

  /** What was reserved for its first request. */
  private static void count(JobContext job, OpenUrl url, boolean requested, Changes changes) {
    // A URL that is queued has nothing reserved: its lease ran out, and gave that back.
    boolean reserved = url.task().isPresent();
    if (reserved != requested) {
      changes.giveBack(job.num(), reserved ? 1 : -1);
    }
    PageBudgets.settle(job, url, new Spending(reserved ? -1 : 0, requested ? 1 : 0), changes);
  }

  /** The URLs that are still leased in a task. */
  public List<UUID> leasedIn(UUID task) {
    return Sql.query(
        connection(),
        "SELECT id FROM open_url WHERE task = ? ORDER BY id",
        row -> row.getObject(1, UUID.class),
        task);
  }

  /**
   * Ends URLs because the message that they were in is given up. Their end may be replaced ({@link
   * #reopen}).
   *
   * @param requested whether a request was made
   */
  public void settleAsDead(
      Map<Integer, JobContext> contextsByJob,
      List<OpenUrl> urls,
      boolean requested,
      Changes changes) {
    dead.keep(connection(), urls, requested);
    settle(
        contextsByJob,
        urls.stream().map(url -> new Settled(url, new Verdict.Failed(0, requested))).toList(),
        changes);
  }

  /** Those of the URLs that ended by {@link #settleAsDead}, locked. */
  public List<UUID> lockDead(Collection<UUID> ids) {
    return dead.lock(connection(), ids);
  }

  /**
   * Opens such URLs again, as queued, so that a result can settle them in this transaction. Who
   * stores pages and sitemaps has to remove theirs afterwards.
   *
   * @param ids locked by {@link #lockDead}, of jobs that are in the map
   * @return the URLs, locked
   */
  public List<OpenUrl> reopen(
      Map<Integer, JobContext> contextsByJob, Collection<UUID> ids, Changes changes) {
    dead.reopen(connection(), ids, contextsByJob, changes);
    return settling.lock(connection(), ids);
  }

  private static boolean isRequested(Verdict verdict) {
    if (verdict instanceof Verdict.Again again) {
      return again.requested();
    }
    return verdict instanceof Verdict.Failed failed
        ? failed.requested()
        : !(verdict instanceof Verdict.Excluded);
  }

  /** Queues of hosts that were given up, with URLs that wait in them. */
  public List<GivenUpQueue> givenUp() {
    return Sql.query(
        connection(),
        """
        SELECT job, host_id, given_up, given_up_detail FROM host_queue
        WHERE given_up IS NOT NULL AND queued > 0 AND NOT held ORDER BY job, host_id LIMIT 100
        """,
        row ->
            new GivenUpQueue(
                new QueueKey(row.getInt("job"), row.getLong("host_id")),
                row.getString("given_up"),
                row.getString("given_up_detail")));
  }

  /** Some of the URLs that wait in a queue, locked. */
  public List<OpenUrl> lockQueued(QueueKey queue) {
    return lock(
            Sql.query(
                connection(),
                "SELECT id FROM open_url WHERE job = ? AND host_id = ? AND task IS NULL ORDER BY id LIMIT 500",
                row -> row.getObject(1, UUID.class),
                queue.job(),
                queue.host()))
        .stream()
        .filter(url -> url.task().isEmpty())
        .toList();
  }

  /**
   * Forgets back-off and robots.txt of a host, and queues again what failed because of it in jobs
   * that have not ended.
   *
   * @return how many URLs are queued again
   */
  public int retry(long host) {
    Connection connection = connection();
    queues.lock(connection, List.of(host), List.of());
    Changes changes = new Changes();
    int requeued = hostRetry.retry(connection, host, changes);
    write(changes);
    wake.fire(new HostReleases.Released());
    return requeued;
  }

  /** Counts results of a job that came for URLs that were settled before. */
  public static void countDuplicates(JobContext job, long count, Changes changes) {
    changes.add(job.num(), CounterDelta.duplicates(count));
  }

  /**
   * The one way in: what is new is opened or excluded, what is known by a longer path is brought
   * nearer.
   *
   * @return settled URLs that are nearer now, with their depth: what they led to must be offered
   *     again
   */
  public Map<UUID, Integer> offer(
      JobContext job, Collection<Candidate> candidates, Changes changes) {
    Offers.Outcome outcome = offers.offer(connection(), job, candidates);
    changes.add(job, outcome);
    return outcome.lowered();
  }

  /**
   * Notes of pages far inside an area of a site what they have led to, once that was offered.
   *
   * @param settled URLs of jobs that are in the map
   */
  public static void watchTraps(
      Map<Integer, JobContext> contextsByJob, List<Settled> settled, Changes changes) {
    TrapWatch.note(contextsByJob, settled, changes);
  }

  /**
   * Opens sitemaps that the job does not know yet.
   *
   * @param level 0 where the job or robots.txt names it, else one more than that of the index
   * @param hops redirects in a row that led here
   * @param referrer the index or redirect that names it
   * @return how many of them are not read, since the job has as many as it may have
   */
  public int offerSitemaps(
      JobContext job,
      Collection<CrawlUrl> urls,
      int level,
      int hops,
      Optional<UUID> referrer,
      Changes changes) {
    return sitemaps.offer(connection(), job, urls, level, hops, referrer, changes);
  }

  /**
   * Brings the targets of redirecting seeds into the scope, and with them what was kept out before.
   * All of a transaction at once: the job's URLs are looked at for it, with the job locked.
   *
   * @return the job with its new scope
   */
  public JobContext widen(JobContext job, Collection<CrawlUrl> targets, Changes changes) {
    Connection connection = connection();
    Sql.query(connection, "SELECT 1 FROM job WHERE num = ? FOR UPDATE", row -> 1, job.num());
    int added =
        Sql.update(
            connection,
            """
            INSERT INTO job_scope (id, job, url) SELECT id, ?, url FROM unnest(?, ?) AS t (id, url) ORDER BY id
            ON CONFLICT DO NOTHING
            """,
            job.num(),
            targets.stream().map(target -> UrlId.of(job.num(), target)).toArray(UUID[]::new),
            targets.stream().map(CrawlUrl::toString).toArray(String[]::new));
    if (added == 0) {
      // Whoever was first has looked at what was kept out.
      return contexts.readUncommitted(connection, job.num());
    }
    Sql.update(
        connection, "UPDATE job SET scope_version = scope_version + 1 WHERE num = ?", job.num());
    JobContext widened = contexts.readUncommitted(connection, job.num());
    KeptOut.near(widened.request().scope().within(), targets)
        .offer(connection, widened, urls -> offer(widened, urls, changes));
    return widened;
  }

  /**
   * Writes what was gathered for queues, counters and budgets. The last thing that a transaction
   * does.
   *
   * @return whether something may be taken from a queue that could not be before
   */
  public boolean write(Changes changes) {
    Connection connection = connection();
    // What came and went in this very transaction must not leave a queue behind, of a job that may
    // have ended.
    changes.arrivals.values().removeIf(HostQueues.Change::isNone);
    queues.lock(connection, changes.hosts(), changes.arrivals.keySet());
    health.good(connection, changes.goodHosts);
    health.note(connection, changes.troubles);
    health.address(connection, changes.addresses);
    health.asked(connection, changes.askedHosts);
    boolean due = queues.free(connection, changes.freedHosts);
    queues.change(connection, changes.arrivals);
    CounterDelta.add(connection, Math.floorMod(config.node().hashCode(), SHARDS), changes.deltas);
    bandwidth.debit(connection, changes.debits);
    TrapWatch.write(connection, changes.growth);
    budgets.write(connection, changes.spending).forEach(usedUp::fire);
    CookieStore.write(connection, changes.cookies);
    for (Map.Entry<Integer, Long> job : new TreeMap<>(changes.unrequested).entrySet()) {
      Sql.update(
          connection,
          "UPDATE job SET requested = requested - ? WHERE num = ? AND max_pages IS NOT NULL",
          job.getValue(),
          job.getKey());
    }
    return due || changes.bringDue();
  }

  /** Takes nothing new from the job until it is resumed. Empty if there is no such job. */
  public Optional<CrawlJob> pause(UUID id) {
    Optional<CrawlJob> job = jobs.become(id, JobState.PAUSED, null);
    em.flush();
    job.ifPresent(found -> queues.hold(connection(), found.num()));
    return job;
  }

  /** Goes on with a job that is paused. Empty if there is no such job. */
  public Optional<CrawlJob> resume(UUID id) {
    Optional<CrawlJob> job = jobs.become(id, JobState.RUNNING, null);
    em.flush();
    job.ifPresent(found -> queues.resume(connection(), found.num()));
    wake.fire(new HostReleases.Released());
    return job;
  }

  /** Ends a job as soon as what is in flight has come back. Empty if there is no such job. */
  public Optional<CrawlJob> stop(UUID id) {
    Optional<CrawlJob> job = jobs.become(id, JobState.STOPPING, "asked for");
    em.flush();
    job.ifPresent(found -> queues.hold(connection(), found.num()));
    wake.fire(new HostReleases.Released());
    return job;
  }
}
