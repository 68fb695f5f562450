package dev.trawl.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.document.Extraction.Failed;
import dev.trawl.document.Extraction.Text;
import dev.trawl.extractor.Documents;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Documents that are made to hurt, given to the real extractor by those who run it in the server.
 */
@Timeout(180)
class HostileDocumentsTest {
  private static final String GOOD = "A document like any other.";
  private static final int MOST = 100_000;

  @TempDir Path folder;

  private WorkerPool pool;

  @BeforeEach
  void open() {
    WorkerCommand command =
        new WorkerCommand(
            System.getProperty("java.class.path"), "dev.trawl.extractor.Main", "64m", MOST);
    pool = new WorkerPool(command, folder.resolve("documents"), Duration.ofSeconds(30));
  }

  /** Whatever came before: the next document is read. */
  @AfterEach
  void theNextIsRead() throws IOException {
    try (WorkerPool used = pool) {
      Extraction next = used.extract(file(Documents.pdf(GOOD, 1)), "application/pdf");
      assertThat(next)
          .isInstanceOfSatisfying(Text.class, it -> assertThat(it.text()).isEqualTo(GOOD));
    }
  }

  private Path file(byte[] document) throws IOException {
    return Files.write(Files.createTempFile(folder, "document", ""), document);
  }

  private Extraction extract(byte[] document) throws IOException {
    return pool.extract(file(document), "");
  }

  /** Half a gibibyte of the same letter, half a mebibyte when it is packed. */
  private static void inflated(OutputStream out, String before, String after) throws IOException {
    byte[] letters = "a".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);
    out.write(before.getBytes(StandardCharsets.US_ASCII));
    for (int i = 0; i < 512; i++) {
      out.write(letters);
    }
    out.write(after.getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void aTableWhoseStringsInflateHugelyFails() throws IOException {
    byte[] document =
        Documents.xlsx(
            (Documents.Part)
                out ->
                    inflated(
                        out,
                        "<sst xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'><si><t>",
                        "</t></si></sst>"));
    assertThat(document).hasSizeLessThan(4 << 20);
    assertThat(extract(document))
        .isInstanceOfSatisfying(
            Failed.class, it -> assertThat(it.error()).isEqualTo(Failed.FAILED));
  }

  @Test
  void aTextThatInflatesHugelyIsCutOrFails() throws IOException {
    byte[] document =
        Documents.docx(
            (Documents.Part)
                out ->
                    inflated(
                        out,
                        "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                            + "<w:body><w:p><w:r><w:t>",
                        "</w:t></w:r></w:p></w:body></w:document>"));
    assertThat(extract(document)).isInstanceOf(Failed.class);
  }

  @Test
  void aPdfThatIsNestedDeeplyFails() throws IOException {
    String nested =
        "%PDF-1.4\n1 0 obj\n" + "[".repeat(2_000_000) + "\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF";
    assertThat(extract(nested.getBytes(StandardCharsets.US_ASCII))).isInstanceOf(Failed.class);
  }

  @Test
  void entitiesThatMultiplyFail() throws IOException {
    StringBuilder entities = new StringBuilder("<!DOCTYPE d [<!ENTITY e0 'ha'>");
    for (int i = 1; i < 30; i++) {
      entities.append("<!ENTITY e%d '&e%d;&e%d;&e%d;'>".formatted(i, i - 1, i - 1, i - 1));
    }
    byte[] document =
        Documents.docx(
            Documents.Part.of(
                entities
                    + "]><w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
                    + "<w:body><w:p><w:r><w:t>&e29;</w:t></w:r></w:p></w:body></w:document>"));
    assertThat(extract(document)).isInstanceOf(Failed.class);
  }
}
