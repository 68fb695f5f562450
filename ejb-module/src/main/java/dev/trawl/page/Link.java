package dev.trawl.page;

import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.ParameterFilter;
import java.util.Optional;
import java.util.UUID;

/**
 * A link, judged by the job's scope: everything of a candidate but the way to it, which only the
 * transaction knows. Each leads to its URL without the parameters that the job drops; here, and
 * nowhere else, links lose them.
 *
 * @param id of the URL it leads to
 * @param url the URL, without what is dropped
 * @param nofollow whether the page asks not to follow it, and the job obeys
 * @param rule that keeps it out, if one does; the scope's before the page's
 */
record Link(UUID id, CrawlUrl url, boolean nofollow, Optional<String> rule) {
  /** A link as a page has it. */
  static Link of(JobContext job, CrawlUrl found, boolean nofollow) {
    return judged(job, target(job, found), nofollow);
  }

  /** Where a link is followed to. */
  static CrawlUrl target(JobContext job, CrawlUrl found) {
    return job.request().parameters().apply(found);
  }

  /** A redirect's target: no page can ask not to follow it. */
  static Link ofRedirect(JobContext job, CrawlUrl from, CrawlUrl location) {
    return judged(job, target(job, from, location), false);
  }

  /**
   * Where a redirect is followed to. Some sites send everyone from a page to the same page with a
   * session in its URL, and only there is the content: where nothing but a dropped parameter tells
   * the target from where it leads away, that stays.
   */
  static CrawlUrl target(JobContext job, CrawlUrl from, CrawlUrl location) {
    ParameterFilter parameters = job.request().parameters();
    CrawlUrl target = parameters.apply(location);
    return target.equals(parameters.apply(from)) ? location : target;
  }

  private static Link judged(JobContext job, CrawlUrl url, boolean nofollow) {
    Candidate judged = Frontier.candidate(job, url, 0, 0, Optional.empty());
    Optional<String> rule =
        judged.rule().or(() -> nofollow ? Optional.of(Candidate.NOFOLLOW) : Optional.empty());
    return new Link(judged.id(), url, nofollow, rule);
  }

  Candidate candidate(int depth, int hops, int stay, UUID referrer) {
    return new Candidate(id, url, depth, hops, stay, Optional.of(referrer), rule);
  }
}
