package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.JobRemoval.Removing;
import dev.trawl.host.HostDirectories;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.message.FetchResult;
import dev.trawl.parse.RobotsTags;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a URL, for each way that it can go. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class WhysTest {
  private static final String HOST = "http://a.example";
  private static final Failure REFUSED =
      new Failure(Optional.empty(), "refused", "nobody listens on 443");

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();
  private final Whys whys = new Whys();
  private final JobContext job;
  private int seconds;

  WhysTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    whys.em = TestDatabase.entityManager(connection);
    whys.frontier = crawl.frontier();
    whys.hosts = HostDirectories.on(connection);
    job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"],
             "scope": {"exclude": ["/private/"], "maxDepth": 2, "maxPages": 100, "maxPagesPerHost": 90,
                       "maxPagesPerDirectory": 80, "maxDuration": "PT1H",
                       "maxBytes": 5000},
             "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
            """);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static CrawlUrl url(String path) {
    return CrawlUrl.parse(path.startsWith("/") ? HOST + path : path).orElseThrow();
  }

  private void offer(Candidate candidate) {
    Changes changes = new Changes();
    crawl.frontier().offer(job, List.of(candidate), changes);
    crawl.frontier().write(changes);
  }

  private void queue(String path) {
    offer(Frontier.candidate(job, url(path), 0, 0, Optional.empty()));
  }

  private void lease(String path) {
    queue(path);
    assertThat(crawl.lease()).hasSize(1);
  }

  private FetchResult result(String path, FetchOutcome outcome) {
    return new FetchResult(
        job.id(),
        UrlId.of(job.num(), url(path)),
        url(path).toString(),
        0,
        outcome,
        Instant.EPOCH.plusSeconds(seconds++),
        Duration.ofMillis(7),
        "n1");
  }

  private void settle(String path, FetchOutcome outcome) {
    results.store(List.of(Processor.process(result(path, outcome), job, TestBodies.STORE)));
  }

  private static Answer answer(int status, Optional<String> location, String body) {
    return new Answer(
        status,
        Optional.of("text/html"),
        location,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Body.of(body.getBytes(StandardCharsets.UTF_8)),
        Optional.empty());
  }

  private static Answer status(int status) {
    return answer(status, Optional.empty(), "");
  }

  private static Answer page(String html) {
    return answer(200, Optional.empty(), html);
  }

  private Why why(String path) {
    return whys.find(job.num(), url(path)).orElseThrow();
  }

  private void update(String sql) {
    assertThat(Sql.update(connection, sql)).isEqualTo(1);
  }

  private static void assertExcluded(Why why, String rule, String detail) {
    assertThat(why.state()).isEqualTo("done");
    assertThat(why.outcome()).contains("excluded");
    assertThat(why.rule()).contains(rule);
    assertThat(why.detail()).contains(detail);
    assertThat(why.attempts()).isEmpty();
  }

  private static void assertWaits(Why why, String detail) {
    assertThat(why.state()).isEqualTo("queued");
    assertThat(why.outcome()).isEmpty();
    assertThat(why.rule()).isEmpty();
    assertThat(why.detail().orElseThrow()).contains(detail);
  }

  @Test
  void aFetchedPageHasItsOneAttempt() {
    lease("/");
    settle("/", page("<title>t</title>"));
    assertThat(why("/"))
        .isEqualTo(
            new Why(
                HOST + "/",
                "page",
                "done",
                Optional.of("fetched"),
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                List.of(
                    new Why.Attempt(
                        Instant.EPOCH,
                        "n1",
                        Optional.of(200),
                        Optional.empty(),
                        Optional.empty(),
                        7))));
  }

  @Test
  void aPageWhoseContentIsNotKeptSaysSo() {
    lease("/");
    settle("/", page("<meta name=robots content=noindex>"));
    assertThat(why("/").outcome()).contains("fetched");
    assertThat(why("/").detail().orElseThrow()).contains("noindex");
  }

  /** Judged by when it was fetched, so that a result that comes twice means the same. */
  @Test
  void aPageWhoseDateHadPassedWhenItWasFetchedIsNotKept() {
    for (String date : List.of("31 Dec 1969 23:59:59 GMT", "2 Jan 1970 00:00:00 GMT")) {
      String path = "/" + date.substring(0, 2).strip();
      lease(path);
      settle(path, page("<meta name=robots content='unavailable_after: " + date + "'>"));
    }
    assertThat(why("/31").outcome()).contains("fetched");
    assertThat(why("/31").detail().orElseThrow()).contains("unavailable_after");
    assertThat(why("/2").detail()).isEmpty();
    assertThat(TestDatabase.number(connection, "SELECT count(sha256) FROM page")).isEqualTo(1);
  }

  /** As it is counted. */
  @Test
  void aPageThatCannotBeParsedWasFetched() {
    lease("/");
    Answer answer = page("<a>");
    results.store(
        List.of(
            new Processed(
                result("/", answer),
                job,
                url("/"),
                Optional.of(Decoded.of(answer, 1_000).body()),
                Optional.empty(),
                Parsed.failed(new IllegalStateException("too odd"), RobotsTags.NONE))));
    assertThat(crawl.counter(job, "fetched")).isEqualTo(1);
    assertThat(why("/").outcome()).contains("fetched");
    assertThat(why("/").detail().orElseThrow()).contains("too odd");
    assertThat(why("/").attempts().get(0).error()).contains("unparsable");
  }

  @Test
  void aLinkSaysWhereItWasFound() {
    lease("/");
    settle("/", page("<a href=/next>n</a>"));
    assertThat(why("/next").referrer()).contains(HOST + "/");
    assertThat(why("/next").depth()).isEqualTo(1);
    assertThat(why("/").referrer()).isEmpty();
  }

  @Test
  void aRedirectSaysWhereItLeadsAndTheTargetWhereItCameFrom() {
    lease("/old");
    settle("/old", answer(301, Optional.of("/new"), ""));
    assertThat(why("/old").outcome()).contains("redirected");
    assertThat(why("/old").detail()).contains("leads to " + HOST + "/new");
    assertThat(why("/old").attempts()).hasSize(1);
    assertThat(why("/new").referrer()).contains(HOST + "/old");
    assertThat(why("/new").depth()).isZero();
  }

  @Test
  void aRedirectThatLeadsNowhereHasFailed() {
    lease("/old");
    settle("/old", answer(302, Optional.empty(), ""));
    assertThat(crawl.counter(job, "failed")).isEqualTo(1);
    assertThat(why("/old").outcome()).contains("failed");
    assertThat(why("/old").detail()).contains("the answer names no target");
    assertThat(why("/old").attempts().get(0).error()).contains("redirect-without-location");
  }

  @Test
  void whatFailedAfterRetriesHasEveryAttempt() {
    lease("/");
    settle("/", REFUSED);
    settle("/", status(503));
    assertWaits(why("/"), "request 3 is due at ");
    assertThat(why("/").attempts()).hasSize(2);
    settle("/", REFUSED);
    Why why = why("/");
    assertThat(why.state()).isEqualTo("done");
    assertThat(why.outcome()).contains("failed");
    assertThat(why.detail()).contains("nobody listens on 443");
    assertThat(why.attempts()).extracting(Why.Attempt::at).isSorted().hasSize(3);
    assertThat(why.attempts())
        .extracting(Why.Attempt::error)
        .containsExactly(Optional.of("refused"), Optional.empty(), Optional.of("refused"));
    assertThat(why.attempts())
        .extracting(Why.Attempt::status)
        .containsExactly(Optional.empty(), Optional.of(503), Optional.empty());
    assertThat(why.attempts())
        .allSatisfy(
            attempt -> {
              assertThat(attempt.node()).isEqualTo("n1");
              assertThat(attempt.durationMs()).isEqualTo(7);
            });
  }

  @Test
  void whatWasFetchedInTheEndHasTheFailuresBefore() {
    lease("/");
    settle("/", status(500));
    settle("/", page(""));
    assertThat(why("/").outcome()).contains("fetched");
    assertThat(why("/").attempts())
        .extracting(Why.Attempt::status)
        .containsExactly(Optional.of(500), Optional.of(200));
  }

  @Test
  void anAnswerThatIsAnErrorHasFailedWithItsStatus() {
    lease("/");
    settle("/", status(404));
    assertThat(why("/").outcome()).contains("failed");
    assertThat(why("/").attempts())
        .extracting(Why.Attempt::status)
        .containsExactly(Optional.of(404));
  }

  @Test
  void whatCouldNotBeRequestedSaysWhy() {
    lease("/");
    settle("/", new NotRequested("address-refused", "10.0.0.1 is private"));
    assertThat(why("/").outcome()).contains("failed");
    assertThat(why("/").detail()).contains("10.0.0.1 is private");
    assertThat(why("/").attempts().get(0).error()).contains("address-refused");
  }

  /** Wherever a URL counts its requests from. */
  @Test
  void attemptsOfAUrlThatBeginsAnewAreKeptToo() {
    lease("/");
    settle("/", REFUSED);
    update("UPDATE open_url SET attempt = 0");
    settle("/", REFUSED);
    assertThat(why("/").attempts()).extracting(Why.Attempt::at).isSorted().hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "http://b.example/, within, host",
    "/private/x, exclude, /private/",
    "/a/a/a/a/, repeatedSegments, 'a segment more than 3 times, or a sequence more than 2 times in a row'"
  })
  void whatIsOutOfScopeSaysByWhichRule(String path, String rule, String detail) {
    lease("/");
    settle("/", page("<a href='" + path + "'>x</a>"));
    assertExcluded(why(path), rule, detail);
    assertThat(why(path).referrer()).contains(HOST + "/");
  }

  @Test
  void whatIsTooDeepSaysTheLimit() {
    offer(Frontier.candidate(job, url("/deep"), 3, 0, Optional.empty()));
    assertExcluded(why("/deep"), "maxDepth", "2");
    assertThat(why("/deep").depth()).isEqualTo(3);
  }

  @Test
  void whatIsNotToBeFollowedSaysSo() {
    lease("/");
    settle("/", page("<a rel=nofollow href=/paid>p</a>"));
    assertThat(why("/paid").outcome()).contains("excluded");
    assertThat(why("/paid").rule()).contains("nofollow");
    assertThat(why("/paid").detail().orElseThrow()).contains("not to be followed");
  }

  @Test
  void whatRobotsTxtForbidsSaysTheLine() {
    lease("/secret");
    settle("/secret", new NotRequested("robots-disallowed", "robots.txt: Disallow: /secret"));
    assertExcluded(why("/secret"), "robots-disallowed", "robots.txt: Disallow: /secret");
  }

  @ParameterizedTest
  @CsvSource({
    "maxPages, the job may request 100 URLs",
    "maxPagesPerHost, the job may request 90 URLs of a host",
    "maxPagesPerDirectory, the job may request 80 URLs of a directory",
    "maxDuration, the job may take PT1H",
    "maxBytes, the job may fetch 5000 bytes",
    "stopped, the job was stopped before this was requested"
  })
  void whatALimitKeptOutSaysTheLimit(String rule, String detail) {
    offer(
        new Candidate(
            UrlId.of(job.num(), url("/x")),
            url("/x"),
            1,
            0,
            0,
            Optional.empty(),
            Optional.of(rule)));
    assertExcluded(why("/x"), rule, detail);
  }

  @Test
  void whatIsLeasedIsInFlight() {
    lease("/");
    assertThat(why("/").state()).isEqualTo("in-flight");
    assertThat(why("/").outcome()).isEmpty();
    assertThat(why("/").detail().orElseThrow()).startsWith("request 1 ");
  }

  @Test
  void whatIsQueuedWaitsForRobotsTxtFirst() {
    queue("/");
    assertWaits(why("/"), "robots.txt");
  }

  @Test
  void whatIsQueuedWaitsForItsTurn() {
    lease("/");
    queue("/2");
    update(
        """
        INSERT INTO robots (host_id, status, content_type, content, cut) SELECT id, 404, '', '', false FROM host
        """);
    assertWaits(why("/2"), "its turn; URLs of the job that wait for the host: 1");
  }

  @Test
  void whatIsQueuedWaitsForAJobThatIsPaused() {
    queue("/");
    update("UPDATE job SET state = 'PAUSED'");
    assertWaits(why("/"), "the job is paused");
  }

  @Test
  void whatIsQueuedWaitsForAHostThatIsLeftAlone() {
    lease("/");
    settle("/", REFUSED);
    update("UPDATE host SET not_before = '2100-01-01T00:00:00Z', trouble = 'refused: no'");
    assertWaits(why("/"), "left alone until 2100-01-01T00:00:00Z: refused: no");
    update("UPDATE open_url SET due_at = '2200-01-01T00:00:00Z'");
    assertWaits(why("/"), "request 2 is due at 2200-01-01T00:00:00Z");
  }

  @Test
  void whatIsQueuedWaitsForItsEndIfTheHostIsGivenUp() {
    queue("/");
    update("UPDATE host_queue SET given_up = 'host-unavailable', given_up_detail = 'dns: no'");
    assertWaits(why("/"), "host-unavailable: dns: no");
  }

  @Test
  void whatIsQueuedBehindMaxPagesSaysSo() {
    queue("/");
    update("UPDATE job SET requested = max_pages");
    assertWaits(why("/"), "maxPages is reached");
  }

  @Test
  void whatTheJobHasNeverMetIsNotThere() {
    queue("/");
    assertThat(whys.find(job.num(), url("/other"))).isEmpty();
    assertThat(whys.find(crawl.job().num(), url("/"))).isEmpty();
    assertThat(whys.find(4711, url("/"))).isEmpty();
  }

  @Test
  void aUrlIsFoundHoweverItIsWritten() {
    queue("/a%20b?c=d");
    for (String written :
        List.of("HTTP://A.example:80/x/../a b?c=d#there", "/a%20b?c=d&gclid=1&utm_source=x")) {
      assertThat(why(written).url()).isEqualTo(HOST + "/a%20b?c=d");
    }
  }

  @Test
  void theTargetOfARedirectIsFoundWithTheParametersThatLinksLose() {
    queue("/?gclid=1");
    assertThat(why("/?gclid=1").url()).isEqualTo(HOST + "/?gclid=1");
    queue("/");
    assertThat(why("/?gclid=1").url()).isEqualTo(HOST + "/?gclid=1");
    assertThat(why("/?gclid=2").url()).isEqualTo(HOST + "/");
  }

  @Test
  void attemptsGoWithTheirJobInParts() {
    for (String path : List.of("/1", "/2", "/3")) {
      queue(path);
      settle(path, REFUSED);
    }
    ContentRemoval removal = new ContentRemoval();
    removal.em = TestDatabase.entityManager(connection);
    int other = crawl.job().num();
    assertThat(isMoreLeft(removal, other)).isFalse();
    assertThat(isMoreLeft(removal, job.num())).isTrue();
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM attempt")).isEqualTo(1);
    assertThat(isMoreLeft(removal, job.num())).isFalse();
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM attempt")).isZero();
  }

  private static boolean isMoreLeft(ContentRemoval removal, int num) {
    AtomicBoolean left = new AtomicBoolean();
    removal.remove(new Removing(UrlId.first(num), UrlId.last(num), 2, left));
    return left.get();
  }
}
