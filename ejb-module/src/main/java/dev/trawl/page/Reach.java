package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.OpenUrl;
import dev.trawl.scope.Stay;
import dev.trawl.sitemap.SitemapResult;
import dev.trawl.url.CrawlUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Offers what pages and redirects lead to. Where that shows a shorter path to a page that is
 * stored, what that page leads to is nearer too, and is offered again, until nothing gets nearer:
 * so a depth is always the length of the shortest path, whatever the order in which results arrive.
 */
@ApplicationScoped
class Reach {
  /** An index names sitemaps, not indexes (sitemaps.org); some do. */
  private static final int DEEPEST_SITEMAP = 3;

  private static final int SITEMAP_HOPS = 5;

  @EJB Frontier frontier;

  @SuppressWarnings("ArrayRecordComponent") // never compared as a whole
  private record Stored(
      UUID id, String url, int hops, int stay, Optional<String> location, byte[] outlinks) {}

  /** What was judged of one job, with the scope that it has because of that. */
  private record OfJob(JobContext job, List<Judged> judged) {
    List<Candidate> candidates() {
      return judged.stream().flatMap(one -> Reach.candidates(one, job).stream()).toList();
    }
  }

  void offer(
      Connection connection, List<Judged> judged, Map<Integer, JobContext> jobs, Changes changes) {
    // In the one order of locks.
    Map<Integer, List<Judged>> byJob = new TreeMap<>();
    for (Judged one : judged) {
      byJob.computeIfAbsent(one.url().queue().job(), num -> new ArrayList<>()).add(one);
    }
    List<OfJob> growing = new ArrayList<>();
    byJob.forEach(
        (num, ofJob) -> {
          JobContext job = Objects.requireNonNull(jobs.get(num));
          if (job.isGrowing()) {
            growing.add(new OfJob(widen(ofJob, job, changes), ofJob));
          }
        });
    for (OfJob some : growing) {
      some.judged().forEach(one -> sitemaps(connection, one, some.job(), changes));
    }
    for (OfJob some : growing) {
      offer(connection, some.job(), some.candidates(), changes);
    }
  }

  /** What an index names, and where the redirect of a sitemap leads to. */
  private void sitemaps(Connection connection, Judged one, JobContext job, Changes changes) {
    if (!one.isSitemap()) {
      return;
    }
    OpenUrl url = one.url();
    Optional<UUID> referrer = Optional.of(url.id());
    int passedOver = 0;
    if (one.processed().parsed().sitemap().orElse(null) instanceof SitemapResult.Index index) {
      passedOver =
          url.depth() < DEEPEST_SITEMAP
              ? frontier.offerSitemaps(job, index.sitemaps(), url.depth() + 1, 0, referrer, changes)
              : index.sitemaps().size();
    }
    if (one.isFollowed() && url.hops() < SITEMAP_HOPS) {
      List<CrawlUrl> target = List.of(one.processed().target().orElseThrow());
      passedOver =
          frontier.offerSitemaps(job, target, url.depth(), url.hops() + 1, referrer, changes);
    }
    if (passedOver > 0) {
      SitemapRows.passOver(connection, url.id(), passedOver);
    }
  }

  /** The targets of redirecting seeds come into scope, before anything is judged by it. */
  private JobContext widen(List<Judged> judged, JobContext job, Changes changes) {
    Set<CrawlUrl> outside =
        judged.stream()
            .filter(one -> one.isFollowed() && !one.url().sitemap() && one.url().depth() == 0)
            .map(one -> target(one, job))
            .filter(target -> target.rule().filter("within"::equals).isPresent())
            .map(Link::url)
            .collect(Collectors.toSet());
    return outside.isEmpty() ? job : frontier.widen(job, outside, changes);
  }

  private static Link target(Judged one, JobContext job) {
    Processed processed = one.processed();
    return Link.ofRedirect(job, processed.url(), processed.target().orElseThrow());
  }

  private static List<Candidate> candidates(Judged one, JobContext job) {
    UUID referrer = one.url().id();
    if (one.url().sitemap()) {
      // As if a seed had linked to them.
      return rejudged(one, job).map(link -> link.candidate(1, 0, 0, referrer)).toList();
    }
    Stay stay = Stay.at(one.processed().url(), one.url().stay());
    if (one.isFollowed()) {
      Link target = target(one, job);
      return List.of(
          target.candidate(
              one.url().depth(), one.url().hops() + 1, stay.byRedirect(target.url()), referrer));
    }
    return one.isPage()
        ? rejudged(one, job)
            .map(link -> link.candidate(one.url().depth() + 1, 0, stay.by(link.url()), referrer))
            .toList()
        : List.of();
  }

  /** Its links, judged anew where the scope has changed since it was processed. */
  private static Stream<Link> rejudged(Judged one, JobContext job) {
    boolean sameScope = one.processed().job().scopeVersion() == job.scopeVersion();
    Stream<Link> links = one.processed().parsed().links().stream();
    return sameScope ? links : links.map(link -> Link.of(job, link.url(), link.nofollow()));
  }

  private void offer(
      Connection connection, JobContext job, List<Candidate> candidates, Changes changes) {
    follow(connection, job, frontier.offer(job, candidates, changes), changes);
  }

  /** Offers what these settled URLs led to: they are nearer now, at that depth. */
  void follow(Connection connection, JobContext job, Map<UUID, Integer> nearer, Changes changes) {
    Map<UUID, Integer> next = nearer;
    while (!next.isEmpty()) {
      next = followOnce(connection, job, next, changes);
    }
  }

  /** Some pages at a time: there may be thousands, and each have thousands of links. */
  private Map<UUID, Integer> followOnce(
      Connection connection, JobContext job, Map<UUID, Integer> nearer, Changes changes) {
    Map<UUID, Integer> left = new HashMap<>(nearer);
    Map<UUID, Integer> next = new HashMap<>();
    List<Stored> pages = some(connection, left.keySet());
    while (!pages.isEmpty()) {
      List<Candidate> behind = ledTo(job, pages, left);
      if (!behind.isEmpty()) {
        frontier
            .offer(job, behind, changes)
            .forEach((id, depth) -> next.merge(id, depth, Math::min));
      }
      pages = left.isEmpty() ? List.of() : some(connection, left.keySet());
    }
    return next;
  }

  /** What the first of these pages led to; they are removed from what is left. */
  private static List<Candidate> ledTo(
      JobContext job, List<Stored> pages, Map<UUID, Integer> left) {
    List<Candidate> behind = new ArrayList<>();
    long read = 0;
    for (Stored page : pages) {
      if (read > Outlinks.MOST_READ) {
        break;
      }
      int depth = Objects.requireNonNull(left.remove(page.id()));
      ledTo(job, page, depth).forEach(behind::add);
      read += Outlinks.length(page.outlinks());
    }
    return behind;
  }

  /** Some of the pages, at least one of those that are stored. */
  private static List<Stored> some(Connection connection, Set<UUID> ids) {
    return Sql.query(
        connection,
        """
        SELECT * FROM (
          SELECT p.id, u.url, u.hops, u.stay, p.outlinks, %s AS stored_before,
                 CASE WHEN p.status BETWEEN 300 AND 399 AND p.error IS NULL THEN p.location END AS location
          FROM page p JOIN url u USING (id) WHERE p.id = ANY(?)) behind
        WHERE stored_before < ? ORDER BY id
        """
            .formatted(Outlinks.storedBefore("p.id")),
        Reach::stored,
        ids.toArray(UUID[]::new),
        Outlinks.MOST_STORED);
  }

  private static Stored stored(ResultSet row) throws SQLException {
    byte[] outlinks = row.getBytes("outlinks");
    return new Stored(
        row.getObject("id", UUID.class),
        row.getString("url"),
        row.getInt("hops"),
        row.getInt("stay"),
        Optional.ofNullable(row.getString("location")),
        outlinks == null ? new byte[0] : outlinks);
  }

  private static Stream<Candidate> ledTo(JobContext job, Stored page, int depth) {
    CrawlUrl from = CrawlUrl.parse(page.url()).orElseThrow();
    Stay stay = Stay.at(from, page.stay());
    Stream<Candidate> target =
        page.location().flatMap(CrawlUrl::parse).stream()
            .map(location -> Link.ofRedirect(job, from, location))
            .map(
                link ->
                    link.candidate(depth, page.hops() + 1, stay.byRedirect(link.url()), page.id()));
    Stream<Candidate> links =
        Outlinks.decode(page.outlinks()).stream()
            .flatMap(
                link ->
                    CrawlUrl.parse(link.url()).stream()
                        .map(url -> Link.of(job, url, link.nofollow())))
            .map(link -> link.candidate(depth + 1, 0, stay.by(link.url()), page.id()));
    return Stream.concat(target, links);
  }
}
