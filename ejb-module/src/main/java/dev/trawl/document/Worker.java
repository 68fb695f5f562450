package dev.trawl.document;

import dev.trawl.document.Extraction.Failed;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A child process that takes text from one document after the other. Thread-confined, but for its
 * end.
 */
final class Worker {
  /** From a cold start on a busy machine. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final Duration END = Duration.ofSeconds(5);
  private static final int READY = 0;
  private static final int TEXT = 1;
  private static final int FAILED = 2;
  private static final int FAILED_AND_ENDS = 3;
  private static final int BYTES_A_CHARACTER = 3;
  private static final int LONGEST_PROPERTY = 10_000;

  private static final String MUTE = "its process did not answer as it should";

  /** {@code -XX:+ExitOnOutOfMemoryError}. */
  private static final int OUT_OF_MEMORY = 3;

  /** Its jars are not what they were when it was started. */
  private static final int BROKEN = 4;

  /** Ends from outside are by SIGHUP, SIGINT, SIGKILL (as of a kernel short of memory), SIGTERM. */
  private static final Set<Integer> OF_NO_DOCUMENT = Set.of(129, 130, 137, 143, BROKEN);

  private final Process process;
  private final Path folder;
  private final DataInputStream answers;
  private final DataOutputStream requests;
  private final int mostCharacters;
  private int done;
  private boolean usable = true;

  /** Something that is said to the child, and its answer. */
  @FunctionalInterface
  private interface Exchange<T> {
    T hold() throws IOException;
  }

  /** The child did not answer in time, and is ended. */
  private static final class LateException extends Exception {
    private static final long serialVersionUID = 1;

    LateException(IOException cause) {
      super(cause);
    }
  }

  private Worker(Process process, Path folder, int mostCharacters) {
    this.process = process;
    this.folder = folder;
    this.mostCharacters = mostCharacters;
    answers = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    requests = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
  }

  /**
   * Starts one, and waits until it is ready.
   *
   * @param folder for its temporary files alone
   * @throws IOException if it does not become ready, for which no document is to blame
   */
  static Worker start(WorkerCommand command, Path folder) throws IOException {
    Worker worker = new Worker(command.builder(folder).start(), folder, command.mostCharacters());
    if (!worker.isReady()) {
      String how = worker.waitForEnd() ? worker.status() : MUTE;
      worker.end();
      throw new IOException("the extractor cannot be started from TRAWL_EXTRACTOR: " + how);
    }
    return worker;
  }

  private boolean isReady() {
    try {
      return within(START, answers::readByte) == READY;
    } catch (IOException | LateException e) {
      return false;
    }
  }

  /** How many documents it was given. */
  int done() {
    return done;
  }

  /** Where its temporary files are. */
  Path folder() {
    return folder;
  }

  /** Whether it may be given another document. */
  boolean isUsable() {
    return usable && process.isAlive() && Files.isDirectory(folder);
  }

  /**
   * Takes the text.
   *
   * @param limit after which the child is ended
   * @throws WorkerEndedException if the child has ended, and most likely not because of the
   *     document
   */
  Extraction extract(Path file, String mediaType, Duration limit) {
    done++;
    try {
      return within(
          limit,
          () -> {
            write(file.toString());
            write(mediaType);
            requests.flush();
            return answer();
          });
    } catch (LateException e) {
      return new Failed(Failed.TIMEOUT, "not done after " + limit.toSeconds() + " s");
    } catch (IOException e) {
      usable = false;
      return new Failed(Failed.FAILED, endOfProcess());
    }
  }

  /** Ends the process. May be called by any thread, and more than once. */
  void end() {
    kill();
    waitForEnd();
  }

  /** What it has started goes first: once it has ended, nobody knows any more whose they were. */
  private void kill() {
    if (process.isAlive()) {
      // Of one that has ended, the number may be another's by now.
      process.descendants().forEach(ProcessHandle::destroyForcibly);
    }
    process.destroyForcibly();
  }

  private <T> T within(Duration limit, Exchange<T> exchange) throws IOException, LateException {
    CompletableFuture<Boolean> alarm =
        new CompletableFuture<Boolean>()
            .completeOnTimeout(true, limit.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> unused = alarm.thenAccept(late -> kill());
    try {
      return exchange.hold();
    } catch (IOException e) {
      if (alarm.isDone()) {
        throw new LateException(e);
      }
      throw e;
    } finally {
      // An answer in the last moment is one, but its process is being ended.
      usable &= alarm.cancel(false);
    }
  }

  private void write(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    requests.writeInt(bytes.length);
    requests.write(bytes);
  }

  private Extraction answer() throws IOException {
    int kind = answers.readByte();
    if (kind == TEXT) {
      return new Extraction.Text(
          text(mostCharacters * BYTES_A_CHARACTER),
          property(),
          property(),
          Optional.of(answers.readInt()).filter(pages -> pages > 0),
          answers.readBoolean());
    }
    if (kind != FAILED && kind != FAILED_AND_ENDS) {
      throw new IOException("Not an answer: " + kind);
    }
    usable &= kind == FAILED;
    return new Failed(Failed.FAILED, text(LONGEST_PROPERTY));
  }

  private Optional<String> property() throws IOException {
    return Optional.of(text(LONGEST_PROPERTY)).filter(text -> !text.isEmpty());
  }

  /** The child may be in the hands of whoever wrote the document: it is not believed a length. */
  private String text(int mostBytes) throws IOException {
    int length = answers.readInt();
    if (length < 0 || length > mostBytes) {
      throw new IOException("A text of " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    answers.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Why there was no answer. */
  private String endOfProcess() {
    if (!waitForEnd()) {
      end();
      return MUTE;
    }
    if (OF_NO_DOCUMENT.contains(process.exitValue())) {
      throw new WorkerEndedException(status());
    }
    return status();
  }

  private String status() {
    return switch (process.exitValue()) {
      case OUT_OF_MEMORY -> "out of memory (TRAWL_EXTRACTOR_HEAP)";
      case BROKEN -> "its process ended with status 4: it cannot load what is in TRAWL_EXTRACTOR";
      default -> "its process ended with status " + process.exitValue();
    };
  }

  private boolean waitForEnd() {
    try {
      return process.waitFor(END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
