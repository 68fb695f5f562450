package dev.trawl.frontier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
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
}
