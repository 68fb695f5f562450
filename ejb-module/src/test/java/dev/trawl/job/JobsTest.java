package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which jobs are to be looked at. */
@Timeout(60)
class JobsTest {
  private final Jobs jobs = new Jobs();
  private final Connection connection;

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  JobsTest() throws SQLException {
    connection = TestDatabase.connect();
    jobs.em = TestDatabase.entityManager(connection);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private int job(String state) {
    return Sql.query(
            connection,
            "INSERT INTO job (id, request, state, created, started) VALUES (?, '{}', ?, now(), now()) RETURNING num",
            row -> row.getInt(1),
            UUID.randomUUID(),
            state)
        .get(0);
  }

  /** With a URL that waits. */
  private int openJob(String state) {
    int num = job(state);
    open(num, UrlId.of(num, CrawlUrl.parse("http://a.example/").orElseThrow()));
    open(num, UrlId.first(num));
    open(num, UrlId.last(num));
    return num;
  }

  private void open(int num, UUID id) {
    Sql.update(
        connection,
        "INSERT INTO open_url (id, job, host_id, depth) VALUES (?, ?, 1, 0) ON CONFLICT DO NOTHING",
        id,
        num);
  }

  private void set(int num, String change) {
    Sql.update(connection, "UPDATE job SET " + change + " WHERE num = ?", num);
  }

  private void assertEnding(Integer... nums) {
    assertThat(jobs.ending()).extracting(Jobs.Ending::num).containsExactly(nums);
  }

  @Test
  void aJobWithOpenUrlsAndWithoutLimitsIsLeftAlone() {
    openJob("RUNNING");
    openJob("PAUSED");
    assertEnding();
    assertThat(jobs.isAnyUnfinished()).isTrue();
  }

  @Test
  void oneThatHasNothingOpenMayHaveToEnd() {
    openJob("RUNNING");
    int done = job("RUNNING");
    openJob("RUNNING");
    assertEnding(done);
  }

  @Test
  void theIdsOfEveryJobAreItsOwn() {
    int num = openJob("RUNNING");
    for (UUID id : new UUID[] {UrlId.first(num), UrlId.last(num)}) {
      Sql.update(connection, "DELETE FROM open_url WHERE id <> ?", id);
      assertEnding();
      open(num, UrlId.first(num));
      open(num, UrlId.last(num));
    }
    Sql.update(connection, "DELETE FROM open_url");
    open(num + 1, UrlId.first(num + 1));
    assertEnding(num);
  }

  @Test
  void oneThatIsStoppedOrDeletedIsFound() {
    int stopping = openJob("STOPPING");
    int deleted = openJob("RUNNING");
    set(deleted, "deleted = true");
    int gone = job("COMPLETED");
    set(gone, "finished = now(), deleted = true");
    int over = job("COMPLETED");
    set(over, "finished = now()");
    assertThat(jobs.ending())
        .extracting(Jobs.Ending::num, Jobs.Ending::deleted)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(stopping, false),
            org.assertj.core.groups.Tuple.tuple(deleted, true),
            org.assertj.core.groups.Tuple.tuple(gone, true));
  }

  @Test
  void oneThatHasReachedALimitIsFound() {
    int pages = openJob("RUNNING");
    set(pages, "max_pages = 5, requested = 4");
    int time = openJob("RUNNING");
    set(time, "max_seconds = 60");
    int bytes = openJob("RUNNING");
    set(bytes, "max_bytes = 10");
    Sql.update(
        connection,
        "INSERT INTO job_counter (job, shard, bytes) VALUES (?, 0, 5), (?, 1, 4)",
        bytes,
        bytes);
    assertEnding();
    set(pages, "requested = 5");
    set(time, "started = now() - interval '61 s'");
    Sql.update(connection, "UPDATE job_counter SET bytes = 5");
    assertEnding(pages, time, bytes);
  }

  @Test
  void theCountersOfSeveralJobsAreThoseOfEach() {
    int first = openJob("RUNNING");
    int second = job("RUNNING");
    int other = openJob("RUNNING");
    Sql.update(
        connection,
        "UPDATE open_url SET task = gen_random_uuid() WHERE id <> ?",
        UrlId.first(first));
    Sql.update(
        connection,
        """
        INSERT INTO job_counter (job, shard, discovered, fetched, redirected, failed, excluded, bytes)
        VALUES (?, 0, 9, 1, 1, 0, 0, 5), (?, 1, 1, 0, 0, 1, 2, 4), (?, 0, 7, 0, 0, 0, 0, 0)
        """,
        first,
        first,
        other);
    assertThat(jobs.counters(List.of(second, first)))
        .containsOnlyKeys(first, second)
        .containsEntry(first, new Counters(10, 3, 2, 1, 1, 1, 2, 9, 0, 0))
        .containsEntry(second, new Counters(0, 0, 0, 0, 0, 0, 0, 0, 0, 0))
        .containsEntry(first, jobs.counters(first));
    assertThat(jobs.counters(List.of())).isEmpty();
  }

  @Test
  void onlyWhatWasAcceptedIsToBeStarted() {
    openJob("RUNNING");
    int queued = openJob("QUEUED");
    int deleted = openJob("QUEUED");
    set(deleted, "deleted = true");
    assertThat(jobs.queued())
        .singleElement()
        .isEqualTo(
            Sql.query(
                    connection,
                    "SELECT id FROM job WHERE num = ?",
                    row -> row.getObject(1, UUID.class),
                    queued)
                .get(0));
  }

  @Test
  void withoutJobsThereIsNothingToDo() {
    int over = job("COMPLETED");
    set(over, "finished = now()");
    assertThat(jobs.isAnyUnfinished()).isFalse();
    assertEnding();
    assertThat(jobs.queued()).isEmpty();
  }
}
