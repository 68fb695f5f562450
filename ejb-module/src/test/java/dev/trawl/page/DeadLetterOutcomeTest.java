package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.parse.HtmlParser;
import dev.trawl.parse.ParsedPage;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How URLs end as dead letters, and what replaces that end. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class DeadLetterOutcomeTest {
  private static final String A = "http://a.example/1";
  private static final String B = "http://a.example/2";
  private static final String WHY = "IllegalArgumentException: no";

  private final Connection connection;
  private final Frontiers crawl;
  private final DeadLetterTransaction dead = new DeadLetterTransaction();
  private final ResultTransaction results = new ResultTransaction();
  private final JobContext job;

  DeadLetterOutcomeTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection).hostsHaveAnswered();
    EntityManager em = PageEntities.on(connection);
    dead.frontier = crawl.frontier();
    dead.endings = new Endings();
    dead.endings.em = em;
    dead.endings.frontier = crawl.frontier();
    dead.endings.config = TrawlConfig.of(Map.of("TRAWL_NODE", "n1"));
    results.em = em;
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"], "scope": {"maxPages": 10},
             "politeness": {"delay": "PT0S", "connectionsPerHost": 1}}
            """);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static CrawlUrl url(String url) {
    return CrawlUrl.parse(url).orElseThrow();
  }

  private UUID id(String url) {
    return UrlId.of(job.num(), url(url));
  }

  private long number(String sql, Object... arguments) {
    return TestDatabase.number(connection, sql, arguments);
  }

  private String line(String url) {
    return Sql.first(
            connection,
            "SELECT coalesce(status::text, '-') || ' ' || coalesce(error, '-') || ' ' || coalesce(detail, '-') FROM page WHERE id = ?",
            row -> row.getString(1),
            id(url))
        .orElse("none");
  }

  private void state(String state) {
    Sql.update(connection, "UPDATE job SET state = ? WHERE num = ?", state, job.num());
    if (state.equals("COMPLETED")) {
      Sql.update(connection, "DELETE FROM host_queue WHERE job = ?", job.num());
    }
  }

  private long requested() {
    return number("SELECT requested FROM job WHERE num = ?", job.num());
  }

  private long open() {
    return number("SELECT count(*) FROM open_url");
  }

  private void giveUp(String url, boolean requested) {
    dead.settleUrl(id(url), job.id(), WHY, requested);
  }

  private void result(String url, FetchOutcome outcome) {
    FetchResult result =
        new FetchResult(
            job.id(), id(url), url, 0, outcome, Instant.EPOCH, Duration.ofMillis(3), "n2");
    Processed processed = Processed.withoutAnswer(result, job, url(url));
    if (outcome instanceof Answer answer && answer.status() == 200) {
      ParsedPage page =
          HtmlParser.parse(url(url), answer.contentType(), answer.body().bytes(), "trawl");
      List<Link> links = page.outlinks().stream().map(link -> Link.of(job, link, false)).toList();
      processed =
          new Processed(
              result,
              job,
              url(url),
              Optional.of(Decoded.of(answer, 1_000).body()),
              Optional.empty(),
              new Parsed(
                  Optional.of(page),
                  links,
                  new byte[0],
                  page.tags(),
                  Optional.empty(),
                  Optional.empty()));
    }
    results.store(List.of(processed));
    checkCounters();
  }

  /** Whatever happens, the counters and the queues say what the tables say. */
  private void checkCounters() {
    assertThat(crawl.counter(job, "fetched") + crawl.counter(job, "failed"))
        .as("lines")
        .isEqualTo(number("SELECT count(*) FROM page"));
    assertThat(
            crawl.counter(job, "discovered")
                - crawl.counter(job, "excluded")
                - crawl.counter(job, "fetched")
                - crawl.counter(job, "failed"))
        .as("open")
        .isEqualTo(open());
    assertThat(number("SELECT coalesce(sum(queued), 0) FROM host_queue"))
        .as("queued")
        .isEqualTo(number("SELECT count(*) FROM open_url WHERE task IS NULL"));
    assertThat(number("SELECT count(*) FROM dead_url"))
        .as("dead")
        .isEqualTo(number("SELECT count(*) FROM page WHERE error = 'dead-letter'"));
  }

  private static Answer page() {
    return status(200);
  }

  private static Answer status(int status) {
    byte[] html = "<title>t</title><a href='/next'>x</a>".getBytes(StandardCharsets.UTF_8);
    return new Answer(
        status,
        Optional.of("text/html"),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Body.of(html),
        Optional.empty());
  }

  private static NotRequested notRunning() {
    return new NotRequested("not-running", "the job does not run");
  }

  /** A URL that ended as a dead letter in a job that runs. */
  private void dead(String url, boolean requested) {
    crawl.offer(job, url);
    crawl.lease();
    giveUp(url, requested);
    checkCounters();
  }

  @Test
  void aUrlWhoseMessageIsGivenUpEndsWithTheReason() {
    dead(A, true);
    assertThat(line(A)).isEqualTo("- dead-letter " + WHY);
    assertThat(crawl.counter(job, "failed")).isEqualTo(1);
    assertThat(open()).isZero();
    assertThat(number("SELECT count(*) FROM task")).isZero();
  }

  @Test
  void aSecondTimeChangesNothing() {
    dead(A, true);
    giveUp(A, true);
    checkCounters();
    assertThat(crawl.counter(job, "failed")).isEqualTo(1);
  }

  @Test
  void aUrlThatEndedOtherwiseStaysAsItIs() {
    crawl.offer(job, A);
    crawl.lease();
    result(A, status(404));
    giveUp(A, true);
    assertThat(line(A)).isEqualTo("404 - -");
  }

  @Test
  void theMessageOfAnotherJobEndsNothing() {
    crawl.offer(job, A);
    dead.settleUrl(id(A), UUID.randomUUID(), WHY, true);
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void ofATaskThatIsGivenUpEndsWhatIsStillLeasedInIt() {
    crawl.offer(job, A, B);
    List<FetchTask> tasks = crawl.lease();
    assertThat(tasks).hasSize(1);
    result(A, status(404));
    crawl.offer(job, "http://a.example/3");
    dead.settleTask(tasks.get(0).taskId(), WHY);
    checkCounters();
    assertThat(line(A)).isEqualTo("404 - -");
    assertThat(line(B)).isEqualTo("- dead-letter " + WHY);
    assertThat(open()).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM task")).isZero();
    dead.settleTask(UUID.randomUUID(), WHY);
    checkCounters();
  }

  @Test
  void whatWasNotRequestedGivesItsBudgetBack() {
    dead(A, false);
    assertThat(requested()).isZero();
    dead(B, true);
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void aResultReplacesTheDeadLetterAndGrowsAJobThatRuns() {
    dead(A, true);
    result(A, page());
    assertThat(line(A)).isEqualTo("200 - -");
    assertThat(crawl.counter(job, "failed")).isZero();
    assertThat(crawl.counter(job, "fetched")).isEqualTo(1);
    assertThat(crawl.counter(job, "discovered")).isEqualTo(2);
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void whatReplacedADeadLetterIsNotReplaced() {
    dead(A, true);
    result(A, page());
    result(A, status(404));
    assertThat(line(A)).isEqualTo("200 - -");
  }

  @Test
  void noOtherEndIsReplaced() {
    crawl.offer(job, A, B);
    crawl.lease();
    result(A, status(404));
    result(B, new Failure(Optional.empty(), "malformed", "no HTTP"));
    result(A, page());
    result(B, page());
    assertThat(line(A)).isEqualTo("404 - -");
    assertThat(line(B)).isEqualTo("- malformed no HTTP");
  }

  @Test
  void aRequestThatWasNotCountedIsCountedWhenItsResultReplaces() {
    dead(A, false);
    result(A, page());
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void aJobThatHasEndedIsCorrectedAndDoesNotGrow() {
    dead(A, true);
    state("COMPLETED");
    result(A, page());
    assertThat(line(A)).isEqualTo("200 - -");
    assertThat(crawl.counter(job, "discovered")).isEqualTo(1);
    assertThat(open()).isZero();
    assertThat(number("SELECT count(*) FROM host_queue")).as("left behind").isZero();
  }

  @Test
  void aJobThatHasEndedTriesNothingAgain() {
    dead(A, true);
    state("COMPLETED");
    result(A, status(503));
    assertThat(line(A)).isEqualTo("503 - -");
    assertThat(open()).isZero();
  }

  /** A replayed task of a job that has ended: fetchers ask, and request nothing. */
  @Test
  void inAJobThatHasEndedWhatWasNotRequestedReplacesNothing() {
    dead(A, true);
    for (String ended : List.of("COMPLETED", "STOPPED", "STOPPING")) {
      state(ended);
      result(A, notRunning());
      assertThat(line(A)).isEqualTo("- dead-letter " + WHY);
    }
  }

  @Test
  void inAJobThatRunsItIsQueuedAgain() {
    dead(A, false);
    result(A, notRunning());
    assertThat(line(A)).isEqualTo("none");
    assertThat(open()).isEqualTo(1);
    assertThat(crawl.lease()).hasSize(1);
    result(A, page());
    assertThat(line(A)).isEqualTo("200 - -");
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void aResultToBeTriedAgainIsInAJobThatRuns() {
    dead(A, true);
    result(A, status(503));
    assertThat(line(A)).isEqualTo("none");
    assertThat(open()).isEqualTo(1);
    assertThat(number("SELECT attempt FROM open_url")).isEqualTo(2);
  }

  @Test
  void ofADeletedJobNothingIsReplaced() {
    dead(A, true);
    Sql.update(connection, "UPDATE job SET deleted = true");
    result(A, page());
    assertThat(line(A)).isEqualTo("- dead-letter " + WHY);
  }
}
