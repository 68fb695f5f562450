package dev.trawl.page;

import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchResult;
import dev.trawl.message.HeaderLines;
import dev.trawl.parse.RobotsTags;
import dev.trawl.url.CrawlUrl;
import java.util.Optional;

/**
 * A result with everything that can be known of it before the transaction.
 *
 * @param result as it came
 * @param job its job as it was a moment ago
 * @param url the result's URL
 * @param body of an answer
 * @param target where a redirect leads to
 * @param parsed what the body held
 */
record Processed(
    FetchResult result,
    JobContext job,
    CrawlUrl url,
    Optional<Body> body,
    Optional<CrawlUrl> target,
    Parsed parsed) {

  static Processed withoutAnswer(FetchResult result, JobContext job, CrawlUrl url) {
    return new Processed(
        result, job, url, Optional.empty(), Optional.empty(), Parsed.nothing(RobotsTags.NONE));
  }

  Optional<Integer> status() {
    if (result.outcome() instanceof Answer answer) {
      return Optional.of(answer.status());
    }
    return result.outcome() instanceof Failure failure ? failure.status() : Optional.empty();
  }

  Optional<String> contentType() {
    return result.outcome() instanceof Answer answer ? answer.contentType() : Optional.empty();
  }

  /** The answer's fields. */
  HeaderLines headers() {
    return result.outcome() instanceof Answer answer ? answer.headers() : HeaderLines.NONE;
  }

  boolean isRedirect() {
    return isRedirect(status());
  }

  static boolean isRedirect(Optional<Integer> status) {
    return status.filter(s -> s >= 300 && s < 400 && s != 304).isPresent();
  }

  /** Where a redirect leads to, for its line. */
  Optional<String> location() {
    if (target.isPresent()) {
      return target.map(CrawlUrl::toString);
    }
    return result.outcome() instanceof Answer answer ? answer.location() : Optional.empty();
  }

  /** The tag by which the page asks that its content is not kept, if it does. */
  Optional<String> withheldBy() {
    return parsed.tags().withholds(result.fetchedAt());
  }

  /** The body, unless the page asks that its content is not kept. */
  Optional<Body> kept() {
    return withheldBy().isPresent() ? Optional.empty() : body;
  }

  long bytes() {
    return body.map(Body::length).orElse(0L);
  }
}
