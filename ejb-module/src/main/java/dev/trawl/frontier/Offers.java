package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.host.QueueKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The SQL of the one way in. All of one job's candidates at a time, as part of the caller's
 * transaction.
 */
@ApplicationScoped
class Offers {
  static final String MAX_DEPTH = "maxDepth";

  /** Rules whose verdict a shorter path or a wider scope can change; others are final. */
  private static final String[] REVOCABLE = {"within", "include", MAX_DEPTH, Candidate.NOFOLLOW};

  /** Rules that the shortest path is kept for all the same: they may be lifted one day. */
  private static final List<String> BUDGETS = List.of(PageBudget.HOST, PageBudget.DIRECTORY);

  @Inject Opening opening;
  @Inject KnownUrls known;
  @Inject UsedUpBudgets usedUpBudgets;

  /**
   * What offering has changed.
   *
   * @param delta of the job's counters
   * @param arrivals in the queues
   * @param lowered settled URLs whose depth is less now, with it: what they led to must be offered
   *     again
   * @param offered what the database knows once this is committed
   * @param fresh those that nobody has offered before
   */
  record Outcome(
      CounterDelta delta,
      Map<QueueKey, HostQueues.Change> arrivals,
      Map<UUID, Integer> lowered,
      Collection<Candidate> offered,
      List<Candidate> fresh) {}

  private record Known(UUID id, int depth, Optional<String> excluded) {}

  Outcome offer(Connection connection, JobContext job, Collection<Candidate> candidates) {
    Map<UUID, Candidate> best = best(job, candidates);
    Map<UUID, String> usedUp = usedUpBudgets.rules(connection, job, best.values());
    Set<UUID> inserted = insert(connection, best.values(), usedUp);
    List<Candidate> fresh = best.values().stream().filter(c -> inserted.contains(c.id())).toList();
    List<Candidate> opened =
        new ArrayList<>(
            fresh.stream().filter(c -> c.rule().isEmpty() && !usedUp.containsKey(c.id())).toList());
    int excluded = fresh.size() - opened.size();
    Map<UUID, Integer> lowered = new HashMap<>();
    int reopened = 0;
    if (inserted.size() < best.size()) {
      List<Candidate> again =
          best.values().stream().filter(c -> !inserted.contains(c.id())).toList();
      List<Candidate> reopen = lower(connection, again, lowered);
      reopened = reopen.size();
      opened.addAll(reopen);
    }
    Map<QueueKey, HostQueues.Change> arrivals = open(connection, job, opened);
    return new Outcome(
        CounterDelta.discovered(fresh.size(), (long) excluded - reopened),
        arrivals,
        lowered,
        best.values(),
        fresh);
  }

  /**
   * One candidate for each URL, by the shortest path, without those of which nothing new is said.
   */
  private Map<UUID, Candidate> best(JobContext job, Collection<Candidate> candidates) {
    Map<UUID, Candidate> best = new LinkedHashMap<>();
    for (Candidate candidate : candidates) {
      Candidate limited = limitDepth(job, candidate);
      if (!known.knows(limited)) {
        best.merge(limited.id(), limited, Offers::better);
      }
    }
    return best;
  }

  /** A way that may be gone before one that may not, and the shorter of two like that. */
  private static Candidate better(Candidate a, Candidate b) {
    if (a.rule().isPresent() != b.rule().isPresent()) {
      return a.rule().isEmpty() ? a : b;
    }
    return a.depth() <= b.depth() ? a : b;
  }

  private static Candidate limitDepth(JobContext job, Candidate c) {
    boolean tooDeep = c.rule().isEmpty() && c.depth() > job.request().scope().maxDepth();
    return tooDeep ? c.keptOutBy(MAX_DEPTH) : c;
  }

  /**
   * Those that nobody has offered before. They alone are kept out by a budget that is used up: what
   * was met before it was is queued, or has ended.
   */
  private static Set<UUID> insert(
      Connection connection, Collection<Candidate> candidates, Map<UUID, String> usedUp) {
    if (candidates.isEmpty()) {
      return Set.of();
    }
    return new HashSet<>(
        Sql.query(
            connection,
            """
            INSERT INTO url (id, url, depth, hops, stay, referrer, excluded)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?) ORDER BY 1 ON CONFLICT DO NOTHING RETURNING id
            """,
            row -> row.getObject(1, UUID.class),
            ids(candidates),
            candidates.stream().map(c -> c.url().toString()).toArray(String[]::new),
            depths(candidates),
            candidates.stream().map(Candidate::hops).toArray(Integer[]::new),
            candidates.stream().map(Candidate::stay).toArray(Integer[]::new),
            candidates.stream().map(c -> c.referrer().orElse(null)).toArray(UUID[]::new),
            candidates.stream()
                .map(c -> c.rule().orElse(usedUp.get(c.id())))
                .toArray(String[]::new)));
  }

  /**
   * Lowers the depth of URLs that are known by a longer path; returns those that this brings into
   * scope.
   */
  private static List<Candidate> lower(
      Connection connection, List<Candidate> candidates, Map<UUID, Integer> lowered) {
    Map<UUID, Candidate> byId =
        candidates.stream().collect(Collectors.toMap(Candidate::id, Function.identity()));
    List<Known> found = known(connection, candidates);
    Set<UUID> open = lockOpen(connection, found);
    List<Candidate> reopen = new ArrayList<>();
    for (Known url : found) {
      Candidate candidate = get(byId, url.id());
      if (url.excluded().filter(BUDGETS::contains).isPresent()) {
        byId.put(url.id(), candidate.keptOutBy(url.excluded().get()));
      } else if (url.excluded().isPresent() && candidate.rule().isEmpty()) {
        // A link that is not to be followed is no path, however short.
        boolean wasNoPath = url.excluded().get().equals(Candidate.NOFOLLOW);
        reopen.add(wasNoPath ? candidate : candidate.notDeeperThan(url.depth()));
      } else if (!open.contains(url.id()) && url.excluded().isEmpty()) {
        lowered.put(url.id(), candidate.depth());
      }
    }
    List<Candidate> changed = found.stream().map(url -> get(byId, url.id())).toList();
    update(connection, changed);
    return reopen;
  }

  private static Candidate get(Map<UUID, Candidate> byId, UUID id) {
    return java.util.Objects.requireNonNull(byId.get(id));
  }

  private static List<Known> known(Connection connection, List<Candidate> candidates) {
    return Sql.query(
        connection,
        """
        SELECT u.id, u.depth, u.excluded FROM unnest(?, ?, ?) AS c (id, depth, rule) JOIN url u USING (id)
        WHERE CASE WHEN u.excluded IS NULL OR u.excluded = ANY(?) THEN c.rule IS NULL AND c.depth < u.depth
                   ELSE u.excluded = ANY(?) AND (c.rule IS NULL OR c.depth < u.depth) END
        ORDER BY u.id FOR UPDATE OF u
        """,
        row ->
            new Known(
                row.getObject("id", UUID.class),
                row.getInt("depth"),
                Optional.ofNullable(row.getString("excluded"))),
        ids(candidates),
        depths(candidates),
        candidates.stream().map(c -> c.rule().orElse(null)).toArray(String[]::new),
        BUDGETS.toArray(String[]::new),
        REVOCABLE);
  }

  /**
   * Those that are open. Whoever settles one of them now is waited for: only then is it known
   * whether its outlinks were offered by the longer path.
   */
  private static Set<UUID> lockOpen(Connection connection, List<Known> urls) {
    return urls.isEmpty()
        ? Set.of()
        : new HashSet<>(
            Sql.query(
                connection,
                "SELECT id FROM open_url WHERE id = ANY(?) ORDER BY id FOR UPDATE",
                row -> row.getObject(1, UUID.class),
                (Object) urls.stream().map(Known::id).toArray(UUID[]::new)));
  }

  private static void update(Connection connection, List<Candidate> changed) {
    if (changed.isEmpty()) {
      return;
    }
    Sql.update(
        connection,
        """
        UPDATE url u SET excluded = c.rule,
          depth = CASE WHEN counts THEN c.depth ELSE u.depth END,
          hops = CASE WHEN counts THEN c.hops ELSE u.hops END,
          stay = CASE WHEN counts THEN c.stay ELSE u.stay END,
          referrer = CASE WHEN counts THEN c.referrer ELSE u.referrer END
        FROM (SELECT c.*, c.depth <= o.depth OR (o.excluded = ? AND c.rule IS NULL) AS counts
              FROM unnest(?, ?, ?, ?, ?, ?) AS c (id, depth, hops, stay, referrer, rule) JOIN url o USING (id)) c
        WHERE u.id = c.id
        """,
        Candidate.NOFOLLOW,
        ids(changed),
        depths(changed),
        changed.stream().map(Candidate::hops).toArray(Integer[]::new),
        changed.stream().map(Candidate::stay).toArray(Integer[]::new),
        changed.stream().map(c -> c.referrer().orElse(null)).toArray(UUID[]::new),
        changed.stream().map(c -> c.rule().orElse(null)).toArray(String[]::new));
    Sql.update(
        connection,
        "UPDATE open_url o SET depth = c.depth FROM unnest(?, ?) AS c (id, depth) WHERE o.id = c.id AND o.depth > c.depth",
        ids(changed),
        depths(changed));
  }

  private Map<QueueKey, HostQueues.Change> open(
      Connection connection, JobContext job, List<Candidate> opened) {
    return opening.open(
        connection, job, opened.stream().map(c -> Opening.Opened.of(job, c)).toList(), false);
  }

  private static UUID[] ids(Collection<Candidate> candidates) {
    return candidates.stream().map(Candidate::id).toArray(UUID[]::new);
  }

  private static Integer[] depths(Collection<Candidate> candidates) {
    return candidates.stream().map(Candidate::depth).toArray(Integer[]::new);
  }
}
