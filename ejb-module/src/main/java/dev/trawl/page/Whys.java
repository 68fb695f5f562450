package dev.trawl.page;

import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.host.HostDirectory;
import dev.trawl.host.HostStatus;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells for any URL of a job what became of it: page, sitemap or robots.txt. */
@Stateless
public class Whys {
  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @EJB HostDirectory hosts;

  /**
   * What became of a URL; empty if the job has not met it. It is looked for as it is, as the target
   * of a redirect may be, and without the parameters that links lose; then as a sitemap, and as the
   * robots.txt of a host.
   *
   * @param num the job's number
   */
  public Optional<Why> find(int num, CrawlUrl url) {
    Connection connection = em.unwrap(Connection.class);
    return Optional.ofNullable(frontier.jobs(List.of(num)).get(num))
        .flatMap(
            job ->
                page(connection, job, url)
                    .or(() -> sitemap(connection, job, url))
                    .or(() -> new RobotsWhy(connection, hosts).find(job, url)));
  }

  private Optional<Why> page(Connection connection, JobContext job, CrawlUrl url) {
    return Stream.of(url, job.request().parameters().apply(url))
        .distinct()
        .flatMap(as -> MetUrl.find(connection, job.num(), UrlId.of(job.num(), as)).stream())
        .findFirst()
        .map(met -> why(connection, job, met, Why.PAGE));
  }

  private Optional<Why> sitemap(Connection connection, JobContext job, CrawlUrl url) {
    return MetUrl.find(connection, job.num(), UrlId.ofSitemap(job.num(), url))
        .map(met -> why(connection, job, met, Why.SITEMAP));
  }

  private Why why(Connection connection, JobContext job, MetUrl met, String kind) {
    List<Why.Attempt> attempts =
        Stream.concat(
                EarlierAttempts.of(connection, met.id()).stream(),
                met.end().map(MetUrl.End::last).stream())
            .toList();
    return Why.of(met.url(), kind, fate(job, met), met.depth(), met.referrer(), attempts);
  }

  private Fate fate(JobContext job, MetUrl met) {
    if (met.open().isPresent()) {
      return open(job, met, met.open().get());
    }
    if (met.end().isPresent()) {
      return ended(met.end().get());
    }
    Optional<String> detail = met.rule().flatMap(rule -> Exclusion.detail(job, met, rule));
    return Fate.excluded(met.rule(), detail);
  }

  private Fate open(JobContext job, MetUrl met, MetUrl.Open open) {
    return open.leased()
        ? Fate.open(
            "in-flight",
            "request "
                + (open.attempt() + 1)
                + " is on the way to a fetcher, with it, or on the way back")
        : Fate.open("queued", Waiting.of(hosts, job, host(met)).reason(job, open));
  }

  private Optional<HostStatus> host(MetUrl met) {
    return CrawlUrl.parse(met.url()).map(CrawlUrl::origin).flatMap(hosts::find);
  }

  private static Fate ended(MetUrl.End end) {
    String outcome = Outcome.of(end.last().status(), end.last().error());
    return Fate.done(
        outcome,
        switch (outcome) {
          case "redirected" -> end.location().map("leads to "::concat);
          case "fetched" -> remarks(end);
          default -> end.last().detail();
        });
  }

  private static Optional<String> remarks(MetUrl.End end) {
    return Stream.of(end.last().detail(), end.named().map(Named::words))
        .flatMap(Optional::stream)
        .reduce((first, second) -> first + "; " + second);
  }
}
