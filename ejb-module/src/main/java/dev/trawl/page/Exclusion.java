package dev.trawl.page;

import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.ShutAreas;
import dev.trawl.job.Limits;
import dev.trawl.scope.Decision;
import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/**
 * What of a rule it was that keeps a URL out. Only the rule's name is kept with the URL, since
 * there are many of them and the job's request tells the rest; what robots.txt said is kept too.
 */
final class Exclusion {
  private Exclusion() {}

  static Optional<String> detail(JobContext job, MetUrl met, String rule) {
    Limits limits = job.request().limits();
    return switch (rule) {
      case "maxPages" -> limits.maxPages().map(most -> "the job may request " + most + " URLs");
      case "maxPagesPerHost" ->
          limits.maxPagesPerHost().map(most -> "the job may request " + most + " URLs of a host");
      case "maxPagesPerDirectory" ->
          limits
              .maxPagesPerDirectory()
              .map(most -> "the job may request " + most + " URLs of a directory");
      case "maxDuration" -> limits.maxDuration().map(longest -> "the job may take " + longest);
      case "maxBytes" -> limits.maxBytes().map(most -> "the job may fetch " + most + " bytes");
      case "stopped" -> Optional.of("the job was stopped before this was requested");
      case Candidate.NOFOLLOW ->
          Optional.of("only links lead here that are not to be followed, by nofollow or the like");
      case "hostLength" ->
          CrawlUrl.parse(met.url()).map(url -> "a host of " + url.host().length() + " characters");
      case ShutAreas.ENDLESS, ShutAreas.QUERY_EXPLOSION -> ofTrap(job, met);
      default -> met.detail().or(() -> ofScope(job, met, rule));
    };
  }

  private static Optional<String> ofTrap(JobContext job, MetUrl met) {
    return CrawlUrl.parse(met.url())
        .flatMap(job.shutAreas()::of)
        .map(
            shut ->
                "%s was shut at %s: its last %d pages led to new ones of it and nowhere else"
                    .formatted(shut.area().name(), shut.at(), shut.requests()));
  }

  private static Optional<String> ofScope(JobContext job, MetUrl met, String rule) {
    return CrawlUrl.parse(met.url())
        .map(url -> job.scope().decide(url, met.depth()))
        .filter(decision -> decision.rule().equals(rule))
        .map(Decision::detail)
        .filter(text -> !text.isEmpty());
  }
}
