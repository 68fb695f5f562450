package dev.trawl.page;

import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;
import java.util.Optional;
import java.util.UUID;

/**
 * A link, judged by the job's scope: everything of a candidate but the way to it, which only the
 * transaction knows.
 *
 * @param id of the URL it leads to
 * @param url the URL
 * @param nofollow whether the page asks not to follow it, and the job obeys
 * @param rule that keeps it out, if one does; the scope's before the page's
 */
record Link(UUID id, CrawlUrl url, boolean nofollow, Optional<String> rule) {
  static Link of(JobContext job, CrawlUrl url, boolean nofollow) {
    Candidate judged = Frontier.candidate(job, url, 0, 0, Optional.empty());
    Optional<String> rule =
        judged.rule().or(() -> nofollow ? Optional.of(Candidate.NOFOLLOW) : Optional.empty());
    return new Link(judged.id(), url, nofollow, rule);
  }

  /** A redirect's target: no page can ask not to follow it. */
  static Link of(JobContext job, CrawlUrl url) {
    return of(job, url, false);
  }

  Candidate candidate(int depth, int hops, UUID referrer) {
    return new Candidate(id, url, depth, hops, Optional.of(referrer), rule);
  }
}
