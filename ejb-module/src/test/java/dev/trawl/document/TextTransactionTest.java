package dev.trawl.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.document.Extraction.Failed;
import dev.trawl.document.Extraction.Text;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.page.PageText;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a text is wanted, and what is kept of it. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class TextTransactionTest {
  private static final byte[] BODY = "digest of one body".getBytes(US_ASCII);
  private static final byte[] OTHER = "of another".getBytes(US_ASCII);
  private static final Text TEXT =
      new Text("Some\0thing", Optional.of("T"), Optional.empty(), Optional.of(3), false);

  private final Connection connection;
  private final Frontiers crawl;
  private final TextTransaction texts = new TextTransaction();
  private final DocumentTexts read = new DocumentTexts();
  private final JobContext job;

  TextTransactionTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    texts.em = TestDatabase.entityManager(connection);
    read.em = texts.em;
    job = crawl.job("{\"seeds\": [\"http://a.example/\"], \"content\": {\"text\": true}}");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private JobContext job(String content) {
    return crawl.job("{\"seeds\": [\"http://a.example/\"], \"content\": %s}".formatted(content));
  }

  private UUID id(String path) {
    return id(job, path);
  }

  private static UUID id(JobContext job, String path) {
    return UrlId.of(job.num(), CrawlUrl.parse("http://a.example" + path).orElseThrow());
  }

  /** A page of which the body is not kept. */
  private UUID page(String path, byte[] digest) {
    return page(job, path, digest);
  }

  private UUID page(JobContext job, String path, byte[] digest) {
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, digest, fetched_at, duration_ms, node) VALUES (?, ?, 200, ?, now(), 1, 'n')
        """,
        id(job, path),
        job.num(),
        digest);
    return id(job, path);
  }

  /** One of which it is. */
  private UUID keptPage(String path, byte[] sha256) {
    UUID id = page(path, sha256);
    Sql.update(connection, "INSERT INTO content (sha256, body) VALUES (?, '')", sha256);
    Sql.update(connection, "UPDATE page SET sha256 = digest, digest = NULL WHERE id = ?", id);
    return id;
  }

  @Test
  void aTextIsWantedOnceItsPageIsStoredWhetherItsBodyIsKeptOrNot() {
    crawl.offer(job, "http://a.example/1");
    assertThat(texts.standing(id("/1"), BODY)).isEqualTo(Standing.TOO_EARLY);
    assertThat(texts.standing(id("/never-met"), BODY)).isEqualTo(Standing.UNWANTED);
    assertThat(texts.standing(page("/2", BODY), BODY)).isEqualTo(Standing.WANTED);
    assertThat(texts.standing(keptPage("/3", OTHER), OTHER)).isEqualTo(Standing.WANTED);
  }

  /** The second of two results, which differed. */
  @Test
  void thatOfABodyThatThePageDoesNotHaveIsNot() {
    UUID page = page("/", BODY);
    assertThat(texts.standing(page, OTHER)).isEqualTo(Standing.UNWANTED);
    texts.store(page, OTHER, TEXT);
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM document_text")).isZero();
  }

  @Test
  void whatIsKeptIsFoundByEachPageThatHasTheBody() {
    UUID first = page("/1", BODY);
    UUID second = keptPage("/2", BODY);
    texts.store(first, BODY, TEXT);
    assertThat(texts.standing(second, BODY)).isEqualTo(Standing.KNOWN);
    for (UUID page : new UUID[] {first, second}) {
      assertThat(read.text(page)).contains(new PageText("Some\ufffdthing", false));
      DocumentView document = read.find(page).orElseThrow();
      assertThat(document.title()).contains("T");
      assertThat(document.author()).isEmpty();
      assertThat(document.pages()).contains(3);
      assertThat(document.characters()).contains(10);
      assertThat(document.error()).isEmpty();
    }
    assertThat(read.find(page("/3", OTHER))).isEmpty();
  }

  @Test
  void whyThereIsNoTextIsKeptAndTheFirstOutcomeStays() {
    UUID page = page("/", BODY);
    texts.store(page, BODY, new Failed(Failed.TIMEOUT, "too\0long"));
    texts.store(page, BODY, TEXT);
    DocumentView document = read.find(page).orElseThrow();
    assertThat(document.error()).contains("extraction-timeout");
    assertThat(document.detail()).contains("too\ufffdlong");
    assertThat(document.characters()).isEmpty();
    assertThat(read.text(page)).isEmpty();
    assertThat(texts.standing(page, BODY)).isEqualTo(Standing.KNOWN);
  }

  @Test
  void aJobThatIsDeletedShowsNone() {
    UUID page = page("/", BODY);
    texts.store(page, BODY, TEXT);
    Sql.update(connection, "UPDATE job SET deleted = true");
    assertThat(read.find(page)).isEmpty();
    assertThat(read.text(page)).isEmpty();
  }

  @Test
  void anotherPageStandsInIfItsJobAsksForTextsAndThereIsNoneYet() {
    assertThat(texts.elsewhere(BODY)).isEmpty();
    page(job("{}"), "/", BODY);
    JobContext deleted = job("{\"text\": true}");
    page(deleted, "/", BODY);
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", deleted.num());
    assertThat(texts.elsewhere(BODY)).isEmpty();
    UUID kept = keptPage("/", BODY);
    assertThat(texts.elsewhere(BODY)).contains(kept);
    assertThat(texts.elsewhere(OTHER)).isEmpty();
    texts.store(kept, BODY, TEXT);
    assertThat(texts.elsewhere(BODY)).isEmpty();
  }

  /** Taking a text takes a while. */
  @Test
  void aTextWhosePageIsRemovedMeanwhileIsKeptForAnotherOne() {
    UUID gone = page("/", BODY);
    UUID left = page(job("{\"text\": true}"), "/", BODY);
    Sql.update(connection, "DELETE FROM page WHERE id = ?", gone);
    texts.store(gone, BODY, TEXT);
    assertThat(read.text(left)).contains(new PageText("Some\ufffdthing", false));
  }

  /** Whoever removes it has looked for pages before this one was stored. */
  @Test
  void aTextThatIsBeingRemovedIsNotKnown() throws Exception {
    texts.store(page("/", BODY), BODY, TEXT);
    Sql.update(connection, "UPDATE job SET deleted = true");
    JobContext other = job("{\"text\": true}");
    connection.commit();
    try (Connection removing = TestDatabase.connect();
        Connection looking = TestDatabase.connect()) {
      Sql.update(removing, "DELETE FROM page");
      Sql.update(removing, "DELETE FROM document_text");
      UUID stored = page(other, "/", BODY);
      connection.commit();
      TextTransaction late = new TextTransaction();
      late.em = TestDatabase.entityManager(looking);
      CompletableFuture<Optional<UUID>> found =
          CompletableFuture.supplyAsync(() -> late.elsewhere(BODY));
      TestDatabase.awaitWaiting(connection, 1);
      removing.commit();
      assertThat(found.get(30, TimeUnit.SECONDS)).contains(stored);
    }
  }
}
