package dev.trawl.document;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.database.Infrastructure;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.RecentJobs;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.page.Decoded;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Takes the text of a result's body, once for each body, and keeps it. */
@ApplicationScoped
class DocumentProcessor {
  /** For a page that is to be stored by another consumer. Longer, and something else is wrong. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofMillis(250);

  @Inject TextTransaction texts;
  @Inject RecentJobs jobs;
  @Inject Extractor extractor;

  private final BackOff backOff = new BackOff("keeping texts of documents");

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /**
   * Returns when the text is kept, or why there is none, or nobody wants it any more.
   *
   * @throws IllegalArgumentException if the result breaks the contract
   * @throws WorkerEndedException if somebody has ended the process that read it
   * @throws UncheckedIOException if this node cannot read documents at the moment
   * @throws StoppedException if the application stops before
   */
  void process(FetchResult result) {
    if (isSitemap(result)) {
      return;
    }
    Optional<JobContext> job =
        jobs.find(result.jobId())
            .filter(found -> !found.deleted() && found.request().content().text());
    if (job.isEmpty() || !(result.outcome() instanceof Answer answer)) {
      return;
    }
    Decoded body = Decoded.of(answer, job.get().request().limits().maxBodyBytes());
    if (isWanted(result.urlId(), body.sha256())) {
      Extraction extraction = extractor.extract(body, answer.contentType().orElse(""));
      backOff.untilDone(
          () -> texts.store(result.urlId(), body.sha256(), extraction), Infrastructure::isAway);
    }
  }

  /** One may be called a document, is larger than a page may be, and has none. */
  private static boolean isSitemap(FetchResult result) {
    int job = UrlId.jobNumber(result.urlId());
    return CrawlUrl.parse(result.url())
        .filter(url -> UrlId.ofSitemap(job, url).equals(result.urlId()))
        .isPresent();
  }

  private boolean isWanted(UUID page, byte[] sha256) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Standing standing =
          backOff.untilAnswered(() -> texts.standing(page, sha256), Infrastructure::isAway);
      if (standing != Standing.TOO_EARLY) {
        return standing == Standing.WANTED;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("its page is not stored after " + PATIENCE);
      }
      backOff.sleep(PAUSE);
    }
  }
}
