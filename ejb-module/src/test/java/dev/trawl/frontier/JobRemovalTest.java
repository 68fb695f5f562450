package dev.trawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes with a job. */
@Timeout(60)
class JobRemovalTest extends OnFrontier {
  @Test
  void samplesOfItsCountersGoWithAJob() {
    JobContext job = crawl.job();
    JobContext other = crawl.job();
    for (JobContext one : new JobContext[] {job, other}) {
      Sql.update(
          connection,
          """
          INSERT INTO job_history (job, tick, step, at, discovered, in_flight, fetched, redirected, failed, excluded, bytes)
          VALUES (?, 0, 1, now(), 0, 0, 0, 0, 0, 0, 0)
          """,
          one.num());
    }
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
    crawl.remove(job);
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM job_history")).isEqualTo(1);
    assertThat(TestDatabase.number(connection, "SELECT max(job) FROM job_history"))
        .isEqualTo(other.num());
  }

  /** It held them until its last URL was gone: minutes, of a large job. */
  @Test
  void hostsAreLeftToOthersAsSoonAsNothingIsOpen() {
    JobContext job =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT1H\"}}");
    JobContext other = crawl.job();
    crawl.offer(job, "http://a.example/1");
    assertThat(crawl.lease()).hasSize(1);
    crawl.offer(other, "http://a.example/2");
    assertThat(crawl.lease()).as("its only connection is taken").isEmpty();
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
    crawl.remove(job);
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM url")).isEqualTo(2);
    Sql.update(connection, "UPDATE host_queue SET due_at = now() WHERE due_at < 'infinity'");
    assertThat(crawl.lease())
        .singleElement()
        .satisfies(task -> assertThat(task.jobId()).isEqualTo(other.id()));
  }

  @Test
  void aConnectionInUseIsKeptUntilTheRequestEnds() {
    JobContext job = crawl.job();
    JobContext other = crawl.job("{\"seeds\": [\"http://a.example/\"]}");
    crawl.offer(job, "http://a.example/1");
    UUID task = crawl.lease().get(0).taskId();
    crawl.offer(other, "http://a.example/2");
    Sql.update(
        connection,
        "INSERT INTO node (incarnation, id, roles, version, tasks) VALUES (?, 'n1', 'fetch', '1', ?)",
        UUID.randomUUID(),
        new UUID[] {task});
    Sql.update(connection, "UPDATE job SET deleted = true WHERE num = ?", job.num());
    crawl.remove(job);
    assertThat(open()).isEqualTo(1);
    Sql.update(connection, "UPDATE node SET beat = now() - interval '1 hour'");
    crawl.remove(job);
    assertThat(open()).isZero();
  }

  private long open() {
    return TestDatabase.number(connection, "SELECT count(*) FROM task WHERE open");
  }

  @Test
  void noHostIsLockedWhileWhoTakesSamplesIsWaitedFor() throws Exception {
    JobContext job = crawl.job();
    crawl.offer(job, "http://a.example/");
    assertThat(crawl.lease()).as("holds a connection to the host").hasSize(1);
    Sql.update(connection, "UPDATE job SET deleted = true");
    crawl.remove(job);
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM host_queue")).isZero();
    connection.commit();
    try (Connection sampler = TestDatabase.connect();
        Connection other = TestDatabase.connect()) {
      Sql.query(sampler, "SELECT pg_advisory_xact_lock(7212019)", row -> 1);
      CompletableFuture<Void> removal = CompletableFuture.runAsync(() -> crawl.remove(job));
      TestDatabase.awaitWaiting(other, 1);
      assertThat(Sql.query(other, "SELECT 1 FROM host FOR UPDATE NOWAIT", row -> 1)).hasSize(1);
      other.rollback();
      sampler.rollback();
      removal.get(20, TimeUnit.SECONDS);
    }
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM job")).isZero();
  }
}
