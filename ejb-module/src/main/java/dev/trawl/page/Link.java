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
 * @param rule that keeps it out, if one does
 */
record Link(UUID id, CrawlUrl url, Optional<String> rule) {
  static Link of(JobContext job, CrawlUrl url) {
    Candidate judged = Frontier.candidate(job, url, 0, 0, Optional.empty());
    return new Link(judged.id(), url, judged.rule());
  }

  Candidate candidate(int depth, int hops, UUID referrer) {
    return new Candidate(id, url, depth, hops, Optional.of(referrer), rule);
  }
}
