package dev.trawl.job;

import dev.trawl.scope.ScopeSpec;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.ParameterFilter;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What was asked for, with every default filled in.
 *
 * @param name for people
 * @param seeds 1 to 100,000 URLs, each once, without the parameters that are dropped
 * @param scope which links are followed
 * @param limits where the job ends
 * @param politeness how hosts are treated
 * @param sitemaps which are read
 * @param content what is kept of answers
 * @param fetch how requests are made
 * @param revisit a job of before that is repeated: what it has is fetched again only if it has
 *     changed
 * @param parameters drops those that links are followed without, and seeds are requested without
 */
public record JobRequest(
    Optional<String> name,
    List<CrawlUrl> seeds,
    ScopeSpec scope,
    Limits limits,
    Politeness politeness,
    Sitemaps sitemaps,
    Content content,
    FetchOptions fetch,
    Optional<UUID> revisit,
    ParameterFilter parameters) {
  /** A seed is the same URL as a link to it. */
  public JobRequest {
    seeds = seeds.stream().map(parameters::apply).distinct().toList();
  }
}
