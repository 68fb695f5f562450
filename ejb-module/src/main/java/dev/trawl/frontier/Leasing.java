package dev.trawl.frontier;

import dev.trawl.cluster.ThisNode;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.host.DueQueue;
import dev.trawl.host.HostQueues;
import dev.trawl.host.HostQueues.Taken;
import dev.trawl.host.QueueKey;
import dev.trawl.host.Tasks;
import dev.trawl.message.FetchTask;
import dev.trawl.metrics.Meters;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Leases URLs that are due, host by host, each round in a transaction of its own. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Leasing {
  /**
   * URLs leased and not settled, over the whole cluster: what broker and memory have to hold at the
   * most.
   */
  static final int MAX_IN_FLIGHT = 2_000;

  private static final int QUEUES_A_ROUND = 256;

  /** Where there is room for fewer URLs: some of these get nothing now, and are looked at later. */
  private static final int FEWEST_QUEUES = 32;

  @PersistenceContext EntityManager em;
  @Inject HostQueues queues;
  @Inject Tasks tasks;
  @Inject JobContexts contexts;
  @Inject Budgets budgets;
  @Inject PageBudgets pageBudgets;
  @Inject UsedUpBudgets usedUp;
  @Inject SitemapOffers sitemaps;
  @Inject Pauses pauses;
  @Inject ThisNode self;
  @Inject TrawlConfig config;

  /**
   * One round.
   *
   * @param sent tasks of earlier rounds that the broker has got
   * @return tasks to be sent, once this has committed
   */
  public List<FetchTask> lease(Collection<UUID> sent) {
    Connection connection = em.unwrap(Connection.class);
    sent(connection, sent);
    int room = MAX_IN_FLIGHT - inFlight(connection);
    List<FetchTask> leased = room > 0 ? lease(connection, room) : List.of();
    if (leased.isEmpty()) {
      // A lease that a crash of the database forgets after its task was sent would be leased again,
      // and requested twice; a note of what was sent comes back as a lease that runs out.
      Sql.doNotWaitForTheDisk(connection);
    }
    return leased;
  }

  /** Notes what the broker has got, and leases nothing. */
  public void sent(Collection<UUID> sent) {
    Connection connection = em.unwrap(Connection.class);
    sent(connection, sent);
    Sql.doNotWaitForTheDisk(connection);
  }

  private void sent(Connection connection, Collection<UUID> sent) {
    if (!sent.isEmpty()) {
      tasks.sent(connection, sent);
    }
  }

  private List<FetchTask> lease(Connection connection, int room) {
    List<DueQueue> due =
        queues.due(connection, Math.min(QUEUES_A_ROUND, Math.max(room, FEWEST_QUEUES)));
    if (due.isEmpty()) {
      return List.of();
    }
    Map<Integer, JobContext> jobs =
        contexts.read(
            connection, due.stream().map(queue -> queue.key().job()).collect(Collectors.toSet()));
    Map<Integer, Duration> rest = pauses.of(connection, jobs.values());
    putOff(connection, due, jobs, rest);
    jobs.values().removeIf(job -> rest.containsKey(job.num()));
    offerSitemaps(connection, due, jobs);
    List<Share> shares =
        Share.of(due, jobs, budgetRoom(connection, due, jobs), addressRoom(connection, due), room);
    Map<QueueKey, List<Picked>> picked =
        pageBudgets.admit(connection, jobs, Picked.pick(connection, shares));
    Map<UUID, Map<String, String>> headers =
        CookieJars.read(connection, jobs, picked)
            .addTo(Conditions.of(connection, jobs, picked.values()), picked.values());
    Map<UUID, List<Picked>> cut = new LinkedHashMap<>();
    List<QueueKey> keys = new ArrayList<>();
    List<FetchTask> leased = new ArrayList<>();
    for (Share share : shares) {
      List<Picked> urls = picked.getOrDefault(share.queue().key(), List.of());
      for (int from = 0; from < urls.size(); from += share.urlsPerTask()) {
        UUID id = UUID.randomUUID();
        List<Picked> part = urls.subList(from, Math.min(urls.size(), from + share.urlsPerTask()));
        cut.put(id, part);
        keys.add(share.queue().key());
        leased.add(share.task(id, part, headers));
        Meters.DISPATCH_LATENESS.note(share.queue().late().toMillis() / 1e3);
      }
    }
    Picked.lease(connection, cut);
    if (!keys.isEmpty()) {
      tasks.lease(connection, List.copyOf(cut.keySet()), keys, self.incarnation());
    }
    queues.take(connection, taken(connection, shares, picked));
    pageBudgets.reserve(connection, jobs, picked);
    budgets.reserve(connection, fresh(picked));
    return leased;
  }

  private BudgetRoom budgetRoom(
      Connection connection, List<DueQueue> due, Map<Integer, JobContext> jobs) {
    return new BudgetRoom(
        budgets.left(connection, jobs.values()), pageBudgets.left(connection, due, jobs));
  }

  private AddressRoom addressRoom(Connection connection, List<DueQueue> due) {
    Set<String> addresses =
        due.stream().flatMap(queue -> queue.address().stream()).collect(Collectors.toSet());
    return new AddressRoom(
        config.connectionsPerAddress(), queues.atAddresses(connection, addresses));
  }

  /** What robots.txt names is known as soon as that is; each job on the host gets it once. */
  private void offerSitemaps(
      Connection connection, List<DueQueue> due, Map<Integer, JobContext> jobs) {
    List<DueQueue> wanting =
        due.stream()
            .filter(DueQueue::offersSitemaps)
            .filter(
                queue -> {
                  JobContext job = jobs.get(queue.key().job());
                  return job != null && job.request().sitemaps().ofRobots();
                })
            .toList();
    if (!wanting.isEmpty()) {
      Changes changes = new Changes();
      sitemaps.offerOfRobots(connection, wanting, jobs, changes);
      queues.change(connection, changes.arrivals);
    }
  }

  /**
   * Queues of jobs that get nothing must not stand at the head of the line: a paused job's links
   * may have led to new hosts.
   */
  private void putOff(
      Connection connection,
      List<DueQueue> due,
      Map<Integer, JobContext> jobs,
      Map<Integer, Duration> rest) {
    List<Taken> others = new ArrayList<>();
    for (DueQueue queue : due) {
      int job = queue.key().job();
      if (!jobs.containsKey(job) || rest.containsKey(job)) {
        Duration pause = rest.getOrDefault(job, Pauses.NOT_RUNNING);
        others.add(new Taken(queue.key(), 0, queue.queued(), pause));
      }
    }
    if (!others.isEmpty()) {
      queues.take(connection, others);
    }
  }

  private static int inFlight(Connection connection) {
    return Sql.query(
            connection,
            "SELECT count(*) FROM open_url WHERE task IS NOT NULL",
            row -> row.getInt(1))
        .get(0);
  }

  private List<Taken> taken(
      Connection connection, List<Share> shares, Map<QueueKey, List<Picked>> picked) {
    List<Taken> taken = new ArrayList<>();
    for (Share share : shares) {
      int count = picked.getOrDefault(share.queue().key(), List.of()).size();
      boolean othersWait = count < share.wanted() && count < share.queue().queued();
      Duration next =
          othersWait
              ? share.next(count, Picked.nextDue(connection, share.queue().key(), share.fresh()))
              : share.next(count);
      taken.add(new Taken(share.queue().key(), count, share.queue().queued(), next));
      if (share.isKeptBack(count)) {
        usedUp.note(connection, share.job(), share.queue());
      }
    }
    return taken;
  }

  private static Map<Integer, Long> fresh(Map<QueueKey, List<Picked>> picked) {
    Map<Integer, Long> fresh = new HashMap<>();
    picked.forEach(
        (queue, urls) ->
            fresh.merge(queue.job(), urls.stream().filter(Picked::isFresh).count(), Long::sum));
    return fresh;
  }
}
