package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static dev.trawl.frontier.Frontiers.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.InvalidTransitionException;
import dev.trawl.job.JobPatch;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a change of a job does to its URLs, queues and limits. */
@Timeout(60)
class JobChangeTest extends OnFrontier {
  private static final String A = "http://a.example/1";
  private static final String B = "http://b.example/1";

  private JobContext job(String scope) {
    return crawl.job(
        "{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\"}, \"scope\": {"
            + scope
            + "}}");
  }

  private static UUID id(JobContext job, String url) {
    return UrlId.of(job.num(), url(url));
  }

  private Map<UUID, Integer> patch(JobContext job, String patch) {
    Changes changes = new Changes();
    JobChange.Changed changed =
        crawl.change.apply(job.id(), JobPatch.read(patch), changes).orElseThrow();
    crawl.change.write(changed, changes);
    return changed.nearer();
  }

  private long number(String sql) {
    return TestDatabase.number(connection, sql);
  }

  private String text(String sql) {
    return Sql.query(connection, sql, row -> String.valueOf(row.getString(1))).get(0);
  }

  @Test
  void theRequestIsRewrittenAndTheColumnsFollow() {
    JobContext job =
        job("\"maxPages\": 5, \"maxBytes\": 10, \"maxDuration\": \"PT1M\", \"maxDepth\": 2");
    patch(
        job,
        "{\"name\": \"n\", \"scope\": {\"maxPages\": 6, \"maxBytes\": 11, \"maxDuration\": \"PT2M\"}}");
    assertThat(text("SELECT name || max_pages || ' ' || max_bytes || ' ' || max_seconds FROM job"))
        .isEqualTo("n6 11 120");
    JobContext after = crawl.contexts.read(connection, job.id()).orElseThrow();
    assertThat(after.scopeVersion()).isEqualTo(job.scopeVersion() + 1);
    assertThat(after.request().limits().maxPages()).contains(6L);
    assertThat(after.request().scope().maxDepth()).isEqualTo(2);
    patch(job, "{\"name\": null, \"scope\": {\"maxPages\": null, \"maxBytes\": null}}");
    assertThat(text("SELECT concat(name, max_pages, max_bytes, max_seconds) FROM job"))
        .isEqualTo("120");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STOPPING", "COMPLETED", "STOPPED", "FAILED"})
  void aJobThatEndsIsNotChanged(String state) {
    JobContext job = job("");
    Sql.update(connection, "UPDATE job SET state = ?", state);
    assertThatThrownBy(() -> patch(job, "{\"name\": \"n\"}"))
        .isInstanceOf(InvalidTransitionException.class)
        .hasMessageContaining(state);
  }

  @ParameterizedTest
  @ValueSource(strings = {"QUEUED", "RUNNING", "PAUSED"})
  void othersAre(String state) {
    JobContext job = job("");
    Sql.update(connection, "UPDATE job SET state = ?", state);
    patch(job, "{\"name\": \"n\"}");
    assertThat(text("SELECT name || state FROM job")).isEqualTo("n" + state);
  }

  @Test
  void whatIsGoneIsNotFound() {
    JobContext job = job("");
    Sql.update(connection, "UPDATE job SET deleted = true");
    JobPatch patch = JobPatch.read("{}");
    assertThat(crawl.change.apply(job.id(), patch, new Changes())).isEmpty();
    assertThat(crawl.change.apply(UUID.randomUUID(), patch, new Changes())).isEmpty();
  }

  @Test
  void aDeeperLimitBringsBackWhatWasTooDeep() {
    JobContext job = job("\"maxDepth\": 1, \"exclude\": [\"no$\"]");
    crawl.offer(job, candidate(job, A, 2));
    crawl.offer(job, candidate(job, "http://a.example/deeper", 3));
    crawl.offer(job, candidate(job, "http://a.example/no", 2));
    assertThat(crawl.counter(job, "excluded")).isEqualTo(3);
    patch(job, "{\"scope\": {\"maxDepth\": 2}}");
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("2");
    assertThat(crawl.urlColumn(id(job, "http://a.example/deeper"), "excluded"))
        .contains("maxDepth");
    assertThat(crawl.urlColumn(id(job, "http://a.example/no"), "excluded")).contains("exclude");
    assertThat(crawl.counter(job, "excluded")).isEqualTo(2);
    assertThat(crawl.counter(job, "discovered")).isEqualTo(3);
    assertThat(crawl.leasedUrls()).containsExactly(id(job, A));
  }

  @Test
  void whatWasKeptOutInThousandsComesBackWhole() {
    JobContext job = job("\"maxDepth\": 0");
    int count = KeptOut.A_ROUND * 2 + 1;
    Candidate[] deep = new Candidate[count];
    for (int i = 0; i < count; i++) {
      deep[i] = candidate(job, "http://a.example/" + i, 1);
    }
    crawl.offer(job, deep);
    patch(job, "{\"scope\": {\"maxDepth\": null}}");
    assertThat(number("SELECT count(*) FROM open_url")).isEqualTo(count);
    assertThat(number("SELECT queued FROM host_queue")).isEqualTo(count);
    assertThat(crawl.counter(job, "excluded")).isZero();
  }

  @Test
  void anAddedSeedIsOfferedAndBringsItsHostIntoScope() {
    JobContext job = job("");
    crawl.offer(job, candidate(job, B, 4));
    crawl.offer(job, candidate(job, "http://c.example/", 1));
    patch(job, "{\"seeds\": [\"http://b.example/\"]}");
    assertThat(crawl.openColumn(id(job, "http://b.example/"), "depth")).contains("0");
    assertThat(crawl.openColumn(id(job, B), "depth")).contains("4");
    assertThat(crawl.urlColumn(id(job, "http://c.example/"), "excluded")).contains("within");
    assertThat(crawl.counter(job, "discovered")).isEqualTo(3);
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
    JobContext after = crawl.contexts.read(connection, job.id()).orElseThrow();
    assertThat(candidate(after, "http://b.example/new", 1).rule()).isEmpty();
  }

  @Test
  void aSeedIsTakenWhateverKeptItOutBut() {
    JobContext job = job("\"exclude\": [\"no\"]");
    String forbidden = "http://a.example/robots";
    crawl.offer(job, candidate(job, "http://a.example/no", 1), candidate(job, forbidden, 1));
    crawl.settle(job, new Verdict.Excluded("robots-disallowed"), id(job, forbidden));
    patch(job, "{\"seeds\": [\"http://a.example/no\", \"" + forbidden + "\"]}");
    assertThat(crawl.openColumn(id(job, "http://a.example/no"), "depth")).contains("0");
    assertThat(crawl.openColumn(id(job, forbidden), "depth")).isEmpty();
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
  }

  @Test
  void aSeedThatIsKnownIsNearerAndNotRequestedAgain() {
    JobContext job = job("");
    crawl.offer(job, candidate(job, A, 3));
    crawl.offer(job, candidate(job, "http://a.example/2", 3));
    crawl.settle(job, new Verdict.Fetched(1), id(job, A));
    Map<UUID, Integer> nearer = patch(job, "{\"seeds\": [\"" + A + "\", \"http://a.example/2\"]}");
    assertThat(nearer).containsOnly(Map.entry(id(job, A), 0));
    assertThat(crawl.openColumn(id(job, "http://a.example/2"), "depth")).contains("0");
    assertThat(crawl.openColumn(id(job, A), "depth")).isEmpty();
    assertThat(patch(job, "{\"seeds\": [\"" + A + "\"]}")).isEmpty();
    assertThat(crawl.counter(job, "discovered")).isEqualTo(2);
  }

  @Test
  void aSeedThatIsAddedLosesTheParametersThatTheJobDrops() {
    JobContext job = job("\"dropParameters\": [\"v\"]");
    crawl.offer(job, candidate(job, A, 3));
    String seeds = "{\"seeds\": [\"" + A + "?v=1\", \"" + A + "?v=2\", \"" + A + "?gclid=3\"]}";
    assertThat(patch(job, seeds)).isEmpty();
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("0");
    assertThat(crawl.openColumn(id(job, A + "?gclid=3"), "depth")).contains("0");
    assertThat(crawl.counter(job, "discovered")).isEqualTo(2);
    assertThat(crawl.contexts.read(connection, job.id()).orElseThrow().request().seeds())
        .hasToString("[http://a.example/, " + A + ", " + A + "?gclid=3]");
  }

  @Test
  void morePagesLetAJobGoOnAtOnce() throws SQLException {
    JobContext job = job("\"maxPages\": 1");
    crawl.offer(job, A, "http://a.example/2", "http://a.example/3");
    assertThat(crawl.leasedUrls()).hasSize(1);
    crawl.settle(job, new Verdict.Fetched(1), id(job, A));
    Sql.update(connection, "UPDATE host_queue SET due_at = 'infinity'");
    patch(job, "{\"scope\": {\"maxPages\": 2}}");
    connection.commit(); // in a transaction no time passes
    assertThat(crawl.leasedUrls()).hasSize(1);
    assertThat(number("SELECT requested FROM job")).isEqualTo(2);
  }

  @Test
  void aQueueThatIsHeldByALimitIsResumedIfTheJobRuns() {
    JobContext job = job("\"maxBytes\": 10");
    crawl.offer(job, A);
    crawl.queues.hold(connection, job.num());
    patch(job, "{\"name\": \"n\"}");
    assertThat(crawl.leasedUrls()).as("no limit was raised").isEmpty();
    Sql.update(connection, "UPDATE job SET state = 'PAUSED'");
    patch(job, "{\"scope\": {\"maxBytes\": 11}}");
    assertThat(number("SELECT count(*) FROM host_queue WHERE held")).isEqualTo(1);
    Sql.update(connection, "UPDATE job SET state = 'RUNNING'");
    patch(job, "{\"scope\": {\"maxBytes\": 12}}");
    assertThat(crawl.leasedUrls()).hasSize(1);
  }

  @Test
  void politenessReachesTheQueuesThatAreThereAndThoseToCome() throws SQLException {
    JobContext job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"], "scope": {"within": "any"},
             "politeness": {"delay": "PT1H", "connectionsPerHost": 1}}
            """);
    crawl.offer(job, A, "http://a.example/2", "http://a.example/3");
    crawl.release(crawl.lease().get(0));
    assertThat(crawl.lease()).as("an hour is to be waited").isEmpty();
    patch(job, "{\"politeness\": {\"delay\": \"PT0S\", \"connectionsPerHost\": 2}}");
    connection.commit(); // in a transaction no time passes
    assertThat(crawl.lease())
        .hasSize(2)
        .allSatisfy(task -> assertThat(task.delay()).isEqualTo(Duration.ZERO));
    JobContext after = crawl.contexts.read(connection, job.id()).orElseThrow();
    crawl.offer(after, B);
    assertThat(number("SELECT count(*) FROM host_queue WHERE delay_ms = 0 AND connections = 2"))
        .isEqualTo(2);
  }

  @Test
  void aLongerDelayIsKeptFromTheLastContactOn() {
    JobContext job = job("");
    crawl.offer(job, A, "http://a.example/2", "http://a.example/3", "http://a.example/4", B);
    crawl.offer(job, candidate(job, "http://a.example/5", 1));
    crawl.release(crawl.lease().get(0));
    patch(job, "{\"politeness\": {\"delay\": \"PT1H\"}}");
    assertThat(crawl.lease()).isEmpty();
    assertThat(
            number(
                "SELECT count(*) FROM host_queue WHERE due_at BETWEEN now() + interval '59 min' AND now() + interval '61 min'"))
        .isEqualTo(1);
  }

  @Test
  void queuesOfHostsThatAreGivenUpAreLeftAlone() {
    JobContext job = job("");
    crawl.offer(job, A);
    Sql.update(connection, "UPDATE host_queue SET given_up = 'dns', due_at = 'infinity'");
    patch(job, "{\"politeness\": {\"delay\": \"PT1S\"}}");
    assertThat(number("SELECT count(*) FROM host_queue WHERE due_at = 'infinity'")).isEqualTo(1);
  }

  @Test
  void ofARefusedChangeNothingIsDone() {
    JobContext job = job("\"maxPages\": 5");
    String before = text("SELECT j::text FROM job j");
    assertThatThrownBy(
            () -> patch(job, "{\"seeds\": [\"" + B + "\"], \"scope\": {\"maxPages\": 4}}"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("scope.maxPages");
    assertThat(text("SELECT j::text FROM job j")).isEqualTo(before);
    assertThat(number("SELECT count(*) FROM url")).isZero();
  }

  /** Whoever ends, leases or settles reads the job in this way, and must not go by an old limit. */
  @Test
  void whoeverReadsAJobThatIsBeingChangedWaitsForTheChange() throws Exception {
    JobContext job = job("\"maxPages\": 5");
    connection.commit();
    patch(job, "{\"scope\": {\"maxPages\": 6}}");
    try (Connection elsewhere = TestDatabase.connect()) {
      CompletableFuture<JobContext> read =
          CompletableFuture.supplyAsync(
              () -> new Frontiers(elsewhere).contexts.read(elsewhere, job.id()).orElseThrow());
      TestDatabase.awaitWaiting(connection, 1);
      connection.commit();
      assertThat(read.get(10, TimeUnit.SECONDS).request().limits().maxPages()).contains(6L);
      elsewhere.rollback();
    }
  }

  /** And a change waits for whoever goes by the old ones. */
  @Test
  void aChangeWaitsForWhoeverGoesByTheOldRequest() throws Exception {
    JobContext job = job("\"maxPages\": 5");
    connection.commit();
    crawl.contexts.read(connection, job.id());
    Sql.update(connection, "UPDATE job SET state = 'COMPLETED'");
    try (Connection elsewhere = TestDatabase.connect()) {
      CompletableFuture<?> change =
          CompletableFuture.supplyAsync(
              () ->
                  new Frontiers(elsewhere)
                      .change.apply(job.id(), JobPatch.read("{}"), new Changes()));
      TestDatabase.awaitWaiting(connection, 1);
      connection.commit();
      assertThat(change)
          .failsWithin(Duration.ofSeconds(10))
          .withThrowableThat()
          .withCauseInstanceOf(InvalidTransitionException.class);
      elsewhere.rollback();
    }
  }
}
