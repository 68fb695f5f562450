package dev.trawl.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.page.PageText;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From a result to a text, by a worker that takes a body for its text. */
@Timeout(120)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class DocumentProcessorTest {
  private static final CrawlUrl URL = CrawlUrl.parse("http://a.example/document").orElseThrow();
  private static final String BODY = "The text of a document.";

  @TempDir Path folder;

  private final Connection connection;
  private final Frontiers crawl;
  private final DocumentProcessor documents = new DocumentProcessor();
  private final DocumentTexts read = new DocumentTexts();

  DocumentProcessorTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    documents.texts = new TextTransaction();
    documents.texts.em = TestDatabase.entityManager(connection);
    documents.jobs = crawl.recentJobs();
    documents.extractor = new Extractor();
    read.em = documents.texts.em;
  }

  @BeforeEach
  void useWorkers() {
    documents.extractor.workers =
        new WorkerPool(
            FakeExtractor.command(FakeExtractor.class.getName()),
            folder.resolve("documents"),
            Duration.ofSeconds(60));
  }

  @AfterEach
  void close() throws SQLException {
    documents.extractor.stop();
    connection.close();
  }

  private JobContext job(String more) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "content": {"text": true} %s}
        """
            .formatted(more));
  }

  private static byte[] sha256(String body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private UUID page(JobContext job) {
    UUID id = UrlId.of(job.num(), URL);
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, digest, fetched_at, duration_ms, node) VALUES (?, ?, 200, ?, now(), 1, 'n')
        """,
        id,
        job.num(),
        sha256(BODY));
    return id;
  }

  private static FetchResult result(JobContext job, UUID url) {
    Answer answer =
        new Answer(
            200,
            Optional.of("application/pdf"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Body.of(BODY.getBytes(UTF_8)),
            Optional.empty());
    return new FetchResult(
        job.id(), url, URL.toString(), 0, answer, Instant.EPOCH, Duration.ofMillis(7), "n1", true);
  }

  private void delete(JobContext job) {
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
  }

  private long texts() {
    return TestDatabase.number(connection, "SELECT count(*) FROM document_text");
  }

  @Test
  void aDocumentOfAPageThatIsStoredHasItsText() {
    JobContext job = job("");
    UUID page = page(job);
    documents.process(result(job, page));
    assertThat(read.text(page)).contains(new PageText(BODY, false));
  }

  /** It may be called a document, and be larger than a page of its job. */
  @Test
  void aSitemapIsNoDocument() {
    JobContext job = job(", \"scope\": {\"maxBodyBytes\": 5}");
    documents.process(result(job, UrlId.ofSitemap(job.num(), URL)));
    assertThat(texts()).isZero();
    FetchResult page = result(job, page(job));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> documents.process(page))
        .withMessageContaining("maxBodyBytes");
  }

  @Test
  void ofAJobThatIsDeletedNoTextIsTakenUnlessAnotherHasThePage() {
    JobContext earlier = job("");
    UUID gone = page(earlier);
    delete(earlier);
    documents.process(result(earlier, gone));
    assertThat(texts()).isZero();
    JobContext repeating = job(", \"revisit\": \"%s\"".formatted(earlier.id()));
    UUID unchanged = page(repeating);
    documents.process(result(earlier, gone));
    assertThat(read.text(unchanged)).contains(new PageText(BODY, false));
  }

  @Test
  void thatIsSoAlsoOnceNothingIsLeftOfTheJob() {
    JobContext earlier = job("");
    UUID gone = UrlId.of(earlier.num(), URL);
    Sql.update(connection, "DELETE FROM job WHERE num = ?", earlier.num());
    UUID unchanged = page(job(""));
    documents.process(result(earlier, gone));
    assertThat(read.text(unchanged)).contains(new PageText(BODY, false));
  }
}
