package dev.trawl.frontier;

import dev.trawl.cluster.Peers;
import dev.trawl.cluster.ThisNode;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.host.HostHealth;
import dev.trawl.host.HostQueues;
import dev.trawl.host.HostReleases;
import dev.trawl.host.Hosts;
import dev.trawl.host.Tasks;
import dev.trawl.job.JobRequestReader;
import dev.trawl.job.JobState;
import dev.trawl.message.FetchTask;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.enterprise.event.Event;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A frontier without a container: the real classes, put together by hand on one connection. */
public final class Frontiers {
  final Connection connection;
  final HostQueues queues = new HostQueues();
  final HostHealth health = new HostHealth();
  final Tasks tasks = new Tasks();
  final KnownUrls known = new KnownUrls();
  final Hosts hosts = new Hosts();
  final JobContexts contexts = new JobContexts();
  final Offers offers = new Offers();
  final Settling settling = new Settling();
  final SitemapOffers sitemaps = new SitemapOffers();
  final Frontier frontier = new Frontier();
  final Leasing leasing = new Leasing();
  final GivingBack givingBack = new GivingBack();
  final Bandwidth bandwidth = new Bandwidth();
  final Pauses pauses = new Pauses();
  final JobChange change = new JobChange();
  final TrapShutting traps = new TrapShutting();
  final PageBudgets budgets = new PageBudgets();
  final UsedUpBudgets usedUp = new UsedUpBudgets();
  final BudgetSweep sweep = new BudgetSweep();
  final ThisNode self = new ThisNode();
  final Peers peers =
      new Peers() {
        @Override
        public synchronized boolean hearsTheLiving() {
          return hears;
        }
      };
  boolean hears = true;

  private boolean hostsHaveAnswered;

  /** All on that connection; its user commits. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  public Frontiers(Connection connection) {
    this.connection = connection;
    EntityManager em = TestDatabase.entityManager(connection);
    Opening opening = new Opening();
    opening.hosts = hosts;
    offers.opening = opening;
    offers.known = known;
    offers.usedUpBudgets = usedUp;
    settling.tasks = tasks;
    frontier.em = em;
    frontier.offers = offers;
    frontier.settling = settling;
    frontier.dead = new DeadUrls();
    frontier.queues = queues;
    frontier.health = health;
    frontier.hostRetry = new HostRetry();
    frontier.hostRetry.health = health;
    frontier.hostRetry.contexts = contexts;
    frontier.contexts = contexts;
    frontier.bandwidth = bandwidth;
    frontier.config = TrawlConfig.of(Map.of());
    frontier.wake = unheard();
    frontier.budgets = budgets;
    frontier.usedUp = heard(usedUp);
    sweep.em = em;
    sweep.frontier = frontier;
    sweep.usedUp = usedUp;
    traps.em = em;
    traps.frontier = frontier;
    leasing.em = em;
    leasing.queues = queues;
    leasing.tasks = tasks;
    leasing.contexts = contexts;
    leasing.budgets = new Budgets();
    leasing.pageBudgets = budgets;
    leasing.usedUp = usedUp;
    leasing.sitemaps = sitemaps;
    sitemaps.opening = opening;
    frontier.sitemaps = sitemaps;
    leasing.pauses = pauses;
    pauses.bandwidth = bandwidth;
    leasing.self = self;
    leasing.config = TrawlConfig.of(Map.of());
    givingBack.self = self;
    givingBack.peers = peers;
    givingBack.em = em;
    givingBack.frontier = frontier;
    givingBack.tasks = tasks;
    change.em = em;
    change.frontier = frontier;
    change.queues = queues;
    change.contexts = contexts;
    change.reopening = new BudgetReopening();
    change.reopening.usedUp = usedUp;
    change.reopening.opening = opening;
    change.wake = nobodyListens();
  }

  /** As if each transaction ended well. */
  @SuppressWarnings("unchecked") // an interface with a type parameter
  private static Event<PageBudget> heard(UsedUpBudgets listener) {
    return (Event<PageBudget>)
        Proxy.newProxyInstance(
            Frontiers.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> {
              listener.hear((PageBudget) arguments[0]);
              return null;
            });
  }

  /** Events that nobody waits for. */
  @SuppressWarnings("unchecked") // an interface with a type parameter
  private static Event<HostReleases.Released> unheard() {
    return (Event<HostReleases.Released>)
        Proxy.newProxyInstance(
            Frontiers.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> null);
  }

  /** The verbs. */
  public Frontier frontier() {
    return frontier;
  }

  /** What changes a job; the other half of it is in package page. */
  public JobChange change() {
    return change;
  }

  /** Jobs as they were a moment ago. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  public RecentJobs recentJobs() {
    RecentJobs jobs = new RecentJobs();
    jobs.frontier = frontier;
    return jobs;
  }

  @SuppressWarnings("unchecked")
  private static Event<HostReleases.Released> nobodyListens() {
    return (Event<HostReleases.Released>)
        Proxy.newProxyInstance(
            Frontiers.class.getClassLoader(),
            new Class<?>[] {Event.class},
            (proxy, method, arguments) -> null);
  }

  /** A job that runs, without its seeds having been offered. */
  public JobContext job(String request) {
    UUID id = UUID.randomUUID();
    Optional<Long> maxPages = JobRequestReader.read(request).limits().maxPages();
    Sql.update(
        connection,
        "INSERT INTO job (id, request, state, created, max_pages) VALUES (?, ?, ?, ?, ?)",
        id,
        request,
        JobState.RUNNING.name(),
        OffsetDateTime.parse("2026-01-01T00:00:00Z"),
        maxPages.orElse(null));
    return contexts.read(connection, id).orElseThrow();
  }

  /** A job from one seed whose hosts may be asked at once. */
  public JobContext job() {
    return job(
        """
        {"seeds": ["http://a.example/"], "scope": {"within": "any"},
         "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
        """);
  }

  static CrawlUrl url(String url) {
    return CrawlUrl.parse(url).orElseThrow();
  }

  /** A candidate in scope. */
  static Candidate candidate(JobContext job, String url, int depth) {
    return Frontier.candidate(job, url(url), depth, 0, Optional.empty());
  }

  /** A candidate that this rule keeps out. */
  static Candidate keptOut(JobContext job, String url, int depth, String rule) {
    return new Candidate(
        UrlId.of(job.num(), url(url)), url(url), depth, 0, 0, Optional.empty(), Optional.of(rule));
  }

  /** Offers and writes the changes; what became nearer. */
  Map<UUID, Integer> offer(JobContext job, Candidate... candidates) {
    Changes changes = new Changes();
    Map<UUID, Integer> lowered = frontier.offer(job, List.of(candidates), changes);
    frontier.write(changes);
    return lowered;
  }

  /** The last request of the task has ended. */
  void release(FetchTask task) {
    queues.free(connection, tasks.release(connection, List.of(task.taskId())).values());
  }

  /** Offers URLs of depth 1. */
  public void offer(JobContext job, String... urls) {
    for (String url : urls) {
      offer(job, candidate(job, url, 1));
    }
  }

  /** Shuts what is ripe, and excludes what is queued of it. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  public void shutTraps() {
    JobAdvance advance = new JobAdvance();
    advance.traps = traps;
    advance.peers = new Peers();
    while (!traps.pending().isEmpty()) {
      advance.shutTraps();
    }
  }

  /** Excludes what waits behind budgets that are used up. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  public void sweepBudgets() {
    JobAdvance advance = new JobAdvance();
    advance.budgets = sweep;
    advance.usedUp = usedUp;
    advance.sweepBudgets();
  }

  /** A round of removing a job that was deleted; nobody else keeps anything of it. */
  @SuppressWarnings({"unchecked", "UnnecessaryAssignment"}) // no container injects here
  void remove(JobContext job) {
    JobRemoval removal = new JobRemoval();
    removal.em = frontier.em;
    removal.queues = queues;
    removal.tasks = tasks;
    removal.removing =
        (Event<JobRemoval.Removing>)
            Proxy.newProxyInstance(
                Frontiers.class.getClassLoader(),
                new Class<?>[] {Event.class},
                (proxy, method, arguments) -> null);
    removal.remove(job.num());
  }

  /** What the job has found to be without end. */
  public List<Trap> traps(JobContext job) {
    Traps all = new Traps();
    all.em = frontier.em;
    return all.of(List.of(job.num())).getOrDefault(job.num(), List.of());
  }

  /** Every host has answered before, each from an address of its own. */
  public Frontiers hostsHaveAnswered() {
    hostsHaveAnswered = true;
    return this;
  }

  /** Leases what is due. */
  public List<FetchTask> lease() {
    if (hostsHaveAnswered) {
      Sql.update(connection, "UPDATE host SET address = 'h' || id WHERE address IS NULL");
    }
    return leasing.lease(List.of());
  }

  List<UUID> leasedUrls() {
    return lease().stream()
        .flatMap(task -> task.urls().stream())
        .map(FetchTask.TaskUrl::urlId)
        .toList();
  }

  /** Gives the URLs of one job this end, those of them that are open. */
  int settle(JobContext job, Verdict verdict, UUID... ids) {
    Changes changes = new Changes();
    List<OpenUrl> open = frontier.lock(List.of(ids));
    frontier.settle(
        Map.of(job.num(), job),
        open.stream().map(url -> new Settled(url, verdict)).toList(),
        changes);
    frontier.write(changes);
    return open.size();
  }

  /** One column of the row of a URL, as text; empty for null. */
  Optional<String> urlColumn(UUID id, String column) {
    return Sql.query(
            connection,
            "SELECT coalesce(" + column + "::text, '') FROM url WHERE id = ?",
            row -> row.getString(1),
            id)
        .stream()
        .filter(text -> !text.isEmpty())
        .findFirst();
  }

  /** One column of the row of an open URL, as text; empty if it is not open. */
  Optional<String> openColumn(UUID id, String column) {
    return Sql.first(
        connection,
        "SELECT coalesce(" + column + "::text, '') FROM open_url WHERE id = ?",
        row -> row.getString(1),
        id);
  }

  /** One of the job's counters. */
  public long counter(JobContext job, String name) {
    return Sql.query(
            connection,
            "SELECT coalesce(sum(" + name + "), 0) FROM job_counter WHERE job = ?",
            row -> row.getLong(1),
            job.num())
        .get(0);
  }
}
