package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static dev.trawl.frontier.Frontiers.keptOut;
import static dev.trawl.frontier.Frontiers.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.KnownUrls.Heard;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The one way in, on a real database. */
@Timeout(60)
class OffersTest extends OnFrontier {
  private static final String A = "http://a.example/1";
  private static final String B = "http://b.example/2";

  private static JobContext job(Frontiers crawl, int maxDepth) {
    return crawl.job(
        "{\"seeds\": [\"http://a.example/\"], \"scope\": {\"within\": \"any\", \"maxDepth\": "
            + maxDepth
            + "}}");
  }

  private static UUID id(JobContext job, String url) {
    return UrlId.of(job.num(), url(url));
  }

  private long count(String table) {
    return TestDatabase.number(connection, "SELECT count(*) FROM " + table);
  }

  private void fetch(JobContext job, String url) {
    assertThat(crawl.settle(job, new Verdict.Fetched(1), id(job, url))).isEqualTo(1);
  }

  @Test
  void aUrlIsMetOncePerJob() {
    JobContext one = crawl.job();
    JobContext two = crawl.job();
    crawl.offer(one, candidate(one, A, 1), candidate(one, B, 1), candidate(one, A, 1));
    crawl.offer(one, candidate(one, A, 1));
    crawl.offer(two, candidate(two, A, 1));
    assertThat(crawl.counter(one, "discovered")).isEqualTo(2);
    assertThat(crawl.counter(two, "discovered")).isEqualTo(1);
    assertThat(count("open_url")).isEqualTo(3);
    assertThat(
            TestDatabase.number(
                connection, "SELECT sum(queued) FROM host_queue WHERE job = ?", one.num()))
        .isEqualTo(2);
  }

  @Test
  void aUrlThatWasSettledIsNotOpenedAgain() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 1));
    fetch(job, A);
    assertThat(crawl.offer(job, candidate(job, A, 1))).isEmpty();
    assertThat(count("open_url")).isZero();
    assertThat(crawl.counter(job, "discovered")).isEqualTo(1);
  }

  @Test
  void ofTwoPathsInOneOfferTheShorterCounts() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 4), candidate(job, A, 2), candidate(job, A, 3));
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("2");
  }

  @Test
  void offeringAgainByALongerPathChangesNothing() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 2));
    assertThat(crawl.offer(job, candidate(job, A, 5))).isEmpty();
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("2");
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("2");
  }

  @Test
  void aShorterPathLowersTheDepthAndNamesTheNewReferrer() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 5));
    UUID referrer = id(job, B);
    Candidate nearer =
        new Candidate(id(job, A), url(A), 2, 1, 0, Optional.of(referrer), Optional.empty());
    assertThat(crawl.offer(job, nearer)).as("open, so nothing follows from it").isEmpty();
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("2");
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("2");
    assertThat(crawl.urlColumn(id(job, A), "referrer")).contains(referrer.toString());
    assertThat(crawl.urlColumn(id(job, A), "hops")).contains("1");
  }

  @Test
  void aShorterPathToWhatIsSettledIsReported() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 5));
    fetch(job, A);
    assertThat(crawl.offer(job, candidate(job, A, 3))).isEqualTo(Map.of(id(job, A), 3));
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("3");
    assertThat(crawl.offer(job, candidate(job, A, 3))).as("the second time").isEmpty();
  }

  @Test
  void whatIsTooDeepIsExcludedAndReopenedByAShorterPath() {
    JobContext job = job(crawl, 3);
    crawl.offer(job, candidate(job, A, 4));
    assertThat(crawl.urlColumn(id(job, A), "excluded")).contains("maxDepth");
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
    assertThat(count("open_url")).isZero();

    crawl.offer(job, candidate(job, A, 3));
    assertThat(crawl.urlColumn(id(job, A), "excluded")).isEmpty();
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("3");
    assertThat(crawl.counter(job, "excluded")).isZero();
    assertThat(crawl.counter(job, "discovered")).isEqualTo(1);
  }

  @Test
  void aShorterPathThatIsStillTooLongOnlyLowersTheDepth() {
    JobContext job = job(crawl, 3);
    crawl.offer(job, candidate(job, A, 9));
    assertThat(crawl.offer(job, candidate(job, A, 6))).isEmpty();
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("6");
    assertThat(crawl.urlColumn(id(job, A), "excluded")).contains("maxDepth");
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
  }

  @Test
  void whatRobotsKeptOutIsNotReopenedByAnotherLink() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 5));
    crawl.settle(job, new Verdict.Excluded("robots-disallowed"), id(job, A));
    assertThat(crawl.offer(job, candidate(job, A, 1))).isEmpty();
    assertThat(count("open_url")).isZero();
    assertThat(crawl.urlColumn(id(job, A), "excluded")).contains("robots-disallowed");
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
  }

  @Test
  void whatMayNotBeFollowedIsReopenedByALinkThatMay() {
    JobContext job = crawl.job();
    crawl.offer(job, keptOut(job, A, 2, "nofollow"));
    crawl.offer(job, keptOut(job, A, 1, "nofollow"));
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
    crawl.offer(job, candidate(job, A, 5));
    assertThat(crawl.counter(job, "excluded")).isZero();
    assertThat(crawl.urlColumn(id(job, A), "excluded")).isEmpty();
    // What may not be followed is no path, however short it is.
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("5");
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("5");
    crawl.offer(job, keptOut(job, A, 0, "nofollow"));
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("5");
  }

  @Test
  void ofTwoLinksInOneOfferTheOneThatMayBeFollowedCounts() {
    JobContext job = crawl.job();
    crawl.offer(job, keptOut(job, A, 1, "nofollow"), candidate(job, A, 3));
    assertThat(crawl.counter(job, "excluded")).isZero();
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("3");
  }

  @Test
  void whatWasOutOfScopeIsReopenedOnceItIsIn() {
    JobContext job = crawl.job();
    crawl.offer(job, keptOut(job, A, 2, "within"));
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
    crawl.offer(job, candidate(job, A, 2));
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("2");
    assertThat(crawl.counter(job, "excluded")).isZero();
    assertThat(crawl.counter(job, "discovered")).isEqualTo(1);
    crawl.offer(job, candidate(job, A, 2));
    assertThat(count("open_url")).isEqualTo(1);
  }

  /** Its counters said otherwise when a stale scope was used on a shorter path. */
  @Test
  void whatIsInScopeIsNotExcludedByALaterOffer() {
    JobContext job = crawl.job();
    crawl.offer(job, candidate(job, A, 5));
    crawl.offer(job, keptOut(job, A, 2, "within"));
    assertThat(crawl.urlColumn(id(job, A), "excluded")).isEmpty();
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("5");
    assertThat(crawl.counter(job, "excluded")).isZero();
  }

  @Test
  void whatComesIntoScopeByALongerPathKeepsTheShorterOne() {
    JobContext job = crawl.job();
    crawl.offer(job, keptOut(job, A, 2, "within"));
    crawl.offer(job, candidate(job, A, 6));
    assertThat(crawl.urlColumn(id(job, A), "depth")).contains("2");
    assertThat(crawl.openColumn(id(job, A), "depth")).contains("2");
  }

  @Test
  void aRedirectingSeedBringsWhatWasKeptOutOfItsTargetsHostIntoScope() {
    JobContext job = crawl.job("{\"seeds\": [\"http://a.example/\"]}");
    crawl.offer(job, candidate(job, B, 2), candidate(job, "http://c.example/", 2));
    assertThat(crawl.counter(job, "excluded")).isEqualTo(2);

    Changes changes = new Changes();
    JobContext widened = crawl.frontier.widen(job, List.of(url("http://b.example/")), changes);
    crawl.frontier.write(changes);

    assertThat(widened.scopeVersion()).isNotEqualTo(job.scopeVersion());
    assertThat(crawl.openColumn(id(job, B), "depth")).contains("2");
    assertThat(crawl.urlColumn(id(job, "http://c.example/"), "excluded")).contains("within");
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
    assertThat(candidate(widened, "http://b.example/new", 1).rule()).isEmpty();
  }

  @Test
  void allTargetsOfATransactionComeIntoScopeByOneVersion() {
    JobContext job =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"scope\": {\"within\": \"domain\"}}");
    crawl.offer(
        job,
        candidate(job, "http://www.b.org/", 2),
        candidate(job, "https://c.org:8080/", 2),
        candidate(job, "http://d.example/?b.org", 2));
    Changes changes = new Changes();
    List<CrawlUrl> targets = List.of(url("http://b.org/"), url("http://c.org/"));
    JobContext widened = crawl.frontier.widen(job, targets, changes);
    crawl.frontier.write(changes);
    assertThat(widened.scopeVersion()).isEqualTo(job.scopeVersion() + 1);
    assertThat(crawl.openColumn(id(job, "http://www.b.org/"), "depth")).contains("2");
    assertThat(crawl.openColumn(id(job, "https://c.org:8080/"), "depth")).contains("2");
    assertThat(crawl.urlColumn(id(job, "http://d.example/?b.org"), "excluded")).contains("within");
    assertThat(crawl.frontier.widen(job, targets, changes).scopeVersion())
        .as("a second time")
        .isEqualTo(widened.scopeVersion());
  }

  /** The widened scope of a transaction that was rolled back was taken for another one's. */
  @Test
  void aScopeThatWasRolledBackIsForgotten() throws SQLException {
    JobContext job = crawl.job("{\"seeds\": [\"http://a.example/\"]}");
    connection.commit();
    crawl.frontier.widen(job, List.of(url("http://wrong.example/")), new Changes());
    connection.rollback();
    try (Connection elsewhere = TestDatabase.connect()) {
      new Frontiers(elsewhere)
          .frontier.widen(job, List.of(url("http://right.example/")), new Changes());
      elsewhere.commit();
    }
    JobContext now = crawl.contexts.read(connection, job.id()).orElseThrow();
    assertThat(candidate(now, "http://right.example/", 1).rule()).isEmpty();
    assertThat(candidate(now, "http://wrong.example/", 1).rule()).contains("within");
  }

  @Test
  void whatIsKnownNeedNotBeOfferedAgainUnlessItIsNearerOrInScopeNow() {
    JobContext job = crawl.job();
    KnownUrls known = new KnownUrls();
    known.learn(
        Stream.of(candidate(job, A, 3), keptOut(job, B, 3, "within")).map(Heard::of).toList());
    assertThat(known.knows(candidate(job, A, 3))).isTrue();
    assertThat(known.knows(candidate(job, A, 4))).isTrue();
    assertThat(known.knows(keptOut(job, A, 1, "within"))).isTrue();
    assertThat(known.knows(candidate(job, A, 2))).isFalse();
    assertThat(known.knows(keptOut(job, B, 4, "within"))).isTrue();
    assertThat(known.knows(candidate(job, B, 9))).isFalse();
    assertThat(known.knows(candidate(job, "http://c.example/", 9))).isFalse();
  }

  @Test
  void theIdsOfAJobAreOneRangeInTheOrderOfTheDatabase() {
    JobContext one = crawl.job();
    JobContext two = crawl.job();
    Candidate[] ofOne = new Candidate[300];
    Candidate[] ofTwo = new Candidate[300];
    for (int i = 0; i < 300; i++) {
      ofOne[i] = candidate(one, "http://a.example/" + i, 1);
      ofTwo[i] = candidate(two, "http://a.example/" + i, 1);
    }
    crawl.offer(one, ofOne);
    crawl.offer(two, ofTwo);
    String range = "SELECT count(*) FROM url WHERE id BETWEEN ? AND ?";
    for (JobContext job : new JobContext[] {one, two}) {
      assertThat(
              TestDatabase.number(connection, range, UrlId.first(job.num()), UrlId.last(job.num())))
          .isEqualTo(300);
    }
    assertThat(
            TestDatabase.number(
                connection,
                "SELECT count(*) FROM (VALUES (?::uuid, ?::uuid)) AS v (a, b) WHERE a < b",
                UrlId.last(0x7FFF_FFFE),
                UrlId.first(0x7FFF_FFFF)))
        .isEqualTo(1);
  }

  @Test
  void aQueueIsMadeWithThePolitenessOfItsJob() {
    JobContext job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"],
             "politeness": {"delay": "PT2.5S", "connectionsPerHost": 3}}
            """);
    crawl.offer(job, candidate(job, A, 1));
    assertThat(
            Sql.query(
                connection,
                "SELECT delay_ms || '/' || connections FROM host_queue",
                row -> row.getString(1)))
        .containsExactly(Duration.ofMillis(2500).toMillis() + "/3");
  }
}
