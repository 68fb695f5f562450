package dev.trawl.document;

import dev.trawl.batch.StoppedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.stream.Stream;

/**
 * Workers: as many as there are callers at a time, each of which has one to itself. A worker that
 * fails is ended, with all that it left in its folder, and costs nobody but its own document.
 */
final class WorkerPool implements AutoCloseable {
  /** Then a worker is replaced, so that what a library leaks goes with it. */
  private static final int DOCUMENTS_A_WORKER = 200;

  private static final Logger LOG = System.getLogger(WorkerPool.class.getName());
  private static final String WORK = "taking text from a document";

  private final WorkerCommand command;
  private final Path folder;
  private final Duration limit;
  private final ConcurrentLinkedDeque<Worker> idle = new ConcurrentLinkedDeque<>();
  private final Set<Worker> all = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * A pool without workers; they are started when they are needed.
   *
   * @param folder for documents and the workers' temporary files alone; what is there is removed
   * @param limit the longest time that a document takes
   */
  WorkerPool(WorkerCommand command, Path folder, Duration limit) {
    this.command = command;
    this.folder = folder;
    this.limit = limit;
    // Of a process that is gone, whose messages come again.
    delete(folder);
  }

  /**
   * A file for a document, which is in nobody's way.
   *
   * @throws StoppedException if the pool is closed
   */
  Path newFile() throws IOException {
    return Files.createTempFile(folder(), "document-", "");
  }

  /** Removes such a file. */
  void discard(Path file) {
    delete(file);
  }

  /** Made when it is needed: somebody may have tidied up meanwhile. */
  private Path folder() throws IOException {
    if (closed) {
      throw new StoppedException(WORK);
    }
    return Files.createDirectories(folder);
  }

  /**
   * Takes a document's text.
   *
   * @param mediaType what its server called it, possibly wrong or empty
   * @throws IOException if no worker can be started
   * @throws WorkerEndedException if somebody else has ended the worker, by all appearances
   * @throws StoppedException if the pool is closed before there is an answer
   */
  Extraction extract(Path file, String mediaType) throws IOException {
    Worker worker = take();
    try {
      Extraction extraction = worker.extract(file, mediaType, limit);
      if (!closed || worker.isUsable()) {
        return extraction;
      }
    } catch (WorkerEndedException e) {
      if (!closed) {
        throw e;
      }
    } finally {
      giveBack(worker);
    }
    throw new StoppedException(WORK);
  }

  private Worker take() throws IOException {
    for (Worker worker = idle.poll(); worker != null; worker = idle.poll()) {
      if (worker.isUsable()) {
        return worker;
      }
      // Somebody ended it while it had nothing to do, or removed its folder.
      remove(worker);
    }
    return start();
  }

  private Worker start() throws IOException {
    Path temporary = Files.createTempDirectory(folder(), "worker-");
    Worker worker;
    try {
      worker = Worker.start(command, temporary);
    } catch (IOException e) {
      delete(temporary);
      throw e;
    }
    all.add(worker);
    if (closed) {
      remove(worker);
      throw new StoppedException(WORK);
    }
    return worker;
  }

  private void giveBack(Worker worker) {
    if (worker.isUsable() && worker.done() < DOCUMENTS_A_WORKER) {
      idle.push(worker);
    } else {
      remove(worker);
    }
    if (closed) {
      close();
    }
  }

  private void remove(Worker worker) {
    worker.end();
    if (all.remove(worker)) {
      delete(worker.folder());
    }
  }

  /** One at a time, since two that remove the same would fail by each other. */
  private synchronized void delete(Path top) {
    if (!Files.exists(top)) {
      return;
    }
    try (Stream<Path> left = Files.walk(top)) {
      List<Path> deepestFirst = left.sorted(Comparator.reverseOrder()).toList();
      for (Path path : deepestFirst) {
        Files.deleteIfExists(path);
      }
    } catch (IOException | UncheckedIOException e) {
      // What it was for is done, and must not fail by this; the next start removes it.
      LOG.log(Level.WARNING, "files of documents stay until the next start: " + top, e);
    }
  }

  /** Ends all workers, and removes the folder; documents in work are given back. */
  @Override
  public void close() {
    closed = true;
    idle.clear();
    all.forEach(this::remove);
    delete(folder);
  }
}
