package dev.trawl.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.JobRemoval.Removing;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which bodies are kept, and until when they and their texts are. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class KeptContentTest {
  private static final String PDF = "application/pdf";

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();
  private final ContentRemoval removal = new ContentRemoval();
  private final Pages pages = new Pages();

  KeptContentTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    removal.em = results.em;
    pages.em = results.em;
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private JobContext job(String content) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "content": %s, "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
        """
            .formatted(content));
  }

  private UUID store(JobContext job, String path, String type, List<String> tags, String body) {
    String url = "http://a.example" + path;
    crawl.offer(job, url);
    crawl.lease();
    UUID id = UrlId.of(job.num(), CrawlUrl.parse(url).orElseThrow());
    Answer answer =
        new Answer(
            200,
            Optional.of(type),
            Optional.empty(),
            tags,
            Optional.empty(),
            Optional.empty(),
            Body.of(body.getBytes(UTF_8)),
            Optional.empty());
    FetchResult result =
        new FetchResult(job.id(), id, url, 0, answer, Instant.EPOCH, Duration.ofMillis(7), "n1");
    results.store(List.of(Processor.process(result, job, TestBodies.STORE)));
    return id;
  }

  private UUID store(JobContext job, String path, String type, String body) {
    return store(job, path, type, List.of(), body);
  }

  private PageView page(UUID id) {
    return pages.find(id).orElseThrow().page();
  }

  private static String sha256(String body) {
    return HexFormat.of().formatHex(digest(body));
  }

  private static byte[] digest(String body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private long contents() {
    return TestDatabase.number(connection, "SELECT count(*) FROM content");
  }

  private long texts() {
    return TestDatabase.number(connection, "SELECT count(*) FROM document_text");
  }

  private void text(String body) {
    Sql.update(
        connection,
        "INSERT INTO document_text (sha256, text) VALUES (?, 'x')",
        (Object) digest(body));
  }

  private void remove(JobContext job) {
    removal.remove(
        new Removing(UrlId.first(job.num()), UrlId.last(job.num()), 1_000, new AtomicBoolean()));
  }

  @Test
  void withoutAListEveryBodyIsKept() throws IOException {
    UUID page = store(job("{}"), "/1", PDF, "body");
    try (InputStream body = StoredBody.open(pages, pages.content(page).orElseThrow())) {
      assertThat(body).hasContent("body");
    }
    assertThat(page(page).sha256()).contains(sha256("body"));
  }

  @Test
  void ofWhatIsNotKeptThePageStillSaysSizeAndDigest() {
    JobContext job = job("{\"keep\": [\"text/html\"]}");
    UUID html = store(job, "/1", "text/html", "<p>kept");
    UUID pdf = store(job, "/2", PDF, "body");
    assertThat(pages.content(html)).isPresent();
    assertThat(pages.content(pdf)).isEmpty();
    PageView page = page(pdf);
    assertThat(page.sha256()).contains(sha256("body"));
    assertThat(page.bytes()).contains(4L);
    assertThat(page.contentType()).contains(PDF);
    assertThat(contents()).isEqualTo(1);
  }

  @Test
  void whatAsksNotToBeKeptStillHasNoDigest() {
    for (String content : List.of("{}", "{\"keep\": []}")) {
      UUID page = store(job(content), "/1", PDF, List.of("noindex"), "secret");
      assertThat(page(page).sha256()).isEmpty();
    }
    assertThat(contents()).isZero();
  }

  @Test
  void aTextGoesWithTheLastPageThatHasItsBody() {
    JobContext keeping = job("{\"text\": true}");
    JobContext dropping = job("{\"text\": true, \"keep\": []}");
    store(keeping, "/1", PDF, "both");
    store(dropping, "/1", PDF, "both");
    store(dropping, "/2", PDF, "one");
    text("both");
    text("one");
    remove(dropping);
    assertThat(texts()).isEqualTo(1);
    assertThat(contents()).isEqualTo(1);
    remove(keeping);
    assertThat(texts()).isZero();
    assertThat(contents()).isZero();
  }

  @Test
  void aTextWhosePageIsLeftInAJobThatKeepsNoBodyStays() {
    JobContext keeping = job("{\"text\": true}");
    JobContext dropping = job("{\"text\": true, \"keep\": []}");
    store(keeping, "/1", PDF, "both");
    store(dropping, "/1", PDF, "both");
    text("both");
    remove(keeping);
    assertThat(contents()).isZero();
    assertThat(texts()).isEqualTo(1);
  }
}
