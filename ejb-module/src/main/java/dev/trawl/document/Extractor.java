package dev.trawl.document;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.config.ExtractorSettings;
import dev.trawl.config.TrawlConfig;
import dev.trawl.page.Decoded;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Has text taken from bodies by this node's workers. */
@ApplicationScoped
class Extractor {
  private static final Logger LOG = System.getLogger(Extractor.class.getName());

  /** Of a text. A book has about as many. */
  static final int MOST_CHARACTERS = 1_000_000;

  /** A node that cannot read documents fails fast, and must not have most of them for that. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final String WORK = "taking text from documents";

  @Inject TrawlConfig config;

  private final BackOff backOff = new BackOff(WORK);
  private final AtomicBoolean failing = new AtomicBoolean();
  @Nullable WorkerPool workers;
  private boolean stopped;

  @PreDestroy
  synchronized void stop() {
    stopped = true;
    backOff.stop();
    if (workers != null) {
      workers.close();
    }
  }

  /**
   * Takes the text of a body.
   *
   * @param contentType what its server said that it is, possibly wrong or empty
   * @throws UncheckedIOException after a pause, if this node cannot do it at the moment: no worker
   *     can be started, or there is no room on the disk
   * @throws WorkerEndedException if somebody has ended the worker
   * @throws StoppedException if the application stops before
   */
  Extraction extract(Decoded body, String contentType) {
    try {
      Extraction extraction = extract(pool(), body, contentType);
      if (failing.getAndSet(false)) {
        LOG.log(Level.INFO, "{0} works again", WORK);
      }
      return extraction;
    } catch (IOException e) {
      if (!failing.getAndSet(true)) {
        LOG.log(Level.ERROR, WORK + " does not work on this node; they wait, and come again", e);
      }
      backOff.sleep(PAUSE);
      throw new UncheckedIOException(e);
    }
  }

  private static Extraction extract(WorkerPool pool, Decoded body, String contentType)
      throws IOException {
    Path file = pool.newFile();
    try {
      write(body, file);
      return pool.extract(file, contentType);
    } finally {
      pool.discard(file);
    }
  }

  private static void write(Decoded body, Path file) throws IOException {
    try (InputStream in = body.open();
        OutputStream out = Files.newOutputStream(file)) {
      in.transferTo(out);
    }
  }

  /** Made by the first document: most nodes never see one. */
  private synchronized WorkerPool pool() {
    if (stopped) {
      throw new StoppedException(WORK);
    }
    if (workers == null) {
      ExtractorSettings settings = config.extractor().orElseThrow();
      workers =
          new WorkerPool(
              WorkerCommand.of(settings.folder(), settings.heap(), MOST_CHARACTERS),
              config.ownFolder("documents"),
              settings.limit());
    }
    return workers;
  }
}
