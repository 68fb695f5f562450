package dev.trawl.frontier;

import dev.trawl.job.Limits;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * How many URLs a job may request of a host, or of one of its directories.
 *
 * @param id of the host or the directory in the job
 * @param rule the name of the limit, which keeps out what is left
 * @param origin of the host
 * @param most URLs, from 1
 */
public record PageBudget(UUID id, String rule, String origin, long most) {
  static final String HOST = "maxPagesPerHost";
  static final String DIRECTORY = "maxPagesPerDirectory";

  /** The budgets that a URL counts against. */
  static List<PageBudget> of(JobContext job, CrawlUrl url) {
    return job.hasPageBudgets()
        ? Stream.concat(ofHost(job, url.origin()).stream(), ofDirectory(job, url).stream()).toList()
        : List.of();
  }

  /** The budgets that a URL counts against. */
  static List<PageBudget> of(JobContext job, String url) {
    return job.hasPageBudgets()
        ? CrawlUrl.parse(url).map(parsed -> of(job, parsed)).orElse(List.of())
        : List.of();
  }

  /** That of a host; empty if the job has none for hosts. */
  static Optional<PageBudget> ofHost(JobContext job, String origin) {
    return most(job, HOST)
        .map(most -> new PageBudget(UrlId.ofHost(job.num(), origin), HOST, origin, most));
  }

  /** That of the URL's directory; empty if the job has none for directories. */
  static Optional<PageBudget> ofDirectory(JobContext job, CrawlUrl url) {
    return most(job, DIRECTORY)
        .map(
            most ->
                new PageBudget(UrlId.ofDirectory(job.num(), url), DIRECTORY, url.origin(), most));
  }

  /** The same by what the job says now; empty if the limit was lifted. */
  Optional<PageBudget> asOf(JobContext job) {
    return most(job, rule).map(now -> new PageBudget(id, rule, origin, now));
  }

  boolean isOfHost() {
    return rule.equals(HOST);
  }

  private static Optional<Long> most(JobContext job, String rule) {
    Limits limits = job.request().limits();
    return rule.equals(HOST) ? limits.maxPagesPerHost() : limits.maxPagesPerDirectory();
  }
}
