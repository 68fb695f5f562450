package dev.trawl.page;

import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchResult;
import dev.trawl.parse.ParsedPage;
import dev.trawl.url.CrawlUrl;
import java.util.List;
import java.util.Optional;

/**
 * A result with everything that can be known of it before the transaction.
 *
 * @param result as it came
 * @param job its job as it was a moment ago
 * @param url the result's URL
 * @param body of an answer
 * @param parsed what a page of HTML held
 * @param target where a redirect leads to
 * @param links found in it, with the verdict of the scope
 * @param outlinks the same as they are stored
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Processed(
    FetchResult result,
    JobContext job,
    CrawlUrl url,
    Optional<Body> body,
    Optional<ParsedPage> parsed,
    Optional<CrawlUrl> target,
    List<Link> links,
    byte[] outlinks) {

  Optional<Integer> status() {
    if (result.outcome() instanceof Answer answer) {
      return Optional.of(answer.status());
    }
    return result.outcome() instanceof Failure failure ? failure.status() : Optional.empty();
  }

  Optional<String> contentType() {
    return result.outcome() instanceof Answer answer ? answer.contentType() : Optional.empty();
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

  long bytes() {
    return body.map(Body::length).orElse(0L);
  }
}
