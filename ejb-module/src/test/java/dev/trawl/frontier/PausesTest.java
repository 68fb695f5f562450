package dev.trawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.url.UrlId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Jobs that get nothing for a while: by their hours, and by what they have had. */
@Timeout(60)
class PausesTest extends OnFrontier {
  private static final String A = "http://a.example/1";
  private static final String LIMITED = "\"maxBytesPerSecond\": 2000";

  private JobContext job(String politeness) {
    JobContext job =
        crawl.job(
            "{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\", "
                + politeness
                + "}}");
    crawl.offer(job, A, "http://a.example/2");
    return job;
  }

  private void clock(String now) {
    crawl.pauses.clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
  }

  /** When the queue is looked at again, in milliseconds. */
  private long pause() {
    return TestDatabase.number(
        connection,
        "SELECT (extract(epoch FROM due_at - now()) * 1000)::bigint FROM host_queue WHERE due_at < 'infinity'");
  }

  private Duration overdrawn(JobContext job) {
    return crawl
        .bandwidth
        .overdrawn(connection, List.of(job))
        .getOrDefault(job.num(), Duration.ZERO);
  }

  private void passes(int seconds) {
    Sql.update(
        connection, "UPDATE job_bandwidth SET counted = counted - ? * interval '1 s'", seconds);
  }

  private long balance() {
    return TestDatabase.number(connection, "SELECT balance FROM job_bandwidth");
  }

  private static UUID id(JobContext job) {
    return UrlId.of(job.num(), Frontiers.url(A));
  }

  @Test
  void outsideItsHoursAJobGetsNothingAndIsLookedAtEveryMinute() {
    job("\"hours\": [\"22:00-06:00\"]");
    clock("2026-03-01T12:00:00Z");
    assertThat(crawl.lease()).isEmpty();
    assertThat(pause()).isEqualTo(60_000);
  }

  @Test
  void shortlyBeforeItOpensItIsLookedAtWhenItDoes() {
    job("\"hours\": [\"22:00-06:00\"]");
    clock("2026-03-01T21:59:53.500Z");
    assertThat(crawl.lease()).isEmpty();
    assertThat(pause()).isEqualTo(6_500);
  }

  @Test
  void withinItsHoursItGetsWhatIsDue() {
    job("\"hours\": [\"22:00-06:00\"], \"zone\": \"America/New_York\"");
    clock("2026-03-01T04:00:00Z");
    assertThat(crawl.leasedUrls()).hasSize(2);
  }

  @Test
  void aJobThatIsClosedKeepsNobodyElseWaiting() {
    job("\"hours\": [\"22:00-06:00\"]");
    JobContext other = job("\"connectionsPerHost\": 1");
    clock("2026-03-01T12:00:00Z");
    assertThat(crawl.lease())
        .singleElement()
        .satisfies(task -> assertThat(task.jobId()).isEqualTo(other.id()));
  }

  /** Its queues are held then, but these were not there yet, and were leased from at once. */
  @Test
  void aJobPastItsLongestTimeGetsNothingOfHostsThatItFindsThen() {
    JobContext job = limited("\"maxDuration\": \"PT1M\"");
    Sql.update(connection, "UPDATE job SET started = now(), max_seconds = 60");
    assertThat(crawl.leasedUrls()).hasSize(1);
    Sql.update(connection, "UPDATE job SET started = now() - interval '1 minute'");
    crawl.offer(job, "http://b.example/");
    assertThat(crawl.lease()).isEmpty();
    assertThat(pause()).isEqualTo(1_000);
  }

  @Test
  void aJobThatHasItsBytesGetsNothingOfHostsThatItFindsThen() {
    JobContext job = limited("\"maxBytes\": 5000");
    Sql.update(connection, "UPDATE job SET max_bytes = 5000");
    crawl.settle(job, new Verdict.Fetched(4_999), id(job));
    crawl.offer(job, "http://b.example/");
    assertThat(crawl.leasedUrls()).hasSize(1);
    crawl.settle(
        job, new Verdict.Fetched(1), UrlId.of(job.num(), Frontiers.url("http://b.example/")));
    crawl.offer(job, "http://c.example/");
    assertThat(crawl.lease()).isEmpty();
  }

  private JobContext limited(String limit) {
    JobContext job =
        crawl.job(
            "{\"seeds\": [\"http://a.example/\"], \"scope\": {\"within\": \"any\", "
                + limit
                + "}}");
    crawl.offer(job, A);
    return job;
  }

  @Test
  void whatComesIsDebitedAndCreditedByTheSecond() {
    JobContext job = job(LIMITED);
    crawl.settle(job, new Verdict.Fetched(12_000), id(job));
    assertThat(balance()).as("a second's bytes were there").isEqualTo(-10_000);
    assertThat(overdrawn(job)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(5));
    passes(4);
    assertThat(overdrawn(job)).isBetween(Duration.ofMillis(1), Duration.ofSeconds(1));
    passes(1);
    assertThat(overdrawn(job)).isZero();
  }

  @Test
  void anAccountHoldsTheBytesOfOneSecondAtTheMost() {
    JobContext job = job(LIMITED);
    crawl.settle(job, new Verdict.Fetched(500), id(job));
    passes(1_000_000);
    crawl.settle(
        job,
        new Verdict.Failed(600, true),
        UrlId.of(job.num(), Frontiers.url("http://a.example/2")));
    assertThat(balance()).isEqualTo(1_400);
  }

  @Test
  void aJobThatIsOverdrawnGetsNothingUntilItIsNot() {
    JobContext job = job(LIMITED);
    crawl.settle(job, new Verdict.Fetched(8_000), id(job));
    assertThat(crawl.lease()).isEmpty();
    assertThat(pause()).isBetween(2_000L, 3_100L);
    passes(4);
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    assertThat(crawl.leasedUrls()).hasSize(1);
  }

  @Test
  void aLongDebtIsLookedAtEveryTenSeconds() {
    JobContext job = job(LIMITED);
    crawl.settle(job, new Verdict.Fetched(1L << 40), id(job));
    assertThat(crawl.lease()).isEmpty();
    assertThat(pause()).isEqualTo(10_000);
  }

  @Test
  void jobsWithoutALimitHaveNoAccount() {
    JobContext job = job("\"connectionsPerHost\": 1");
    crawl.settle(job, new Verdict.Fetched(1L << 40), id(job));
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM job_bandwidth")).isZero();
    assertThat(crawl.leasedUrls()).hasSize(1);
  }

  @Test
  void accountsOfSeveralJobsAreTheirOwnAndGoWithThem() {
    JobContext one = job(LIMITED);
    JobContext two = job("\"maxBytesPerSecond\": 100000");
    crawl.settle(one, new Verdict.Fetched(50_000), id(one));
    crawl.settle(two, new Verdict.Fetched(50_000), id(two));
    assertThat(crawl.bandwidth.overdrawn(connection, List.of(one, two)))
        .containsOnlyKeys(one.num());
    Sql.update(connection, "DELETE FROM job");
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM job_bandwidth")).isZero();
  }
}
