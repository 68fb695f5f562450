package dev.trawl.message;

import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.NotRequested;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What came of one URL of a fetch task. To be closed when its body is not needed any more.
 *
 * @param jobId the job
 * @param urlId the URL's id
 * @param url as it was requested
 * @param attempt as the task had it
 * @param outcome how it ended
 * @param fetchedAt when the request started
 * @param duration from the start of the request to the end of the answer
 * @param node who fetched
 * @param extract whether its text is wanted, if it is a document; as the task had it for its pages,
 *     never for a sitemap
 */
public record FetchResult(
    UUID jobId,
    UUID urlId,
    String url,
    int attempt,
    FetchOutcome outcome,
    Instant fetchedAt,
    Duration duration,
    String node,
    boolean extract)
    implements AutoCloseable {

  /** One whose text is not wanted. */
  public FetchResult(
      UUID jobId,
      UUID urlId,
      String url,
      int attempt,
      FetchOutcome outcome,
      Instant fetchedAt,
      Duration duration,
      String node) {
    this(jobId, urlId, url, attempt, outcome, fetchedAt, duration, node, false);
  }

  /** Bytes of its body, as it is sent. */
  public long bodyLength() {
    return outcome instanceof Answer answer ? answer.body().length() : 0;
  }

  /** Whether a request was made, so that it counts as an attempt. */
  public boolean requested() {
    return !(outcome instanceof NotRequested);
  }

  @Override
  public void close() {
    if (outcome instanceof Answer answer) {
      answer.body().close();
    }
  }
}
