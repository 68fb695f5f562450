package dev.trawl.document;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.config.ExtractorSettings;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Infrastructure;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.RecentJobs;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.page.Decoded;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes the text of a result's body, once for each body, and keeps it. */
@ApplicationScoped
class DocumentProcessor {
  /** Of a text. A book has about as many. */
  static final int MOST_CHARACTERS = 1_000_000;

  /** For a page that is to be stored by another consumer. Longer, and something else is wrong. */
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofMillis(250);

  @Inject TextTransaction texts;
  @Inject RecentJobs jobs;
  @Inject TrawlConfig config;

  private final BackOff backOff = new BackOff("keeping texts of documents");
  private @Nullable WorkerPool workers;

  @PreDestroy
  synchronized void stop() {
    backOff.stop();
    if (workers != null) {
      workers.close();
    }
  }

  /**
   * Returns when the text is kept, or why there is none, or nobody wants it any more.
   *
   * @throws IllegalArgumentException if the result breaks the contract
   * @throws UncheckedIOException if there is no room on the disk
   * @throws StoppedException if the application stops before
   */
  void process(FetchResult result) {
    Optional<JobContext> job =
        jobs.find(result.jobId())
            .filter(found -> !found.deleted() && found.request().content().text());
    if (job.isEmpty() || !(result.outcome() instanceof Answer answer)) {
      return;
    }
    Decoded body = Decoded.of(answer, job.get().request().limits().maxBodyBytes());
    if (isWanted(result.urlId(), body.sha256())) {
      Extraction extraction = extract(body, answer.contentType().orElse(""));
      backOff.untilDone(
          () -> texts.store(result.urlId(), body.sha256(), extraction), Infrastructure::isAway);
    }
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

  private Extraction extract(Decoded body, String contentType) {
    try {
      WorkerPool pool = pool();
      Path file = pool.newFile();
      try {
        write(body, file);
        return pool.extract(file, contentType);
      } finally {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Decoded body, Path file) throws IOException {
    try (InputStream in = body.open();
        OutputStream out = Files.newOutputStream(file)) {
      in.transferTo(out);
    }
  }

  /** Made by the first document: most nodes never see one. */
  private synchronized WorkerPool pool() throws IOException {
    if (workers == null) {
      ExtractorSettings settings = config.extractor().orElseThrow();
      // The server's own folder for temporary files: ./trawl up empties it at each start.
      workers =
          new WorkerPool(
              WorkerCommand.of(settings.folder(), settings.heap(), MOST_CHARACTERS),
              Files.createTempDirectory("trawl-documents-"),
              settings.limit());
    }
    return workers;
  }
}
