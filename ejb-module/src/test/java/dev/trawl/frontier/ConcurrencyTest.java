package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.batch.BackOff;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Sql;
import dev.trawl.database.SqlFailure;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two transactions at once, each on a connection of its own. */
@Timeout(60)
class ConcurrencyTest {
  private final Connection first;
  private final Connection second;
  private final Connection watcher;
  private final Frontiers one;
  private final Frontiers two;

  ConcurrencyTest() throws SQLException {
    first = TestDatabase.connect();
    second = TestDatabase.connect();
    watcher = TestDatabase.connect();
    one = new Frontiers(first);
    two = new Frontiers(second);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    first.close();
    second.close();
    watcher.close();
  }

  private static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(20, TimeUnit.SECONDS);
  }

  private static void commit(Connection connection) {
    try {
      connection.commit();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void rollback(Connection connection) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void urlsThatTwoTransactionsOfferInDifferentOrderAreNeitherLostNorDoubled() throws Exception {
    JobContext job = one.job();
    commit(first);
    List<Candidate> urls = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      urls.add(candidate(job, "http://h" + i % 7 + ".example/" + i, 1 + i % 5));
    }
    CyclicBarrier together = new CyclicBarrier(2);
    CompletableFuture<Void> mine =
        CompletableFuture.runAsync(() -> offerInParts(one, job, urls, new Random(1), together));
    CompletableFuture<Void> theirs =
        CompletableFuture.runAsync(() -> offerInParts(two, job, urls, new Random(2), together));
    get(mine);
    get(theirs);
    assertThat(one.counter(job, "discovered")).isEqualTo(300);
    assertThat(TestDatabase.number(watcher, "SELECT count(*) FROM url")).isEqualTo(300);
    assertThat(TestDatabase.number(watcher, "SELECT count(*) FROM open_url")).isEqualTo(300);
    assertThat(TestDatabase.number(watcher, "SELECT sum(queued) FROM host_queue")).isEqualTo(300);
    assertThat(TestDatabase.number(watcher, "SELECT count(*) FROM host")).isEqualTo(7);
  }

  /** Thirty at a time in one transaction of three parts, so that the two may well deadlock. */
  private static void offerInParts(
      Frontiers crawl, JobContext job, List<Candidate> urls, Random order, CyclicBarrier together) {
    List<Candidate> shuffled = new ArrayList<>(urls);
    Collections.shuffle(shuffled, order);
    BackOff backOff = new BackOff("offering");
    for (int from = 0; from < shuffled.size(); from += 30) {
      List<Candidate> part = shuffled.subList(from, from + 30);
      if (from == 0) {
        await(together);
      }
      backOff.untilDone(() -> offerAll(crawl, job, part), Infrastructure::isAway);
    }
  }

  private static void offerAll(Frontiers crawl, JobContext job, List<Candidate> part) {
    try {
      Changes changes = new Changes();
      for (int i = 0; i < part.size(); i += 10) {
        crawl.frontier.offer(job, part.subList(i, i + 10), changes);
      }
      crawl.frontier.write(changes);
      commit(crawl.connection);
    } catch (RuntimeException e) {
      rollback(crawl.connection);
      throw e;
    }
  }

  private static void await(CyclicBarrier barrier) {
    try {
      barrier.await(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aDeadlockIsNobodysFault() throws Exception {
    JobContext job = one.job();
    one.offer(job, candidate(job, "http://a.example/", 1));
    one.offer(job, candidate(job, "http://b.example/", 1));
    commit(first);
    String lock = "SELECT 1 FROM host WHERE origin = ? FOR UPDATE";
    Sql.query(first, lock, row -> 1, "http://a.example");
    Sql.query(second, lock, row -> 1, "http://b.example");
    CompletableFuture<Optional<SqlFailure>> theirs =
        CompletableFuture.supplyAsync(
            () -> failure(() -> Sql.query(second, lock, row -> 1, "http://a.example"), second));
    TestDatabase.awaitWaiting(watcher, 1);
    Optional<SqlFailure> mine =
        failure(() -> Sql.query(first, lock, row -> 1, "http://b.example"), first);
    SqlFailure deadlock = mine.isPresent() ? mine.get() : get(theirs).orElseThrow();
    assertThat(deadlock).hasMessageContaining("deadlock");
    assertThat(Infrastructure.isAway(deadlock)).isTrue();
  }

  private static Optional<SqlFailure> failure(Runnable action, Connection connection) {
    try {
      action.run();
      return Optional.empty();
    } catch (SqlFailure e) {
      return Optional.of(e);
    } finally {
      rollback(connection);
    }
  }

  /** The page was settled by the longer path just before: nobody offered its outlinks nearer. */
  @Test
  void aShorterPathToAUrlThatIsBeingSettledIsReported() throws Exception {
    JobContext job = one.job();
    Candidate far = candidate(job, "http://a.example/1", 5);
    one.offer(job, far);
    commit(first);

    one.settle(job, new Verdict.Fetched(1), far.id());
    CompletableFuture<Map<UUID, Integer>> nearer =
        CompletableFuture.supplyAsync(
            () -> two.offer(job, candidate(job, "http://a.example/1", 2)));
    TestDatabase.awaitWaiting(watcher, 1);
    commit(first);
    assertThat(get(nearer)).isEqualTo(Map.of(far.id(), 2));
  }

  /** The result was stored with the depth from before, and its outlinks one too deep. */
  @Test
  void whoWaitsForAUrlThatIsBroughtNearerSeesItsNewDepth() throws Exception {
    JobContext job = one.job();
    Candidate far = candidate(job, "http://a.example/1", 5);
    one.offer(job, far);
    commit(first);

    one.offer(job, candidate(job, "http://a.example/1", 2));
    CompletableFuture<List<OpenUrl>> locked =
        CompletableFuture.supplyAsync(() -> two.frontier.lock(List.of(far.id())));
    TestDatabase.awaitWaiting(watcher, 1);
    commit(first);
    assertThat(get(locked)).singleElement().extracting(OpenUrl::depth).isEqualTo(2);
  }

  @Test
  void twoResultsOfOneUrlSettleItOnce() throws Exception {
    JobContext job = one.job();
    Candidate url = candidate(job, "http://a.example/1", 1);
    one.offer(job, url);
    commit(first);
    assertThat(one.settle(job, new Verdict.Fetched(1), url.id())).isEqualTo(1);
    CompletableFuture<Integer> theirs =
        CompletableFuture.supplyAsync(() -> two.settle(job, new Verdict.Failed(0, true), url.id()));
    TestDatabase.awaitWaiting(watcher, 1);
    commit(first);
    assertThat(get(theirs)).isZero();
    commit(second);
    assertThat(one.counter(job, "failed")).isZero();
    assertThat(one.counter(job, "fetched")).isEqualTo(1);
  }

  @Test
  void twoDispatchersLeaseNoUrlTwice() {
    JobContext job = one.job();
    for (int i = 0; i < 20; i++) {
      one.offer(job, candidate(job, "http://h" + i % 4 + ".example/" + i, 1));
    }
    commit(first);
    List<UUID> mine = one.leasedUrls();
    List<UUID> theirs = two.leasedUrls();
    assertThat(mine).isNotEmpty();
    assertThat(theirs).doesNotContainAnyElementsOf(mine);
  }

  @Test
  void anIdempotencyKeyGivesTheSameJobAgainAndRefusesAnotherRequest() {
    JobContext job = one.job();
    IdempotencyKeys keys = new IdempotencyKeys();
    IdempotencyKey key = IdempotencyKey.of("k", "{}");
    assertThat(keys.find(first, key)).isEmpty();
    keys.keep(first, key, job.num());
    assertThat(keys.find(first, key)).contains(job.id());
    assertThatThrownBy(() -> keys.find(first, IdempotencyKey.of("k", "{ }")))
        .isInstanceOf(IdempotencyConflictException.class);
    assertThat(keys.find(first, IdempotencyKey.of("other", "{}"))).isEmpty();
  }

  @Test
  void anIdempotencyKeyIsFreeAgainAfterADayOrWhenItsJobIsDeleted() {
    JobContext job = one.job();
    JobContext next = one.job();
    IdempotencyKeys keys = new IdempotencyKeys();
    IdempotencyKey key = IdempotencyKey.of("k", "{}");
    keys.keep(first, key, job.num());
    Sql.update(first, "UPDATE job SET deleted = true WHERE num = ?", job.num());
    assertThat(keys.find(first, key)).isEmpty();
    keys.keep(first, IdempotencyKey.of("k", "[]"), next.num());
    assertThat(keys.find(first, IdempotencyKey.of("k", "[]"))).contains(next.id());
    Sql.update(first, "UPDATE idempotency_key SET created = now() - interval '24 hours 1 second'");
    assertThat(keys.find(first, key)).isEmpty();
  }

  @Test
  void ofTwoRequestsWithOneKeyTheSecondWaitsAndGetsTheFirstsJob() throws Exception {
    JobContext job = one.job();
    IdempotencyKeys keys = new IdempotencyKeys();
    IdempotencyKey key = IdempotencyKey.of("k", "{}");
    assertThat(keys.find(first, key)).isEmpty();
    CompletableFuture<Optional<UUID>> theirs =
        CompletableFuture.supplyAsync(() -> keys.find(second, key));
    TestDatabase.awaitWaiting(watcher, 1);
    keys.keep(first, key, job.num());
    commit(first);
    assertThat(get(theirs)).contains(job.id());
  }
}
