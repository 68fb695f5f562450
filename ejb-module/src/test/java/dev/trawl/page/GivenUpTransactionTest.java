package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.GivenUpQueue;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.message.FetchResult;
import dev.trawl.message.FetchTask;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what waits for a host ends when it is given up, and begins anew when it is retried. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class GivenUpTransactionTest {
  private static final String A = "http://a.example/1";
  private static final String B = "http://b.example/1";
  private static final String SITEMAP = "http://a.example/sitemap.xml";
  private static final String HOST_UNAVAILABLE = "host-unavailable";

  private final Connection connection;
  private final Frontiers crawl;
  private final GivenUpTransaction ending = new GivenUpTransaction();
  private final ResultTransaction results = new ResultTransaction();
  private final JobContext job;

  GivenUpTransactionTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    EntityManager em = PageEntities.on(connection);
    ending.frontier = crawl.frontier();
    ending.endings = new Endings();
    ending.endings.em = em;
    ending.endings.frontier = crawl.frontier();
    ending.endings.config = TrawlConfig.of(Map.of("TRAWL_NODE", "n1"));
    results.em = em;
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    job = job();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private JobContext job() {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "scope": {"within": "any", "maxPages": 5000},
         "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
        """);
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

  private long host(String origin) {
    return number("SELECT id FROM host WHERE origin = ?", origin);
  }

  private void giveUp(JobContext of, String origin, String error) {
    Sql.update(
        connection,
        """
        UPDATE host_queue SET given_up = ?, given_up_detail = 'refused: no', due_at = 'infinity'
        WHERE job = ? AND host_id = ?
        """,
        error,
        of.num(),
        host(origin));
  }

  private void giveUp(String origin) {
    giveUp(job, origin, HOST_UNAVAILABLE);
  }

  /** Ends what there is, in parts; how many each part had. */
  private List<Integer> end() {
    return ending.queues().stream()
        .map(queue -> ending.end(queue).values().stream().mapToInt(List::size).sum())
        .toList();
  }

  private void endAll() {
    while (!ending.queues().isEmpty()) {
      end();
    }
  }

  private void result(String url, FetchOutcome outcome) {
    FetchResult result =
        new FetchResult(
            job.id(), id(url), url, 0, outcome, Instant.EPOCH, Duration.ofMillis(3), "n2");
    results.store(List.of(Processed.withoutAnswer(result, job, url(url))));
  }

  private void refused(String url) {
    result(url, new Failure(Optional.empty(), "refused", "no"));
  }

  private void offerSitemap() {
    Changes changes = new Changes();
    crawl.frontier().offerSitemaps(job, List.of(url(SITEMAP)), 0, 0, Optional.empty(), changes);
    crawl.frontier().write(changes);
  }

  private int retry(String origin) {
    int requeued = crawl.frontier().retry(host(origin));
    checkCounters();
    return requeued;
  }

  private String line(String url) {
    return Sql.first(
            connection,
            """
            SELECT coalesce(status::text, '-') || ' ' || coalesce(error, '-') || ' ' || coalesce(detail, '-')
            FROM page WHERE id = ?
            """,
            row -> row.getString(1),
            id(url))
        .orElse("none");
  }

  /** Whatever happens, counters and queues say what the tables say. */
  private void checkCounters() {
    assertThat(crawl.counter(job, "fetched") + crawl.counter(job, "failed"))
        .as("lines")
        .isEqualTo(number("SELECT count(*) FROM page WHERE job = ?", job.num()));
    assertThat(
            crawl.counter(job, "discovered")
                - crawl.counter(job, "excluded")
                - crawl.counter(job, "fetched")
                - crawl.counter(job, "failed"))
        .as("open")
        .isEqualTo(
            number("SELECT count(*) FROM open_url WHERE job = ? AND NOT sitemap", job.num()));
    assertThat(number("SELECT coalesce(sum(queued), 0) FROM host_queue"))
        .as("queued")
        .isEqualTo(number("SELECT count(*) FROM open_url WHERE task IS NULL"));
  }

  private long requested() {
    return number("SELECT requested FROM job WHERE num = ?", job.num());
  }

  @Test
  void aQueueEndsInPartsWithALineForEachUrl() {
    String[] urls =
        IntStream.range(0, 1_100).mapToObj(i -> "http://a.example/" + i).toArray(String[]::new);
    crawl.offer(job, urls);
    crawl.offer(job, B);
    giveUp("http://a.example");
    assertThat(ending.queues())
        .extracting(GivenUpQueue::error, GivenUpQueue::detail)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(HOST_UNAVAILABLE, "refused: no"));
    assertThat(end()).containsExactly(500);
    checkCounters();
    assertThat(end()).containsExactly(500);
    assertThat(end()).containsExactly(100);
    checkCounters();
    assertThat(ending.queues()).isEmpty();
    assertThat(crawl.counter(job, "failed")).isEqualTo(1_100);
    assertThat(line(urls[700])).isEqualTo("- host-unavailable refused: no");
    assertThat(line(B)).isEqualTo("none");
    assertThat(requested()).as("requests made").isZero();
  }

  @Test
  void whatWaitsForARetryEndsTooAndStaysRequested() {
    crawl.offer(job, A);
    crawl.lease();
    refused(A);
    giveUp("http://a.example");
    endAll();
    checkCounters();
    assertThat(line(A)).isEqualTo("- host-unavailable refused: no");
    assertThat(requested()).isEqualTo(1);
  }

  @Test
  void whatIsUnderWayIsWaitedFor() {
    crawl.offer(job, A);
    List<FetchTask> tasks = crawl.lease();
    assertThat(tasks).hasSize(1);
    giveUp("http://a.example");
    crawl.offer(job, "http://a.example/2");
    assertThat(end()).containsExactly(1);
    assertThat(line(A)).isEqualTo("none");
    result(A, new NotRequested("robots-unreachable", "refused: no"));
    endAll();
    checkCounters();
    assertThat(line(A)).startsWith("- host-unavailable");
    assertThat(number("SELECT count(*) FROM task")).isZero();
  }

  @Test
  void aSitemapEndsWithoutALine() {
    crawl.offer(job, A);
    offerSitemap();
    giveUp("http://a.example");
    endAll();
    checkCounters();
    assertThat(number("SELECT count(*) FROM page")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM sitemap WHERE error = ?", HOST_UNAVAILABLE))
        .isEqualTo(1);
    assertThat(crawl.counter(job, "failed")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOPPING", "COMPLETED"})
  void ofAJobThatEndsOtherwiseNothingEndsLikeThat(String state) {
    crawl.offer(job, A);
    giveUp("http://a.example");
    Sql.update(connection, "UPDATE job SET state = ?", state);
    end();
    assertThat(line(A)).isEqualTo("none");
  }

  @Test
  void ofAPausedJobNothingEndsBeforeItGoesOn() {
    crawl.offer(job, A);
    giveUp("http://a.example");
    Sql.update(connection, "UPDATE host_queue SET held = true");
    assertThat(ending.queues()).isEmpty();
    Sql.update(connection, "UPDATE host_queue SET held = false");
    endAll();
    assertThat(line(A)).startsWith("- host-unavailable");
  }

  @ParameterizedTest
  @ValueSource(strings = {"host-unavailable", "robots-unreachable"})
  void aRetryQueuesAgainWhatFailedBecauseOfTheHost(String error) {
    crawl.offer(job, A, "http://a.example/2");
    giveUp(job, "http://a.example", error);
    endAll();
    assertThat(retry("http://a.example")).isEqualTo(2);
    assertThat(line(A)).isEqualTo("none");
    assertThat(crawl.counter(job, "failed")).isZero();
    assertThat(number("SELECT count(*) FROM host_queue WHERE given_up IS NOT NULL")).isZero();
    assertThat(crawl.lease()).singleElement().matches(FetchTask::asksRobots);
  }

  @Test
  void aProxyThatFailsGivesNothingUpAndTheHostIsLeftAloneForAWhile() {
    crawl.offer(job, A);
    for (int i = 0; i < 20; i++) {
      assertThat(crawl.lease()).hasSize(1);
      result(A, new NotRequested("proxy-unavailable", "the proxy is away"));
      checkCounters();
      assertThat(crawl.lease()).isEmpty();
      assertThat(number("SELECT count(*) FROM host WHERE not_before > now() + interval '20 s'"))
          .isEqualTo(1);
      Sql.update(connection, "UPDATE host SET not_before = '-infinity'");
      Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    }
    endAll();
    assertThat(line(A)).isEqualTo("none");
    assertThat(requested()).isZero();
    assertThat(number("SELECT failures + rounds FROM host WHERE trouble = 'the proxy is away'"))
        .isZero();
  }

  @Test
  void aRetryLeavesOtherFailuresAndHostsAlone() {
    crawl.offer(job, A, "http://a.example/2", B, "http://a.example.org/3");
    crawl.lease();
    result(A, new Failure(Optional.empty(), "malformed", "no HTTP"));
    result("http://a.example/2", new NotRequested("not-running", ""));
    result(B, new NotRequested("not-running", ""));
    result("http://a.example.org/3", new NotRequested("not-running", ""));
    for (String origin : List.of("http://a.example", "http://b.example", "http://a.example.org")) {
      giveUp(origin);
    }
    endAll();
    checkCounters();
    assertThat(retry("http://a.example")).isEqualTo(1);
    assertThat(line(A)).isEqualTo("- malformed no HTTP");
    assertThat(line("http://a.example/2")).isEqualTo("none");
    assertThat(line(B)).startsWith("- host-unavailable");
    assertThat(line("http://a.example.org/3")).startsWith("- host-unavailable");
    assertThat(retry("http://a.example")).as("a second time").isZero();
  }

  @Test
  void aRetryLeavesJobsThatHaveEndedAlone() {
    crawl.offer(job, A);
    giveUp("http://a.example");
    endAll();
    for (String end : List.of("finished = now()", "deleted = true", "state = 'STOPPING'")) {
      Sql.update(connection, "UPDATE job SET " + end);
      assertThat(retry("http://a.example")).as(end).isZero();
      Sql.update(connection, "UPDATE job SET finished = NULL, deleted = false, state = 'RUNNING'");
    }
    assertThat(retry("http://a.example")).isEqualTo(1);
  }

  /** It was reserved for a second time, and a job with maxPages ended before it should. */
  @Test
  void whatWasRequestedBeforeARetryIsNotReservedForAgain() {
    crawl.offer(job, A, "http://a.example/2");
    crawl.lease();
    refused(A);
    result("http://a.example/2", new NotRequested("robots-unreachable", "no"));
    assertThat(requested()).isEqualTo(1);
    giveUp("http://a.example");
    endAll();
    assertThat(requested()).isEqualTo(1);
    for (int i = 0; i < 2; i++) {
      assertThat(retry("http://a.example")).isEqualTo(2);
      giveUp("http://a.example");
      endAll();
    }
    retry("http://a.example");
    Sql.update(connection, "UPDATE host SET robots_until = 'infinity'");
    assertThat(crawl.lease()).isNotEmpty();
    assertThat(number("SELECT count(*) FROM open_url WHERE task IS NOT NULL")).isEqualTo(2);
    assertThat(requested()).isEqualTo(2);
  }

  /** It read all of the job's, with the host locked. */
  @Test
  void aRetryReadsNoPagesButThoseThatFailedBecauseOfAHost() {
    crawl.offer(job, A);
    giveUp("http://a.example");
    endAll();
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, fetched_at, duration_ms, node)
        SELECT gen_random_uuid(), ?, 200, now(), 1, 'n1' FROM generate_series(1, 3000)
        """,
        job.num());
    long read = pagesRead();
    assertThat(crawl.frontier().retry(host("http://a.example"))).isEqualTo(1);
    assertThat(pagesRead() - read).isLessThan(100);
  }

  private long pagesRead() {
    return number(
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname = 'page'");
  }

  /** They stayed failed, and so did all that only they name. */
  @Test
  void sitemapsAreReadAgainToo() {
    offerSitemap();
    giveUp("http://a.example");
    endAll();
    assertThat(retry("http://a.example")).as("pages").isZero();
    assertThat(number("SELECT count(*) FROM sitemap")).isZero();
    assertThat(number("SELECT count(*) FROM open_url WHERE sitemap")).isEqualTo(1);
    assertThat(crawl.counter(job, "failed")).isZero();
    assertThat(crawl.lease()).hasSize(1);
  }
}
