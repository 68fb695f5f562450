package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.JobRemoval.Removing;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.message.HeaderLines;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A job that repeats an earlier one: on which condition it asks, and what an answer of 304 means.
 */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class RevisitsTest {
  private static final String A = "http://a.example/a";
  private static final String DATE = "Tue, 06 Jan 2026 08:00:00 GMT";
  private static final String VALIDATORS = "ETag: W/\"1\"\nLast-Modified: " + DATE;
  private static final Map<String, String> CONDITIONS =
      Map.of("If-None-Match", "W/\"1\"", "If-Modified-Since", DATE);
  private static final String HTML =
      "<html lang=fo><title>A</title><a href=/b>b</a><a href=/c rel=nofollow>c</a>";

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();
  private final JobContext earlier;

  RevisitsTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    earlier = job("");
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private JobContext job(String more) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"],
         "politeness": {"delay": "PT0S", "connectionsPerHost": 4%s
        """
            .formatted(more.isEmpty() ? "}}" : more));
  }

  private JobContext repeating(JobContext job) {
    return job("}, \"revisit\": \"" + job.id() + "\"}");
  }

  /** How A is requested. */
  private Map<String, String> asked(JobContext job) {
    crawl.offer(job, A);
    return leased();
  }

  private Map<String, String> leased() {
    Sql.update(connection, "UPDATE host_queue SET due_at = now() WHERE due_at < 'infinity'");
    Sql.update(connection, "UPDATE open_url SET due_at = now()");
    List<TaskUrl> urls = crawl.lease().stream().flatMap(task -> task.urls().stream()).toList();
    assertThat(urls).extracting(TaskUrl::url).contains(A);
    return urls.stream().filter(url -> url.url().equals(A)).findFirst().orElseThrow().headers();
  }

  private void answer(JobContext job, int status, String headers, String body) {
    Answer answer =
        new Answer(
            status,
            status == 200 ? Optional.of("text/html") : Optional.empty(),
            Optional.empty(),
            List.of(),
            HeaderLines.of(headers),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Body.of(body.getBytes(StandardCharsets.UTF_8)),
            Optional.empty(),
            List.of());
    CrawlUrl url = CrawlUrl.parse(A).orElseThrow();
    FetchResult result =
        new FetchResult(
            job.id(), UrlId.of(job.num(), url), A, 0, answer, Instant.EPOCH, Duration.ZERO, "n1");
    results.store(List.of(Processor.process(result, job, TestBodies.STORE)));
  }

  private void fetched(JobContext job, String headers) {
    assertThat(asked(job)).isEmpty();
    answer(job, 200, headers, HTML);
  }

  /** Columns of the page, as text. */
  private Optional<String> page(JobContext job, String columns) {
    return Sql.first(
        connection,
        "SELECT concat_ws(' ', " + columns + ") FROM page WHERE id = ?",
        row -> row.getString(1),
        UrlId.of(job.num(), CrawlUrl.parse(A).orElseThrow()));
  }

  /** The paths that the job knows, each with its depth, and the rule that keeps it out. */
  private List<String> known(JobContext job) {
    return Sql.query(
        connection,
        "SELECT concat_ws(' ', substr(url, 17), depth, excluded) FROM url WHERE id BETWEEN ? AND ?",
        row -> row.getString(1),
        UrlId.first(job.num()),
        UrlId.last(job.num()));
  }

  private void delete(JobContext job) {
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
  }

  @Test
  void whatIsKnownIsRequestedOnConditionThatItHasChanged() {
    fetched(earlier, VALIDATORS);
    assertThat(asked(repeating(earlier))).isEqualTo(CONDITIONS);
    assertThat(asked(job(""))).as("another job").isEmpty();
  }

  @Test
  void oneValidatorIsACondition() {
    fetched(earlier, "last-modified: " + DATE);
    assertThat(asked(repeating(earlier))).isEqualTo(Map.of("If-Modified-Since", DATE));
  }

  @Test
  void aValidatorThatCannotBeSentIsNone() {
    fetched(earlier, "ETag: \"\u00e4\"\nLast-Modified: " + "x".repeat(1_001));
    assertThat(asked(repeating(earlier))).isEmpty();
  }

  @Test
  void anEmptyValidatorIsNone() {
    fetched(earlier, "ETag:\nLast-Modified: ");
    assertThat(asked(repeating(earlier))).isEmpty();
  }

  @Test
  void withoutAPageThatWasKeptThereIsNoCondition() {
    assertThat(asked(earlier)).isEmpty();
    answer(earlier, 404, VALIDATORS, "nothing here");
    assertThat(asked(repeating(earlier))).isEmpty();
  }

  @Test
  void aJobsOwnConditionsStayAsTheyAre() {
    fetched(earlier, VALIDATORS);
    JobContext job =
        job(
            "}, \"revisit\": \"%s\", \"fetch\": {\"headers\": {\"if-none-match\": \"x\"}}}"
                .formatted(earlier.id()));
    assertThat(asked(job)).isEmpty();
    answer(job, 304, "", "");
    assertThat(page(job, "status, error, bytes")).contains("304 0");
  }

  @Test
  void whoObeysTagsDoesNotRelyOnWhoIgnoredThem() {
    JobContext rude = job(", \"robotsTags\": \"ignore\"}}");
    fetched(rude, VALIDATORS);
    assertThat(asked(repeating(rude))).isEmpty();
    JobContext asRude = job(", \"robotsTags\": \"ignore\"}, \"revisit\": \"" + rude.id() + "\"}");
    assertThat(asked(asRude)).isEqualTo(CONDITIONS);
  }

  @Test
  void anUnchangedPageIsAsItWasAndLeadsToWhatItLedTo() {
    fetched(earlier, VALIDATORS);
    JobContext job = repeating(earlier);
    asked(job);
    answer(job, 304, "ETag: W/\"1\"\nServer: x", "");
    String copied = "content_type, charset, bytes, sha256, title, lang, etag, last_modified";
    assertThat(page(job, copied)).isEqualTo(page(earlier, copied));
    assertThat(page(job, "charset, title, lang")).contains("utf-8 A fo");
    assertThat(page(job, "status, error")).contains("304");
    assertThat(page(job, "headers")).contains("ETag: W/\"1\"\nServer: x");
    assertThat(page(job, "outlinks")).isEqualTo(page(earlier, "outlinks"));
    assertThat(known(job)).containsExactlyInAnyOrder("/a 1", "/b 2", "/c 2 nofollow");
    assertThat(crawl.counter(job, "fetched")).isEqualTo(1);
    assertThat(crawl.counter(job, "not_modified")).isEqualTo(1);
    assertThat(crawl.counter(job, "bytes")).isZero();
    assertThat(crawl.counter(earlier, "not_modified")).isZero();
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM content")).isEqualTo(1);
  }

  @Test
  void whatItLedToIsJudgedByTheJobsOwnScopeAndTags() {
    fetched(earlier, VALIDATORS);
    JobContext job =
        job(
            ", \"robotsTags\": \"ignore\"}, \"scope\": {\"exclude\": [\"/b\"]}, \"revisit\": \"%s\"}"
                .formatted(earlier.id()));
    asked(job);
    answer(job, 304, "", "");
    assertThat(known(job)).containsExactlyInAnyOrder("/a 1", "/b 2 exclude", "/c 2");
  }

  @Test
  void anUnchangedPageCanBeRepeatedInItsTurn() {
    fetched(earlier, VALIDATORS);
    JobContext second = repeating(earlier);
    asked(second);
    answer(second, 304, "", "");
    delete(earlier);
    JobContext third = repeating(second);
    assertThat(asked(third)).isEqualTo(CONDITIONS);
    answer(third, 304, "", "");
    assertThat(page(third, "sha256")).isEqualTo(page(second, "sha256")).isPresent();
  }

  @Test
  void anUnchangedPageWhoseBodyWasNotKeptHasItsDigest() {
    JobContext lean = job("}, \"content\": {\"keep\": [\"image/*\"], \"text\": true}}");
    fetched(lean, VALIDATORS);
    JobContext job =
        job("}, \"content\": {\"keep\": [\"image/*\"]}, \"revisit\": \"%s\"}".formatted(lean.id()));
    assertThat(asked(job)).isEqualTo(CONDITIONS);
    answer(job, 304, "", "");
    assertThat(page(job, "status, sha256 IS NULL, octet_length(digest)")).contains("304 t 32");
    assertThat(page(job, "digest, bytes, title")).isEqualTo(page(lean, "digest, bytes, title"));
    assertThat(known(job)).contains("/b 2");
  }

  @Test
  void ofAnUnchangedPageNoMoreIsKeptThanTheJobKeeps() {
    fetched(earlier, VALIDATORS);
    JobContext job =
        job("}, \"content\": {\"keep\": []}, \"revisit\": \"%s\"}".formatted(earlier.id()));
    assertThat(asked(job)).isEqualTo(CONDITIONS);
    answer(job, 304, "", "");
    assertThat(page(job, "sha256")).contains("");
    assertThat(page(job, "digest")).isEqualTo(page(earlier, "sha256"));
  }

  @Test
  void whoKeepsBodiesOrTakesTextsDoesNotRelyOnWhoDidNot() {
    JobContext lean = job("}, \"content\": {\"keep\": [\"image/*\"]}}");
    fetched(lean, VALIDATORS);
    for (String content :
        List.of("{}", "{\"keep\": [\"text/html\"]}", "{\"keep\": [\"image/*\"], \"text\": true}")) {
      JobContext job =
          job("}, \"content\": %s, \"revisit\": \"%s\"}".formatted(content, lean.id()));
      assertThat(asked(job)).as(content).isEmpty();
    }
  }

  @Test
  void aPageThatHasChangedIsANewOne() {
    fetched(earlier, VALIDATORS);
    JobContext job = repeating(earlier);
    asked(job);
    answer(job, 200, "ETag: \"2\"", "<title>New</title>");
    assertThat(page(job, "status, title, etag, last_modified")).contains("200 New \"2\"");
    assertThat(crawl.counter(job, "not_modified")).isZero();
  }

  @Test
  void whatWasDeletedMeanwhileIsAskedForAgainWithoutACondition() {
    fetched(earlier, VALIDATORS);
    JobContext job = repeating(earlier);
    assertThat(asked(job)).isNotEmpty();
    delete(earlier);
    answer(job, 304, "", "");
    assertThat(page(job, "status")).isEmpty();
    assertThat(leased()).isEmpty();
    answer(job, 200, VALIDATORS, HTML);
    assertThat(page(job, "status")).contains("200");
  }

  /** Even if the server goes on like that, the crawl comes to an end. */
  @Test
  void a304ThatNobodyAskedForIsAskedForAgainOnce() {
    JobContext job = repeating(earlier);
    assertThat(asked(job)).isEmpty();
    answer(job, 304, "", "");
    assertThat(leased()).isEmpty();
    answer(job, 304, "", "");
    assertThat(page(job, "status")).contains("304");
    assertThat(crawl.counter(job, "not_modified")).isEqualTo(1);
  }

  @Test
  void afterAFailureThereIsNoCondition() {
    fetched(earlier, VALIDATORS);
    JobContext job = repeating(earlier);
    assertThat(asked(job)).isNotEmpty();
    answer(job, 500, "", "");
    assertThat(leased()).isEmpty();
  }

  @Test
  void anUnchangedPageKeepsTheBodyOfAJobThatIsRemoved() {
    fetched(earlier, VALIDATORS);
    JobContext job = repeating(earlier);
    asked(job);
    answer(job, 304, "", "");
    ContentRemoval removal = new ContentRemoval();
    removal.em = results.em;
    removal.remove(
        new Removing(
            UrlId.first(earlier.num()), UrlId.last(earlier.num()), 100, new AtomicBoolean()));
    assertThat(page(earlier, "status")).isEmpty();
    Pages pages = new Pages();
    pages.em = results.em;
    Pages.Content content =
        pages.content(UrlId.of(job.num(), CrawlUrl.parse(A).orElseThrow())).orElseThrow();
    assertThat(content.gzip()).isFalse();
    assertThat(new String(pages.part(content.page(), 0, content.stored()), StandardCharsets.UTF_8))
        .isEqualTo(HTML);
  }
}
