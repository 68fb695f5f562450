package dev.trawl.page;

import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.host.HostDirectory;
import dev.trawl.host.HostQueueStatus;
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

/** Tells for any URL of a job what became of it. */
@Stateless
public class Whys {
  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @EJB HostDirectory hosts;

  /** What a URL has come to. */
  private record Fate(
      String state, Optional<String> outcome, Optional<String> rule, Optional<String> detail) {
    static Fate open(String state, String detail) {
      return new Fate(state, Optional.empty(), Optional.empty(), Optional.of(detail));
    }

    static Fate done(String outcome, Optional<String> detail) {
      return new Fate("done", Optional.of(outcome), Optional.empty(), detail);
    }
  }

  /**
   * What became of a URL; empty if the job has not met it. It is looked for as it is, as the target
   * of a redirect may be, and then without the parameters that links lose.
   *
   * @param num the job's number
   */
  public Optional<Why> find(int num, CrawlUrl url) {
    Connection connection = em.unwrap(Connection.class);
    return Optional.ofNullable(frontier.jobs(List.of(num)).get(num))
        .flatMap(
            job ->
                Stream.of(url, job.request().parameters().apply(url))
                    .distinct()
                    .flatMap(as -> MetUrl.find(connection, num, UrlId.of(num, as)).stream())
                    .findFirst()
                    .map(met -> why(connection, job, met)));
  }

  private Why why(Connection connection, JobContext job, MetUrl met) {
    Fate fate = fate(job, met);
    List<Why.Attempt> attempts =
        Stream.concat(
                EarlierAttempts.of(connection, met.id()).stream(),
                met.end().map(MetUrl.End::last).stream())
            .toList();
    return new Why(
        met.url(),
        fate.state(),
        fate.outcome(),
        fate.rule(),
        fate.detail(),
        met.depth(),
        met.referrer(),
        attempts);
  }

  private Fate fate(JobContext job, MetUrl met) {
    if (met.open().isPresent()) {
      return open(job, met, met.open().get());
    }
    if (met.end().isPresent()) {
      return ended(met.end().get());
    }
    Optional<String> detail = met.rule().flatMap(rule -> Exclusion.detail(job, met, rule));
    return new Fate("done", Optional.of("excluded"), met.rule(), detail);
  }

  private Fate open(JobContext job, MetUrl met, MetUrl.Open open) {
    return open.leased()
        ? Fate.open(
            "in-flight",
            "request "
                + (open.attempt() + 1)
                + " is on the way to a fetcher, with it, or on the way back")
        : Fate.open("queued", waiting(job, met).reason(job, open));
  }

  private Waiting waiting(JobContext job, MetUrl met) {
    Optional<HostStatus> host =
        CrawlUrl.parse(met.url()).map(CrawlUrl::origin).flatMap(hosts::find);
    Optional<HostQueueStatus> queue =
        host.flatMap(
            found ->
                hosts.queues(found.id()).stream()
                    .filter(one -> one.job().equals(job.id()))
                    .findFirst());
    return new Waiting(host, queue);
  }

  private static Fate ended(MetUrl.End end) {
    Why.Attempt last = end.last();
    String outcome = Outcome.of(last.status(), last.error());
    return Fate.done(
        outcome,
        outcome.equals("redirected")
            ? end.location().map(location -> "leads to " + location)
            : last.detail());
  }
}
