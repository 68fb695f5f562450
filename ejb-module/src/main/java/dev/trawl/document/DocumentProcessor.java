package dev.trawl.document;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.database.Infrastructure;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.RecentJobs;
import dev.trawl.job.JobRequestReader;
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
    if (isSitemap(result) || !(result.outcome() instanceof Answer answer)) {
      return;
    }
    Optional<JobContext> job = jobs.find(result.jobId());
    long most =
        job.map(found -> found.request().limits().maxBodyBytes())
            .orElse(JobRequestReader.LARGEST_BODY);
    Decoded body = Decoded.of(answer, most);
    page(result.urlId(), job.filter(DocumentProcessor::asks), body.sha256())
        .ifPresent(page -> keep(page, body, answer.contentType().orElse("")));
  }

  private static boolean asks(JobContext job) {
    return !job.deleted() && job.request().content().text();
  }

  private void keep(UUID page, Decoded body, String contentType) {
    Extraction extraction = extractor.extract(body, contentType);
    backOff.untilDone(() -> texts.store(page, body.sha256(), extraction), Infrastructure::isAway);
  }

  /**
   * A page that wants the text: the result's own, or one of another job. The result's job may be
   * deleted while it waits, and another one that repeats it was told that nothing has changed.
   */
  private Optional<UUID> page(UUID own, Optional<JobContext> job, byte[] sha256) {
    Standing standing = job.isPresent() ? standing(own, sha256) : Standing.UNWANTED;
    if (standing == Standing.UNWANTED) {
      return backOff.untilAnswered(() -> texts.elsewhere(sha256), Infrastructure::isAway);
    }
    return standing == Standing.WANTED ? Optional.of(own) : Optional.empty();
  }

  /**
   * What another program fetched: one may be called a document, is larger than a page may be, and
   * has none.
   */
  private static boolean isSitemap(FetchResult result) {
    int job = UrlId.jobNumber(result.urlId());
    return CrawlUrl.parse(result.url())
        .filter(url -> UrlId.ofSitemap(job, url).equals(result.urlId()))
        .isPresent();
  }

  /** Once the page is stored, or will not be. */
  private Standing standing(UUID page, byte[] sha256) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Standing standing =
          backOff.untilAnswered(() -> texts.standing(page, sha256), Infrastructure::isAway);
      if (standing != Standing.TOO_EARLY) {
        return standing;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new IllegalStateException("its page is not stored after " + PATIENCE);
      }
      backOff.sleep(PAUSE);
    }
  }
}
