package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.cluster.Peers;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How what is queued of a shut area is excluded, beside the leasing of all else. */
@Timeout(60)
class TrapSweepTest extends OnFrontier {
  private final JobAdvance advance = new JobAdvance();

  /** A job with an area that was shut, and has 4,495 URLs queued. */
  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  private JobContext shut(Peers peers) {
    advance.traps = crawl.traps;
    advance.peers = peers;
    JobContext job = crawl.job();
    offer(job, "http://a.example/page-", 5);
    offer(job, "http://a.example/cal/", 3_500);
    offer(job, "https://a.example/cal/", 995);
    offer(job, "http://b.example/?a.example/cal/", 3);
    Sql.update(
        connection,
        """
        INSERT INTO trap_watch (job, area, state, requests, growing, deep, shut_at, rule)
        VALUES (?, 'a.example/cal/', 'shut', 1000, 1000, 1000, now(), ?)
        """,
        job.num(),
        ShutAreas.ENDLESS);
    Sql.update(connection, "UPDATE job SET scope_version = scope_version + 1");
    return job;
  }

  private void offer(JobContext job, String beginning, int urls) {
    crawl.offer(
        job,
        IntStream.range(0, urls)
            .mapToObj(i -> candidate(job, beginning + i, 1))
            .toArray(Candidate[]::new));
  }

  private long excluded() {
    return TestDatabase.number(
        connection, "SELECT count(*) FROM url WHERE excluded = ?", ShutAreas.ENDLESS);
  }

  private String state() {
    return Sql.query(connection, "SELECT state FROM trap_watch", row -> row.getString(1)).get(0);
  }

  /** Nothing was leased, of any job, until the last of them was excluded. */
  @Test
  void eachAdvanceLooksAtSomeOfTheAreasHosts() {
    JobContext job = shut(new Peers());
    advance.shutTraps();
    assertThat(excluded()).isEqualTo(1_995);
    assertThat(state()).isEqualTo("shut");
    advance.shutTraps();
    assertThat(excluded()).isEqualTo(3_995);
    advance.shutTraps();
    assertThat(excluded()).isEqualTo(4_495);
    assertThat(state()).isEqualTo("swept");
    assertThat(TestDatabase.number(connection, "SELECT excluded FROM trap_watch")).isEqualTo(4_495);
    assertThat(TestDatabase.number(connection, "SELECT count(*) FROM open_url")).isEqualTo(8);
    assertThat(crawl.counter(job, "excluded")).isEqualTo(4_495);
  }

  @Test
  void ofSeveralNodesOneDoesIt() {
    shut(
        new Peers() {
          @Override
          public boolean isFirst() {
            return false;
          }
        });
    advance.shutTraps();
    assertThat(excluded()).isZero();
  }
}
