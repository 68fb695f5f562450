package dev.trawl.frontier;

import dev.trawl.cookie.Cookie;
import dev.trawl.host.HostQueues;
import dev.trawl.host.QueueKey;
import dev.trawl.host.Trouble;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a transaction has gathered for queues and counters; written once, at its end, in the one
 * order of locks.
 */
public final class Changes {
  final Map<QueueKey, HostQueues.Change> arrivals = new HashMap<>();
  final Map<Integer, CounterDelta> deltas = new HashMap<>();
  final Map<Integer, Bandwidth.Debit> debits = new HashMap<>();
  final Map<Integer, Long> unrequested = new HashMap<>();
  final Map<PageBudget, Spending> spending = new HashMap<>();
  final Set<Long> freedHosts = new HashSet<>();
  final Map<Long, Trouble> troubles = new HashMap<>();
  final Set<Long> goodHosts = new HashSet<>();
  final Map<Long, String> addresses = new HashMap<>();
  final Set<Long> askedHosts = new HashSet<>();
  final SortedMap<AreaKey, Growth> growth = new TreeMap<>();
  final SortedMap<CookieChange.Key, CookieChange> cookies = new TreeMap<>();
  final List<Candidate> fresh = new ArrayList<>();
  private final List<KnownUrls.Heard> offered = new ArrayList<>();

  void add(QueueKey queue, HostQueues.Change change) {
    arrivals.merge(queue, change, HostQueues.Change::plus);
  }

  void add(int job, CounterDelta delta) {
    deltas.merge(job, delta, CounterDelta::plus);
  }

  /** What came of a job's URLs. Their bytes are debited, if its bandwidth is limited. */
  void add(JobContext job, CounterDelta delta) {
    add(job.num(), delta);
    if (delta.bytes() > 0) {
      job.request()
          .politeness()
          .maxBytesPerSecond()
          .map(rate -> new Bandwidth.Debit(delta.bytes(), rate))
          .ifPresent(debit -> debits.merge(job.num(), debit, Bandwidth.Debit::plus));
    }
  }

  /**
   * Gives back what was reserved for requests of that job; less than zero for requests that were
   * made without.
   */
  void giveBack(int job, long count) {
    unrequested.merge(job, count, Long::sum);
  }

  /** Changes what was taken of the budget of a host or a directory. */
  void spend(PageBudget budget, Spending change) {
    spending.merge(budget, change, Spending::plus);
  }

  /** Connections to these hosts are free again. */
  void free(Collection<Long> hosts) {
    freedHosts.addAll(hosts);
  }

  /** Something speaks against a host. */
  public void trouble(long host, Trouble trouble) {
    troubles.merge(host, trouble, Trouble::plus);
  }

  /** A host that was in trouble has answered as it should. */
  public void good(long host) {
    goodHosts.add(host);
  }

  /** A host answers from another address than before. */
  public void address(long host, String address) {
    addresses.put(host, address);
  }

  /** A host has answered a page, so that whoever fetched it has asked for robots.txt by itself. */
  public void asked(long host) {
    askedHosts.add(host);
  }

  /**
   * An answer has set a cookie, or removed it by one that has expired.
   *
   * @param at when the answer was asked for, which decides whose cookie is the later one
   */
  public void cookie(JobContext job, Cookie cookie, Instant at) {
    cookies.merge(
        CookieChange.Key.of(job.num(), cookie), new CookieChange(cookie, at), CookieChange::or);
  }

  /** Hosts whose rows change. */
  Set<Long> hosts() {
    Set<Long> hosts = new HashSet<>(freedHosts);
    hosts.addAll(troubles.keySet());
    hosts.addAll(goodHosts);
    hosts.addAll(addresses.keySet());
    hosts.addAll(askedHosts);
    return hosts;
  }

  /** Whether URLs arrive that need not wait. */
  boolean bringDue() {
    return arrivals.values().stream().anyMatch(change -> change.soonest().isZero());
  }

  void add(AreaKey area, Growth more) {
    growth.merge(area, more, Growth::plus);
  }

  void add(JobContext job, Offers.Outcome outcome) {
    outcome.arrivals().forEach(this::add);
    add(job.num(), outcome.delta());
    outcome.offered().forEach(candidate -> offered.add(KnownUrls.Heard.of(candidate)));
    fresh.addAll(outcome.fresh());
  }

  /** What the database knows once the transaction has committed. */
  public Collection<KnownUrls.Heard> offered() {
    return offered;
  }
}
