package dev.trawl.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.trawl.batch.StoppedException;
import dev.trawl.body.Body;
import dev.trawl.document.Extraction.Text;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.page.Decoded;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Bodies and this node's workers. */
@Timeout(120)
class ExtractorTest {
  @TempDir Path folder;

  private final Extractor extractor = new Extractor();

  @AfterEach
  void stop() {
    extractor.stop();
  }

  private void useWorkers(String main) {
    extractor.workers =
        new WorkerPool(
            FakeExtractor.command(main), folder.resolve("documents"), Duration.ofSeconds(60));
  }

  private static Decoded body(String text) {
    return Decoded.of(
        new Answer(
            200,
            Optional.empty(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Body.of(text.getBytes(UTF_8)),
            Optional.empty()),
        1_000);
  }

  private List<Path> documents() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("documents"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void aBodyIsAFileForAsLongAsItIsRead() throws IOException {
    useWorkers(FakeExtractor.class.getName());
    assertThat(extractor.extract(body("Some text."), "text/plain"))
        .isInstanceOfSatisfying(Text.class, it -> assertThat(it.text()).isEqualTo("Some text."));
    assertThat(documents()).isEmpty();
  }

  /** Or it would have most of the documents, since it is done with them at once. */
  @Test
  void aNodeWhoseWorkersDoNotStartGivesDocumentsBackAfterAPause() throws IOException {
    useWorkers("no.such.Extractor");
    Instant before = Instant.now();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> extractor.extract(body("x"), "text/plain"))
        .withMessageContaining("TRAWL_EXTRACTOR");
    assertThat(Duration.between(before, Instant.now())).isGreaterThan(Duration.ofSeconds(4));
    assertThat(documents()).isEmpty();
  }

  /** Nobody would close them. */
  @Test
  void onceItIsStoppedNoWorkersAreMade() {
    extractor.stop();
    assertThatExceptionOfType(StoppedException.class)
        .isThrownBy(() -> extractor.extract(body("x"), "text/plain"));
    assertThat(extractor.workers).isNull();
  }
}
