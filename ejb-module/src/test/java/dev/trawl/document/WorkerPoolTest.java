package dev.trawl.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.batch.StoppedException;
import dev.trawl.document.Extraction.Failed;
import dev.trawl.document.Extraction.Text;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What child processes may do, and what that costs. */
@Timeout(120)
class WorkerPoolTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  private WorkerPool pool(Duration limit) {
    return pool(FakeExtractor.class.getName(), limit);
  }

  private WorkerPool pool(String main, Duration limit) {
    return new WorkerPool(FakeExtractor.command(main), documents(), limit);
  }

  private Path documents() {
    return folder.resolve("documents");
  }

  private Path document(String text) throws IOException {
    return Files.writeString(Files.createTempFile(folder, "document", ""), text);
  }

  private static String text(Extraction extraction) {
    assertThat(extraction).isInstanceOf(Text.class);
    return ((Text) extraction).text();
  }

  private String ask(WorkerPool pool, String what) throws IOException {
    return text(pool.extract(document(""), what));
  }

  private static CompletableFuture<Extraction> start(WorkerPool pool, Path document, String what) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return pool.extract(document, what);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private List<Path> workerFolders() throws IOException {
    try (Stream<Path> files = Files.list(documents())) {
      return files.filter(Files::isDirectory).toList();
    }
  }

  private static boolean lives(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).filter(ProcessHandle::isAlive).isPresent();
  }

  /** One that has ended and is still in the table of processes runs nothing. */
  private static boolean runs(String pid) {
    return ProcessHandle.of(Long.parseLong(pid)).flatMap(it -> it.info().command()).isPresent();
  }

  private static void assertEnds(String pid) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (runs(pid)) {
      assertThat(System.nanoTime()).as(pid + " still runs").isLessThan(deadline);
      TimeUnit.MILLISECONDS.sleep(10);
    }
  }

  @Test
  void textComesFromAnotherProcessWhichTakesTheNextDocumentToo() throws IOException {
    try (WorkerPool pool = pool(LONG)) {
      assertThat(pool.extract(document("häß\ud83d\ude00"), "text/plain"))
          .isEqualTo(
              new Text(
                  "häß\ud83d\ude00",
                  Optional.of("Title"),
                  Optional.empty(),
                  Optional.empty(),
                  false));
      String pid = ask(pool, "pid");
      assertThat(pid).isNotEqualTo(Long.toString(ProcessHandle.current().pid()));
      assertThat(ask(pool, "pid")).isEqualTo(pid);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "eat, out of memory (TRAWL_EXTRACTOR_HEAP)",
    "exit-7, its process ended with status 7",
    "babble, its process did not answer as it should",
    "boast, its process did not answer as it should",
    "refuse-and-end, no"
  })
  void whatEndsAWorkerIsTheOutcomeOfItsDocumentAndTheNextGetsAnother(String what, String detail)
      throws IOException {
    try (WorkerPool pool = pool(LONG)) {
      String before = ask(pool, "pid");
      assertThat(pool.extract(document(""), what)).isEqualTo(new Failed(Failed.FAILED, detail));
      assertThat(lives(before)).isFalse();
      assertThat(ask(pool, "pid")).isNotEqualTo(before);
      assertThat(workerFolders()).hasSize(1);
    }
  }

  @Test
  void aDocumentThatIsRefusedCostsNoWorker() throws IOException {
    try (WorkerPool pool = pool(LONG)) {
      String before = ask(pool, "pid");
      assertThat(pool.extract(document(""), "refuse")).isEqualTo(new Failed(Failed.FAILED, "no"));
      assertThat(ask(pool, "pid")).isEqualTo(before);
    }
  }

  @Test
  void aWorkerThatTakesTooLongIsEnded() throws IOException {
    try (WorkerPool pool = pool(Duration.ofSeconds(2))) {
      String before = ask(pool, "pid");
      assertThat(pool.extract(document(""), "sleep"))
          .isEqualTo(new Failed(Failed.TIMEOUT, "not done after 2 s"));
      assertThat(lives(before)).isFalse();
      assertThat(ask(pool, "pid")).isNotEqualTo(before);
    }
  }

  /** Nothing of the kind should be started, but then no worker should be taken over. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void whatAWorkerHasStartedIsEndedWithIt() throws Exception {
    try (WorkerPool pool = pool(Duration.ofSeconds(2))) {
      String late = ask(pool, "spawn");
      assertThat(runs(late)).isTrue();
      assertThat(pool.extract(document(""), "sleep")).isInstanceOf(Failed.class);
      assertEnds(late);
    }
    WorkerPool pool = pool(LONG);
    String idle = ask(pool, "spawn");
    assertThat(runs(idle)).isTrue();
    pool.close();
    assertEnds(idle);
  }

  @Test
  void aWorkerThatSomebodyElseEndedIsReplaced() throws IOException {
    try (WorkerPool pool = pool(LONG)) {
      ProcessHandle worker = ProcessHandle.of(Long.parseLong(ask(pool, "pid"))).orElseThrow();
      worker.destroyForcibly();
      worker.onExit().join();
      assertThat(ask(pool, "pid")).isNotEqualTo(Long.toString(worker.pid()));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {129, 130, 137, 143, 4})
  void aStatusThatTellsOfAnEndFromOutsideIsNoOutcome(int status) throws IOException {
    Path document = document("");
    try (WorkerPool pool = pool(LONG)) {
      assertThatThrownBy(() -> pool.extract(document, "exit-" + status))
          .isInstanceOf(WorkerEndedException.class)
          .hasMessageContaining(Integer.toString(status));
      assertThat(workerFolders()).isEmpty();
      assertThat(ask(pool, "pid")).isNotEmpty();
    }
  }

  @Test
  void norIsItAnOutcomeThatSomebodyEndsAWorkerAmidADocument() throws Exception {
    try (WorkerPool pool = pool(LONG)) {
      ProcessHandle worker = ProcessHandle.of(Long.parseLong(ask(pool, "pid"))).orElseThrow();
      CompletableFuture<Extraction> inWork = start(pool, document(""), "sleep");
      // Were it not with the worker yet, another worker would sleep for ever.
      TimeUnit.SECONDS.sleep(1);
      worker.destroy();
      assertThatThrownBy(() -> inWork.get(30, TimeUnit.SECONDS))
          .hasCauseInstanceOf(WorkerEndedException.class);
    }
  }

  @Test
  void aWorkerSeesNoneOfOurEnvironmentButWhatItNeeds() throws IOException {
    assertThat(System.getenv()).hasSizeGreaterThan(2);
    try (WorkerPool pool = pool(LONG)) {
      assertThat(ask(pool, "environment").split(" "))
          .isSubsetOf("", "PATH", "LANG", "LC_ALL", "LC_CTYPE", "SystemRoot");
    }
  }

  @Test
  void whatAWorkerLeavesBehindGoesWithIt() throws IOException {
    try (WorkerPool pool = pool(LONG)) {
      Path litter = Path.of(ask(pool, "litter"));
      assertThat(litter).exists();
      assertThat(litter.getParent()).isEqualTo(workerFolders().get(0).toRealPath());
      assertThat(pool.extract(document(""), "exit-7")).isInstanceOf(Failed.class);
      assertThat(workerFolders()).isEmpty();
    }
  }

  @Test
  void whatAProcessThatWasKilledLeftBehindIsRemoved() throws IOException {
    Path left = Files.createDirectories(documents().resolve("worker-1")).resolve("left");
    Files.writeString(left, "x");
    pool(LONG).close();
    assertThat(documents()).doesNotExist();
  }

  /** As those do who empty folders that nobody has used for days. */
  @Test
  void aFolderThatSomebodyHasRemovedIsMadeAnew() throws IOException {
    try (WorkerPool pool = pool(LONG)) {
      String before = ask(pool, "pid");
      Files.delete(workerFolders().get(0));
      Files.delete(documents());
      assertThat(pool.newFile()).hasParent(documents());
      assertThat(ask(pool, "pid")).isNotEqualTo(before);
      assertThat(lives(before)).isFalse();
      assertThat(workerFolders()).hasSize(1);
    }
  }

  @Test
  void aWorkerThatCannotBeStartedIsNoOutcomeOfADocument() throws IOException {
    Path document = document("");
    try (WorkerPool pool = pool("no.such.Extractor", LONG)) {
      assertThatIOException()
          .isThrownBy(() -> pool.extract(document, "pid"))
          .withMessageContaining("TRAWL_EXTRACTOR");
      assertThat(workerFolders()).isEmpty();
    }
  }

  @Test
  void aPoolThatIsClosedGivesDocumentsInWorkBack() throws Exception {
    WorkerPool pool = pool(LONG);
    String pid = ask(pool, "pid");
    Path document = document("");
    CompletableFuture<Extraction> inWork = start(pool, document, "sleep");
    // Most likely it is with the worker then; if not, the outcome is the same.
    TimeUnit.MILLISECONDS.sleep(200);
    pool.close();
    assertThat(lives(pid)).isFalse();
    assertThatThrownBy(() -> inWork.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(StoppedException.class);
    assertThat(documents()).doesNotExist();
  }
}
