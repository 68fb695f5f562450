package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Mostly in one transaction, where time passes as the test says. */
@Timeout(120)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class HistoriesTest {
  private final Connection connection;
  private final Histories histories = new Histories();

  HistoriesTest() throws SQLException {
    connection = TestDatabase.connect();
    histories.em = TestDatabase.entityManager(connection);
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

  private static void discovered(Connection connection, int job, long count) {
    Sql.update(
        connection,
        """
        INSERT INTO job_counter (job, shard, discovered) VALUES (?, 3, ?)
        ON CONFLICT (job, shard) DO UPDATE SET discovered = EXCLUDED.discovered
        """,
        job,
        count);
  }

  private void pass(int seconds) {
    Sql.update(
        connection, "UPDATE job_history SET at = at - ? * interval '1 s'", Long.valueOf(seconds));
  }

  private List<Sample> samples(int job) {
    return histories.last(job, Histories.MOST).samples();
  }

  private List<Long> discovered(int job) {
    return samples(job).stream().map(Sample::discovered).toList();
  }

  private Duration interval(int job) {
    return histories.last(job, 1).interval();
  }

  @Test
  void aSampleHasTheCountersOfItsTime() {
    int other = job("RUNNING");
    discovered(connection, other, 1_000);
    int job = job("RUNNING");
    Sql.update(
        connection,
        """
        INSERT INTO job_counter (job, shard, discovered, fetched, redirected, failed, excluded, bytes)
        VALUES (?, 0, 100, 10, 1, 2, 3, 5000000000), (?, 15, 50, 20, 4, 5, 6, 7)
        """,
        job,
        job);
    for (boolean sitemap : new boolean[] {false, false, true}) {
      Sql.update(
          connection,
          "INSERT INTO open_url (id, job, host_id, depth, task, sitemap) VALUES (?, ?, 1, 0, ?, ?)",
          UUID.randomUUID(),
          job,
          UUID.randomUUID(),
          sitemap);
    }
    Sql.update(
        connection,
        "INSERT INTO open_url (id, job, host_id, depth) VALUES (?, ?, 1, 0)",
        UrlId.first(job),
        job);
    histories.sample();
    assertThat(samples(job))
        .singleElement()
        .satisfies(
            sample ->
                assertThat(sample)
                    .isEqualTo(new Sample(sample.at(), 150, 97, 2, 30, 5, 7, 9, 5_000_000_007L)));
    Jobs jobs = new Jobs();
    jobs.em = histories.em;
    assertThat(jobs.counters(job).queued()).as("as the job shows it").isEqualTo(97);
    assertThat(discovered(other)).containsExactly(1_000L);
  }

  @Test
  void aJobWithoutCountersHasASampleOfNothing() {
    int job = job("RUNNING");
    assertThat(samples(job)).isEmpty();
    assertThat(interval(job)).isEqualTo(Duration.ofSeconds(10));
    histories.sample();
    assertThat(discovered(job)).containsExactly(0L);
  }

  @Test
  void onlyJobsThatRunGetSamples() {
    int running = job("RUNNING");
    int stopping = job("STOPPING");
    List<Integer> others = List.of(job("QUEUED"), job("PAUSED"), job("COMPLETED"), job("STOPPING"));
    Sql.update(connection, "UPDATE job SET finished = now() WHERE state = 'COMPLETED'");
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", others.get(3));
    histories.sample();
    assertThat(samples(running)).hasSize(1);
    assertThat(samples(stopping)).hasSize(1);
    assertThat(others).allSatisfy(job -> assertThat(samples(job)).isEmpty());
  }

  @Test
  void samplesAreTenSecondsApartHoweverManyNodesTakeThem() {
    int job = job("RUNNING");
    histories.sample();
    histories.sample();
    pass(4);
    histories.sample();
    assertThat(samples(job)).hasSize(1);
    pass(6);
    histories.sample();
    histories.sample();
    assertThat(samples(job)).hasSize(2);
  }

  @Test
  void whenThereAreMoreThan512EverySecondGoesAndTheIntervalDoubles() {
    int job = job("RUNNING");
    keep(job, 0, 510, 1);
    sampleAt(job, 511);
    assertThat(discovered(job)).hasSize(512).endsWith(510L, 511L);
    assertThat(interval(job)).isEqualTo(Duration.ofSeconds(10));

    sampleAt(job, 512);
    assertThat(discovered(job)).isEqualTo(everySoMany(2, 512));
    assertThat(interval(job)).isEqualTo(Duration.ofSeconds(20));

    sampleAt(job, 513);
    assertThat(discovered(job)).as("not due").hasSize(257);
    keep(job, 514, 1_020, 2);
    sampleAt(job, 1_022);
    sampleAt(job, 1_023);
    assertThat(discovered(job)).isEqualTo(everySoMany(2, 1_022)).hasSize(512);
    sampleAt(job, 1_024);
    assertThat(discovered(job)).isEqualTo(everySoMany(4, 1_024));
    assertThat(interval(job)).isEqualTo(Duration.ofSeconds(40));
  }

  /** Samples as if they had been taken, the last one a step ago. */
  private void keep(int job, int first, int last, int step) {
    Sql.update(
        connection,
        """
        INSERT INTO job_history (job, tick, step, at, discovered, in_flight, fetched, redirected, failed, excluded, bytes)
        SELECT ?, t, ?, now() - (? + ? - t) * interval '10 s', t, 0, 0, 0, 0, 0, 0 FROM generate_series(?, ?, ?) t
        """,
        job,
        step,
        last,
        step,
        first,
        last,
        step);
  }

  /** Whose counter says which tick it is. */
  private void sampleAt(int job, long tick) {
    discovered(connection, job, tick);
    histories.sample();
    pass(10);
  }

  private static List<Long> everySoMany(int step, long last) {
    return LongStream.rangeClosed(0, last / step).mapToObj(i -> i * step).toList();
  }

  @Test
  void theSampleOfAnEndComesAtOnceAndIsNotOneTooMany() {
    int job = job("RUNNING");
    histories.sample();
    discovered(connection, job, 7);
    HistoryTable.sample(connection, job);
    assertThat(discovered(job)).containsExactly(0L, 7L);
    keep(job, 2, 511, 1);
    assertThat(samples(job)).hasSize(512);
    HistoryTable.sample(connection, job);
    assertThat(samples(job)).hasSize(257);
  }

  @Test
  void aLimitGivesTheLastSamplesTheOldestFirst() {
    int job = job("RUNNING");
    IntStream.range(0, 5).forEach(tick -> sampleAt(job, tick));
    List<Sample> last = histories.last(job, 2).samples();
    assertThat(last).extracting(Sample::discovered).containsExactly(3L, 4L);
    assertThat(last.get(0).at()).isBefore(last.get(1).at());
  }

  @Test
  void theCountersOfTheEndStayWhoeverTakesASampleMeanwhile() throws Exception {
    int job = job("RUNNING");
    connection.commit();
    histories.sample();
    try (Connection ending = TestDatabase.connect()) {
      discovered(ending, job, 7);
      CompletableFuture<Void> end =
          CompletableFuture.runAsync(() -> HistoryTable.sample(ending, job));
      TestDatabase.awaitWaiting(connection, 1);
      connection.commit();
      end.get(10, TimeUnit.SECONDS);
      ending.commit();
    }
    assertThat(discovered(job)).containsExactly(7L);
  }

  @Test
  void aSampleThatComesWhileTheJobEndsIsDropped() throws Exception {
    int job = job("RUNNING");
    discovered(connection, job, 3);
    connection.commit();
    discovered(connection, job, 7);
    HistoryTable.sample(connection, job);
    try (Connection other = TestDatabase.connect()) {
      CompletableFuture<Void> sampling =
          CompletableFuture.runAsync(() -> HistoryTable.sampleRunning(other));
      TestDatabase.awaitWaiting(connection, 1);
      connection.commit();
      sampling.get(10, TimeUnit.SECONDS);
      other.commit();
    }
    assertThat(discovered(job)).containsExactly(7L);
  }

  @Test
  void allOfAJobIsRemovedAfterWhoeverTakesSamples() throws Exception {
    int job = job("RUNNING");
    int other = job("RUNNING");
    connection.commit();
    histories.sample();
    try (Connection removing = TestDatabase.connect()) {
      CompletableFuture<Void> removal =
          CompletableFuture.runAsync(() -> Histories.remove(removing, job));
      TestDatabase.awaitWaiting(connection, 1);
      connection.commit();
      removal.get(10, TimeUnit.SECONDS);
      removing.commit();
    }
    assertThat(samples(job)).isEmpty();
    assertThat(samples(other)).hasSize(1);
  }
}
