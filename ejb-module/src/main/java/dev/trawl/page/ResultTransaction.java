package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.KnownUrls;
import dev.trawl.frontier.OpenUrl;
import dev.trawl.frontier.Settled;
import dev.trawl.host.Trouble;
import dev.trawl.message.FetchOutcome;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The one transaction in which results become pages: stored, settled, outlinks offered, counters
 * moved.
 */
@ApplicationScoped
class ResultTransaction {
  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @Inject Judge judge;
  @Inject Reach reach;

  /**
   * What was committed.
   *
   * @param offered URLs that the database knows now
   * @param pages what was stored, by job
   * @param judged the results whose URLs were open
   * @param due whether something may be dispatched now
   */
  record Stored(
      Collection<KnownUrls.Heard> offered,
      Map<UUID, List<StoredPage>> pages,
      List<Judged> judged,
      boolean due) {}

  /**
   * All of it or nothing. A result whose URL is not open any more, or whose job is gone, changes
   * nothing, unless the URL had ended as a dead letter: that end alone is replaced.
   */
  @Transactional(TxType.REQUIRES_NEW)
  Stored store(List<Processed> batch) {
    Map<UUID, Processed> first = new HashMap<>();
    batch.forEach(processed -> first.putIfAbsent(processed.result().urlId(), processed));
    List<OpenUrl> open = frontier.lock(first.keySet());
    List<Processed> late = late(first, open);
    List<UUID> dead =
        late.isEmpty()
            ? List.of()
            : frontier.lockDead(late.stream().map(one -> one.result().urlId()).toList());
    Map<Integer, JobContext> jobs = jobs(batch);
    Changes changes = new Changes();
    if (!dead.isEmpty()) {
      open = Stream.concat(open.stream(), reopen(dead, first, jobs, changes).stream()).toList();
    }
    open = open.stream().filter(url -> jobs.containsKey(url.queue().job())).toList();
    Connection connection = em.unwrap(Connection.class);
    List<Judged> judged =
        judge.all(connection, open, Revisits.resolve(connection, open, first, jobs), jobs);
    store(connection, judged);
    judged.forEach(one -> tell(one, changes));
    judged.forEach(one -> SetCookies.note(one.processed(), changes));
    countDuplicates(batch, open, jobs, changes);
    List<Settled> settled =
        judged.stream().map(one -> new Settled(one.url(), one.verdict())).toList();
    frontier.settle(jobs, settled, changes);
    reach.offer(connection, judged, jobs, changes);
    Frontier.watchTraps(jobs, settled, changes);
    boolean due = frontier.write(changes);
    return new Stored(List.copyOf(changes.offered()), pages(judged), judged, due);
  }

  /** What the result says of its host. */
  private static void tell(Judged judged, Changes changes) {
    long host = judged.url().queue().host();
    FetchOutcome outcome = judged.processed().result().outcome();
    Optional<Trouble> trouble = Trouble.of(outcome);
    trouble.ifPresent(found -> changes.trouble(host, found));
    if (outcome instanceof FetchOutcome.Answer answer) {
      answer
          .address()
          .filter(address -> !address.equals(judged.url().address().orElse("")))
          .ifPresent(address -> changes.address(host, address));
      if (judged.url().asks()) {
        changes.asked(host);
      }
      if (judged.url().troubled() && trouble.isEmpty()) {
        changes.good(host);
      }
    }
  }

  /** Results whose URL is not open. */
  private static List<Processed> late(Map<UUID, Processed> results, List<OpenUrl> open) {
    if (results.size() == open.size()) {
      return List.of();
    }
    Set<UUID> ids = open.stream().map(OpenUrl::id).collect(Collectors.toSet());
    return results.entrySet().stream()
        .filter(result -> !ids.contains(result.getKey()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private Map<Integer, JobContext> jobs(List<Processed> batch) {
    Map<Integer, JobContext> jobs =
        frontier.jobs(batch.stream().map(one -> one.job().num()).collect(Collectors.toSet()));
    jobs.values().removeIf(JobContext::deleted);
    return jobs;
  }

  /**
   * Takes the end as a dead letter back. A job that has ended requests nothing more, so there only
   * a result that says something of the URL replaces it.
   */
  private List<OpenUrl> reopen(
      List<UUID> dead,
      Map<UUID, Processed> results,
      Map<Integer, JobContext> jobs,
      Changes changes) {
    List<UUID> replaced =
        dead.stream()
            .filter(
                id -> {
                  JobContext job = jobs.get(UrlId.jobNumber(id));
                  return job != null
                      && (job.isGrowing()
                          || Objects.requireNonNull(results.get(id)).result().requested());
                })
            .toList();
    if (replaced.isEmpty()) {
      return List.of();
    }
    List<OpenUrl> opened = frontier.reopen(jobs, replaced, changes);
    for (String table : List.of("page", "sitemap")) {
      Sql.update(
          em.unwrap(Connection.class),
          "DELETE FROM " + table + " WHERE id = ANY(?)",
          (Object) replaced.toArray(UUID[]::new));
    }
    return opened;
  }

  /** What came for a URL that was settled before, or twice in this batch, changes nothing else. */
  private static void countDuplicates(
      List<Processed> batch, List<OpenUrl> open, Map<Integer, JobContext> jobs, Changes changes) {
    Map<Integer, Long> left = new HashMap<>();
    batch.forEach(one -> left.merge(one.job().num(), 1L, Long::sum));
    open.forEach(url -> left.merge(url.queue().job(), -1L, Long::sum));
    left.forEach(
        (num, count) -> {
          JobContext job = jobs.get(num);
          if (job != null && count > 0) {
            Frontier.countDuplicates(job, count, changes);
          }
        });
  }

  private void store(Connection connection, List<Judged> judged) {
    List<Judged> kept = judged.stream().filter(Judged::isPage).toList();
    Contents.store(
        connection, kept.stream().flatMap(one -> one.processed().kept().stream()).toList());
    for (Judged one : kept) {
      em.persist(new Page(one.processed(), one.url().queue().job(), one.end()));
    }
    em.flush();
    SitemapRows.store(connection, judged.stream().filter(Judged::isSitemap).toList());
    EarlierAttempts.keep(connection, judged);
  }

  private static Map<UUID, List<StoredPage>> pages(List<Judged> judged) {
    Map<UUID, List<StoredPage>> pages = new HashMap<>();
    for (Judged one : judged) {
      List<StoredPage> ofJob =
          pages.computeIfAbsent(one.processed().result().jobId(), job -> new ArrayList<>());
      if (one.isPage()) {
        ofJob.add(
            new StoredPage(
                one.url().id(), one.url().url(), one.processed().status(), one.end().error()));
      }
    }
    return pages;
  }
}
