package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.frontier.JobContext;
import dev.trawl.host.HostDirectory;
import dev.trawl.host.HostDirectory.RobotsAnswer;
import dev.trawl.host.HostStatus;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;

/**
 * What became of a robots.txt, for a job that obeys it. It is no URL of the frontier: a host is
 * asked for it on behalf of all jobs, and the last answer is what is told.
 */
record RobotsWhy(Connection connection, HostDirectory hosts) {
  private static final MetUrl.Open NEXT = new MetUrl.Open(false, 0, Optional.empty(), false);

  /** Empty if the URL is none, or that of a host that the job has nothing to do with. */
  Optional<Why> find(JobContext job, CrawlUrl url) {
    boolean isRobots = url.requestTarget().equals("/robots.txt");
    return isRobots && job.manners().obeysRobots()
        ? hosts
            .find(url.origin())
            .filter(host -> isMet(job, host))
            .map(host -> why(url, fate(job, host)))
        : Optional.empty();
  }

  /** What is out of reach is never requested, and its robots.txt not for this job. */
  private boolean isMet(JobContext job, HostStatus host) {
    return Sql.query(
            connection,
            """
            SELECT EXISTS (SELECT FROM host_queue WHERE job = ? AND host_id = ?)
              OR EXISTS (SELECT FROM url WHERE id BETWEEN ? AND ? AND starts_with(url, ?)
                AND excluded IS DISTINCT FROM 'within')
            """,
            row -> row.getBoolean(1),
            job.num(),
            host.id(),
            UrlId.first(job.num()),
            UrlId.last(job.num()),
            host.origin() + "/")
        .get(0);
  }

  private static Why why(CrawlUrl url, Fate fate) {
    return Why.of(url.toString(), Why.ROBOTS, fate, 0, Optional.empty(), List.of());
  }

  private Fate fate(JobContext job, HostStatus host) {
    Optional<RobotsAnswer> answer = hosts.robotsAnswer(host.id());
    if (answer.isPresent()) {
      return answered(answer.get());
    }
    Waiting waiting = Waiting.of(hosts, job, Optional.of(host));
    Optional<String> failure =
        job.state().isFinal()
            ? Optional.of("it was never answered" + host.trouble().map(": "::concat).orElse(""))
            : waiting.failure();
    return failure.isPresent()
        ? Fate.done("failed", failure)
        : Fate.open("queued", waiting.reason(job, NEXT));
  }

  private static Fate answered(RobotsAnswer answer) {
    String when = "status " + answer.status() + " at " + answer.at() + ", for all jobs";
    return answer.status() / 100 == 2
        ? Fate.done("fetched", Optional.of(when))
        : Fate.done("failed", Optional.of(when + ": there is none, so that everything is allowed"));
  }
}
