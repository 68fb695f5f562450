package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static dev.trawl.frontier.Frontiers.url;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.host.HostQueues;
import dev.trawl.message.FetchTask;
import dev.trawl.url.UrlId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases, and how they end. */
@Timeout(60)
class SettlingTest extends OnFrontier {
  private static final String A = "http://a.example/1";
  private static final Verdict UNREQUESTED = new Verdict.Again(Duration.ZERO, false);

  private static UUID id(JobContext job, String url) {
    return UrlId.of(job.num(), url(url));
  }

  private JobContext limited(int maxPages) {
    return crawl.job(
        "{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\"}, \"scope\": {\"maxPages\": "
            + maxPages
            + "}}");
  }

  /** What was due is due at once in a later transaction; the clock need not move for that. */
  private void later() {
    Sql.update(connection, "UPDATE host_queue SET due_at = now() WHERE due_at < 'infinity'");
    Sql.update(connection, "UPDATE open_url SET due_at = now()");
  }

  private long number(String sql) {
    return TestDatabase.number(connection, sql);
  }

  private long requested(JobContext job) {
    return TestDatabase.number(connection, "SELECT requested FROM job WHERE num = ?", job.num());
  }

  private void expire() {
    Sql.update(connection, "UPDATE task SET lease_until = now() - interval '1 s'");
    crawl.givingBack.expired();
  }

  @Test
  void afterTheDatabaseWasAwayNothingIsTakenFromThoseWhoWork() {
    JobContext job = crawl.job("{\"seeds\": [\"http://a.example/\"]}");
    crawl.offer(job, candidate(job, A, 1));
    assertThat(crawl.leasedUrls()).hasSize(1);
    crawl.hears = false;
    expire();
    assertThat(number("SELECT count(*) FROM open_url WHERE task IS NOT NULL")).isEqualTo(1);
    crawl.hears = true;
    expire();
    assertThat(number("SELECT count(*) FROM open_url WHERE task IS NOT NULL")).isZero();
  }

  @Test
  void nearUrlsAreLeasedFirstAndThoseOfOneDepthInTheirOrder() {
    JobContext job = crawl.job("{\"seeds\": [\"http://a.example/\"]}");
    crawl.offer(job, candidate(job, "http://a.example/far", 3));
    crawl.offer(job, candidate(job, "http://a.example/near", 1));
    crawl.offer(job, candidate(job, "http://a.example/next", 1));
    List<UUID> first = crawl.leasedUrls();
    assertThat(first).containsExactly(id(job, "http://a.example/near"));
  }

  @Test
  void aTaskSaysAllThatAFetcherNeeds() {
    JobContext job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"], "scope": {"maxBodyBytes": 4711},
             "politeness": {"delay": "PT3S", "robots": "ignore"}}
            """);
    crawl.offer(job, candidate(job, A, 1));
    List<FetchTask> tasks = crawl.lease();
    assertThat(tasks)
        .singleElement()
        .satisfies(
            task -> {
              assertThat(task.jobId()).isEqualTo(job.id());
              assertThat(task.host()).isEqualTo("http://a.example");
              assertThat(task.delay()).isEqualTo(Duration.ofSeconds(3));
              assertThat(task.maxBodyBytes()).isEqualTo(4711);
              assertThat(task.obeyRobots()).isFalse();
              assertThat(task.urls())
                  .containsExactly(new FetchTask.TaskUrl(id(job, A), A, 0, "page"));
            });
  }

  @Test
  void aLeasedUrlIsNotLeasedAgain() {
    JobContext job = crawl.job();
    crawl.offer(job, A);
    assertThat(crawl.leasedUrls()).hasSize(1);
    Sql.update(connection, "UPDATE host_queue SET due_at = now(), queued = 5");
    assertThat(crawl.leasedUrls()).isEmpty();
  }

  @Test
  void whatWasSettledIsSettledOnce() {
    JobContext job = crawl.job();
    crawl.offer(job, A);
    crawl.lease();
    assertThat(crawl.settle(job, new Verdict.Fetched(10), id(job, A))).isEqualTo(1);
    assertThat(crawl.settle(job, new Verdict.Fetched(10), id(job, A))).isZero();
    assertThat(crawl.counter(job, "fetched")).isEqualTo(1);
    assertThat(crawl.counter(job, "bytes")).isEqualTo(10);
  }

  @Test
  void aTaskIsClosedExactlyWhenNoUrlOfItIsLeased() {
    JobContext job =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\"}}");
    crawl.offer(job, A, "http://a.example/2", "http://a.example/3");
    List<UUID> leased = crawl.leasedUrls();
    assertThat(leased).hasSize(3);
    assertThat(number("SELECT count(*) FROM task")).isEqualTo(1);
    crawl.settle(job, new Verdict.Fetched(1), leased.get(0), leased.get(1));
    assertThat(number("SELECT count(*) FROM task")).isEqualTo(1);
    crawl.settle(job, new Verdict.Failed(0, true), leased.get(2));
    assertThat(number("SELECT count(*) FROM task")).isZero();
  }

  @Test
  void whatIsTriedAgainWaitsItsPauseAndCountsAnAttempt() {
    JobContext job = crawl.job();
    crawl.offer(job, A);
    crawl.lease();
    crawl.settle(job, new Verdict.Again(Duration.ofSeconds(8), true), id(job, A));
    assertThat(crawl.openColumn(id(job, A), "attempt")).contains("1");
    assertThat(number("SELECT queued FROM host_queue")).isEqualTo(1);
    assertThat(number("SELECT round(extract(epoch FROM due_at - now()) * 1000) FROM host_queue"))
        .isEqualTo(8_000);
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    assertThat(crawl.leasedUrls()).as("its time has not come").isEmpty();
    assertThat(number("SELECT round(extract(epoch FROM due_at - now()) * 1000) FROM host_queue"))
        .as("then the queue is due when the URL is")
        .isEqualTo(8_000);
    later();
    assertThat(crawl.lease().get(0).urls().get(0).attempt()).isEqualTo(1);
  }

  @Test
  void whatWasNotRequestedCountsNoAttempt() {
    JobContext job = crawl.job();
    crawl.offer(job, A);
    crawl.lease();
    crawl.settle(job, new Verdict.Again(Duration.ZERO, false), id(job, A));
    assertThat(crawl.openColumn(id(job, A), "attempt")).contains("0");
  }

  @Test
  void aLeaseThatRanOutPutsItsUrlsBackWithoutAnAttempt() {
    JobContext job = limited(5);
    crawl.offer(job, A, "http://a.example/2");
    crawl.lease();
    assertThat(requested(job)).isEqualTo(2);
    expire();
    assertThat(crawl.openColumn(id(job, A), "attempt")).contains("0");
    assertThat(number("SELECT queued FROM host_queue")).isEqualTo(2);
    assertThat(number("SELECT count(*) FROM task")).isZero();
    assertThat(requested(job)).isZero();
    assertThat(crawl.leasedUrls()).hasSize(2);
  }

  @Test
  void aResultThatComesAfterTheLeaseRanOutStillCounts() {
    JobContext job = crawl.job();
    crawl.offer(job, A);
    crawl.lease();
    expire();
    crawl.settle(job, new Verdict.Fetched(1), id(job, A));
    assertThat(number("SELECT queued FROM host_queue")).isZero();
    assertThat(crawl.counter(job, "fetched")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
  }

  @Test
  void maxPagesIsNeverExceeded() {
    JobContext job = limited(3);
    crawl.offer(
        job,
        A,
        "http://a.example/2",
        "http://a.example/3",
        "http://a.example/4",
        "http://a.example/5");
    assertThat(crawl.leasedUrls()).hasSize(3);
    Sql.update(connection, "DELETE FROM task");
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    assertThat(crawl.leasedUrls()).isEmpty();
    assertThat(requested(job)).isEqualTo(3);
  }

  @Test
  void aUrlThatWasNotRequestedGivesItsPartOfTheBudgetBack() {
    JobContext job = limited(1);
    crawl.offer(job, A, "http://a.example/2");
    UUID first = crawl.leasedUrls().get(0);
    crawl.settle(job, new Verdict.Excluded("robots-disallowed"), first);
    assertThat(requested(job)).isZero();
    later();
    assertThat(crawl.leasedUrls()).hasSize(1);
  }

  @Test
  void aRetryNeedsNoBudgetOfItsOwn() {
    JobContext job = limited(1);
    crawl.offer(job, A, "http://a.example/2");
    UUID first = crawl.leasedUrls().get(0);
    crawl.settle(job, new Verdict.Again(Duration.ZERO, true), first);
    assertThat(requested(job)).isEqualTo(1);
    later();
    assertThat(crawl.leasedUrls()).containsExactly(first);
    crawl.settle(job, UNREQUESTED, first);
    assertThat(requested(job)).as("the first request was made").isEqualTo(1);
  }

  /** It read all of the queue, of which it could take nothing, 50 times a second. */
  @Test
  void withTheBudgetTakenTheQueueIsNotRead() {
    JobContext job = limited(1);
    crawl.offer(job, A);
    UUID first = crawl.leasedUrls().get(0);
    crawl.offer(
        job,
        IntStream.range(0, 3_000)
            .mapToObj(i -> candidate(job, "http://a.example/fresh/" + i, 1))
            .toArray(Candidate[]::new));
    crawl.settle(job, new Verdict.Again(Duration.ofMillis(400), true), first);
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    Sql.update(connection, "ANALYZE open_url");
    long read = readOfQueues();
    assertThat(crawl.lease()).isEmpty();
    assertThat(readOfQueues() - read).isLessThan(100);
    assertThat(untilDue()).isEqualTo(400);
    later();
    read = readOfQueues();
    assertThat(crawl.leasedUrls()).containsExactly(first);
    assertThat(readOfQueues() - read).isLessThan(100);
  }

  @Test
  void withTheBudgetTakenTheQueueIsLookedAtAfterASecond() {
    JobContext job = limited(1);
    crawl.offer(job, A, "http://a.example/2");
    UUID first = crawl.leasedUrls().get(0);
    crawl.offer(job, "http://a.example/3");
    Sql.update(connection, "DELETE FROM task");
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    assertThat(crawl.lease()).isEmpty();
    assertThat(untilDue()).isEqualTo(1_000);
    crawl.settle(job, new Verdict.Excluded("robots-disallowed"), first);
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    assertThat(crawl.leasedUrls()).hasSize(1);
  }

  private long readOfQueues() {
    return number(
        "SELECT seq_tup_read + idx_tup_fetch FROM pg_stat_xact_user_tables WHERE relname ="
            + " 'open_url'");
  }

  private long untilDue() {
    return number("SELECT (extract(epoch FROM due_at - now()) * 1000)::bigint FROM host_queue");
  }

  /** The lease gave its budget back; the result that came late gave it back once more. */
  @Test
  void theBudgetOfALeaseThatRanOutIsGivenBackOnce() {
    JobContext job = limited(5);
    crawl.offer(job, A, "http://a.example/2");
    crawl.lease();
    expire();
    crawl.settle(job, UNREQUESTED, id(job, A));
    assertThat(requested(job)).isZero();
  }

  @Test
  void aRequestWhoseLeaseRanOutCountsWhenItsResultComes() {
    JobContext job = limited(5);
    crawl.offer(job, A, "http://a.example/2");
    crawl.lease();
    expire();
    crawl.settle(job, new Verdict.Fetched(1), id(job, A));
    assertThat(requested(job)).isEqualTo(1);
  }

  @Test
  void aBudgetThatAnotherNodeUsedUpMeanwhileIsNotReserved() {
    JobContext job = limited(2);
    Budgets budgets = new Budgets();
    budgets.reserve(connection, Map.of(job.num(), 1L));
    assertThat(budgets.left(connection, List.of(job))).containsEntry(job.num(), 1L);
    assertThatThrownBy(() -> budgets.reserve(connection, Map.of(job.num(), 2L)))
        .isInstanceOf(BudgetTakenException.class);
    assertThat(requested(job)).isEqualTo(1);
  }

  /** One job over its limit must not stop the dispatching of all. */
  @Test
  void whoReservesNothingIsNotRefused() {
    JobContext job = limited(2);
    Sql.update(connection, "UPDATE job SET requested = 3");
    new Budgets().reserve(connection, Map.of(job.num(), 0L));
    assertThat(requested(job)).isEqualTo(3);
  }

  @Test
  void aJobWithoutLimitHasNoBudget() {
    JobContext job = crawl.job();
    Budgets budgets = new Budgets();
    budgets.reserve(connection, Map.of(job.num(), 1_000L));
    assertThat(budgets.left(connection, List.of(job))).isEmpty();
  }

  /** New hosts of a paused job stood at the head of the line, and nobody took them away. */
  @Test
  void theQueuesOfAJobThatDoesNotRunDoNotStandInTheWayOfOthers() {
    JobContext paused = crawl.job();
    crawl.queues.hold(connection, paused.num());
    Sql.update(connection, "UPDATE job SET state = 'PAUSED' WHERE num = ?", paused.num());
    Candidate[] found = new Candidate[300];
    for (int i = 0; i < found.length; i++) {
      found[i] = candidate(paused, "http://h" + i + ".example/", 1);
    }
    crawl.offer(paused, found);
    JobContext running = crawl.job();
    crawl.offer(running, A);
    crawl.lease();
    crawl.lease();
    assertThat(crawl.openColumn(id(running, A), "task"))
        .hasValueSatisfying(
            task -> assertThat(task).as("the task of the other job's URL").isNotEmpty());
  }

  @Test
  void twoJobsOnAHostWithADelayDoNotAskItAtTheSameMoment() {
    String request =
        """
        {"seeds": ["http://a.example/"],
         "politeness": {"delay": "PT1S", "connectionsPerHost": 2}}
        """;
    JobContext one = crawl.job(request);
    JobContext two = crawl.job(request);
    crawl.offer(one, A);
    crawl.offer(two, A);
    assertThat(crawl.leasedUrls()).hasSize(1);
  }

  /** The other job's share took all connections and then used none: this queue slept for ever. */
  @Test
  void aQueueIsNotLeftToAReleaseThatNeverComes() {
    String request = "{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\"}}";
    JobContext waits = crawl.job(request);
    JobContext ready = crawl.job(request);
    crawl.offer(waits, "http://a.example/0");
    crawl.offer(ready, A);
    Sql.update(
        connection,
        "UPDATE open_url SET due_at = now() + interval '1 h' WHERE job = ?",
        waits.num());
    Sql.update(
        connection,
        "UPDATE host_queue SET due_at = now() - interval '1 s' WHERE job = ?",
        waits.num());
    assertThat(crawl.leasedUrls()).isEmpty();
    assertThat(crawl.leasedUrls()).containsExactly(id(ready, A));
  }

  @Test
  void noMoreConnectionsAreUsedThanAreFree() {
    JobContext job = crawl.job(); // four connections
    for (int i = 0; i < 40; i++) {
      crawl.offer(job, "http://a.example/" + i);
    }
    List<FetchTask> tasks = crawl.lease();
    assertThat(tasks).hasSize(4).allSatisfy(task -> assertThat(task.urls()).hasSize(4));
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
    assertThat(crawl.lease()).isEmpty();
    crawl.release(tasks.get(0));
    later();
    assertThat(crawl.lease()).hasSize(1);
  }

  @Test
  void deltasOfOneShardAddUp() {
    JobContext job = crawl.job();
    CounterDelta one = new CounterDelta(1, 2, 3, 4, 5, 6, 7, 8);
    CounterDelta.add(connection, 7, Map.of(job.num(), one));
    CounterDelta.add(connection, 7, Map.of(job.num(), one.plus(one)));
    CounterDelta.add(connection, 8, Map.of(job.num(), CounterDelta.NONE));
    assertThat(number("SELECT count(*) FROM job_counter")).isEqualTo(1);
    assertThat(crawl.counter(job, "discovered")).isEqualTo(3);
    assertThat(crawl.counter(job, "fetched")).isEqualTo(6);
    assertThat(crawl.counter(job, "redirected")).isEqualTo(9);
    assertThat(crawl.counter(job, "failed")).isEqualTo(12);
    assertThat(crawl.counter(job, "excluded")).isEqualTo(15);
    assertThat(crawl.counter(job, "bytes")).isEqualTo(18);
    assertThat(crawl.counter(job, "duplicates")).isEqualTo(21);
    assertThat(crawl.counter(job, "not_modified")).isEqualTo(24);
  }

  @Test
  void whenNothingIsDueYetTheQueueSleepsUntilTheFirstIs() {
    JobContext job = crawl.job();
    crawl.offer(job, A);
    assertThat(Picked.nextDue(connection, queue(), true)).isEqualTo(Duration.ofMillis(20));
    Sql.update(connection, "UPDATE open_url SET due_at = now() + interval '3 s'");
    assertThat(Picked.nextDue(connection, queue(), true)).isEqualTo(Duration.ofSeconds(3));
    crawl.settle(job, new Verdict.Fetched(0), id(job, A));
    assertThat(Picked.nextDue(connection, queue(), true))
        .isEqualTo(HostQueues.Taken.UNTIL_AN_EVENT);
  }

  private dev.trawl.host.QueueKey queue() {
    return Sql.query(
            connection,
            "SELECT job, host_id FROM host_queue",
            row -> new dev.trawl.host.QueueKey(row.getInt(1), row.getLong(2)))
        .get(0);
  }
}
