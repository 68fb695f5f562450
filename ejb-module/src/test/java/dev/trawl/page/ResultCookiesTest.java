package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.message.HeaderLines;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Cookies of a result are kept in the transaction that stores its page. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class ResultCookiesTest {
  private static final String A = "http://a.example/";

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();

  ResultCookiesTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private JobContext job(String cookies) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "fetch": {"cookies": "%s"},
         "politeness": {"delay": "PT0S", "connectionsPerHost": 1}}
        """
            .formatted(cookies));
  }

  private void settle(JobContext job, int status, Instant fetchedAt, String... fields) {
    Answer answer =
        new Answer(
            status,
            Optional.of("text/html"),
            Optional.of(A + "next"),
            List.of(),
            HeaderLines.NONE,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Body.EMPTY,
            Optional.empty(),
            List.of(fields));
    FetchResult result =
        new FetchResult(
            job.id(),
            UrlId.of(job.num(), CrawlUrl.parse(A).orElseThrow()),
            A,
            0,
            answer,
            fetchedAt,
            Duration.ZERO,
            "n1");
    results.store(List.of(Processor.process(result, job, TestBodies.STORE)));
  }

  private List<String> kept() {
    return Sql.query(
        connection,
        "SELECT name || '=' || value FROM job_cookie ORDER BY name",
        row -> row.getString(1));
  }

  private void lease(JobContext job) {
    crawl.offer(job, A);
    assertThat(crawl.lease()).hasSize(1);
  }

  @Test
  void whatIsLeasedAfterwardsCarriesThem() {
    JobContext job = job("job");
    lease(job);
    settle(job, 302, Instant.now(), "a=1", "no cookie", "b=2; Domain=other.example");
    assertThat(kept()).containsExactly("a=1");
    assertThat(crawl.lease())
        .flatExtracting(task -> task.urls())
        .extracting(TaskUrl::url, TaskUrl::headers)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(A + "next", Map.of("Cookie", "a=1")));
  }

  @Test
  void soDoesAnAttemptAfterAnErrorOfTheServer() {
    JobContext job = job("job");
    lease(job);
    settle(job, 503, Instant.now(), "a=1");
    assertThat(kept()).containsExactly("a=1");
  }

  @Test
  void aJobThatDidNotAskForThemKeepsNone() {
    JobContext job = job("off");
    lease(job);
    settle(job, 302, Instant.now(), "a=1");
    assertThat(kept()).isEmpty();
  }

  @Test
  void aResultThatComesTwiceAddsNothing() {
    JobContext job = job("job");
    lease(job);
    settle(job, 200, Instant.now(), "a=1");
    settle(job, 200, Instant.now(), "a=2");
    assertThat(kept()).containsExactly("a=1");
  }

  @Test
  void aFetcherWhoseClockIsAheadDoesNotHaveTheLastWord() {
    JobContext job = job("job");
    lease(job);
    settle(job, 503, Instant.parse("2200-01-01T00:00:00Z"), "a=1");
    settle(job, 200, Instant.now(), "a=2");
    assertThat(kept()).containsExactly("a=2");
  }
}
