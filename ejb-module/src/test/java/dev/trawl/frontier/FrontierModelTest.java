package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static dev.trawl.frontier.Frontiers.keptOut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.message.FetchTask;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is done to a frontier in whatever order, its counters, queues and tasks say the same as
 * its URLs. The order is random, but always the same for a seed.
 */
@Timeout(120)
class FrontierModelTest {
  private static final int STEPS = 120;
  private static final int MAX_DEPTH = 4;

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  /** The crawl and what the test knows of it. */
  private static final class Model {
    final Connection connection;
    final Frontiers crawl;
    final Random random;
    final List<JobContext> jobs = new ArrayList<>();

    /** Tasks that a fetcher has, some of them given back or settled long ago. */
    final List<FetchTask> sent = new ArrayList<>();

    /** Least depth by which a URL was offered in scope. */
    final Map<UUID, Integer> depths = new HashMap<>();

    /** URLs that were requested. */
    final Set<UUID> requested = new HashSet<>();

    Model(Connection connection, long seed) {
      this.connection = connection;
      this.crawl = new Frontiers(connection);
      this.random = new Random(seed);
      for (String limit :
          new String[] {
            "", ", \"maxPages\": 25", ", \"maxPagesPerHost\": 6, \"maxPagesPerDirectory\": 3"
          }) {
        jobs.add(
            crawl.job(
                "{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\", \"connectionsPerHost\": 2},"
                    + " \"scope\": {\"within\": \"any\", \"maxDepth\": "
                    + MAX_DEPTH
                    + limit
                    + "}}"));
      }
    }

    JobContext anyJob() {
      return jobs.get(random.nextInt(jobs.size()));
    }

    void step() {
      switch (random.nextInt(9)) {
        case 0, 1 -> offer();
        case 2, 3 -> lease();
        case 4, 5 -> settle();
        case 6 -> release();
        case 7 -> crawl.sweepBudgets();
        default -> expire();
      }
    }

    private void offer() {
      JobContext job = anyJob();
      Candidate[] found = new Candidate[1 + random.nextInt(12)];
      boolean widened = random.nextInt(3) == 0; // one scope judges all of an offer
      for (int i = 0; i < found.length; i++) {
        int number = random.nextInt(60);
        String url = "http://h" + number % 4 + ".example/" + number % 3 + "/" + number;
        int depth = random.nextInt(MAX_DEPTH + 3);
        boolean outside = number >= 50 && !widened;
        found[i] = outside ? keptOut(job, url, depth, "within") : candidate(job, url, depth);
        if (!outside) {
          depths.merge(found[i].id(), depth, Math::min);
        }
      }
      crawl.offer(job, found);
    }

    /** Queues are due in the order of their hosts, so that the history is that of the seed. */
    private void lease() {
      Sql.update(
          connection,
          "UPDATE host_queue SET due_at = now() - (host_id * 8 + job) * interval '1 ms' WHERE due_at < 'infinity'");
      sent.addAll(crawl.lease());
    }

    private void settle() {
      if (sent.isEmpty()) {
        return;
      }
      FetchTask task = sent.get(random.nextInt(sent.size()));
      JobContext job =
          jobs.stream().filter(one -> one.id().equals(task.jobId())).findFirst().orElseThrow();
      UUID url = task.urls().get(random.nextInt(task.urls().size())).urlId();
      Verdict verdict = verdict();
      boolean settled = crawl.settle(job, verdict, url) > 0;
      boolean asked = verdict instanceof Verdict.Again again ? again.requested() : verdict.isEnd();
      if (settled && asked) {
        requested.add(url);
      }
    }

    private Verdict verdict() {
      Duration pause = random.nextBoolean() ? Duration.ZERO : Duration.ofHours(1);
      return switch (random.nextInt(7)) {
        case 0, 1 -> new Verdict.Fetched(random.nextInt(1_000));
        case 2 -> new Verdict.Redirected(3);
        case 3 -> new Verdict.Failed(0, true);
        case 4 -> new Verdict.Excluded("robots-disallowed");
        case 5 -> new Verdict.Again(pause, true);
        default -> new Verdict.Again(pause, false);
      };
    }

    private void release() {
      if (!sent.isEmpty()) {
        FetchTask task = sent.get(random.nextInt(sent.size()));
        crawl.release(task);
      }
    }

    private void expire() {
      if (!sent.isEmpty()) {
        Sql.update(
            connection,
            "UPDATE task SET lease_until = now() - interval '1 s' WHERE id = ?",
            sent.get(random.nextInt(sent.size())).taskId());
        crawl.givingBack.expired();
      }
    }

    private long number(String sql, Object... arguments) {
      return TestDatabase.number(connection, sql, arguments);
    }

    void check() {
      jobs.forEach(this::checkCounters);
      assertThat(
              number(
                  """
                  SELECT count(*) FROM (SELECT job, host_id, count(*) AS n FROM open_url WHERE task IS NULL GROUP BY 1, 2) o
                  FULL JOIN host_queue q USING (job, host_id) WHERE coalesce(o.n, 0) <> coalesce(q.queued, 0)
                  """))
          .as("queues that do not count their URLs")
          .isZero();
      assertThat(
              number(
                  "SELECT count(*) FROM host_queue q WHERE due_at = 'infinity' AND queued > 0 AND NOT EXISTS (SELECT FROM task t WHERE t.host_id = q.host_id AND t.open)"))
          .as("queues that nobody will ever look at")
          .isZero();
      assertThat(
              number(
                  "SELECT count(*) FROM task t WHERE NOT EXISTS (SELECT FROM open_url o WHERE o.task = t.id)"))
          .as("tasks that should be closed")
          .isZero();
      assertThat(
              number(
                  "SELECT count(*) FROM open_url o WHERE task IS NOT NULL AND NOT EXISTS (SELECT FROM task t WHERE t.id = o.task)"))
          .as("leased URLs without a task")
          .isZero();
      assertThat(
              number(
                  "SELECT count(*) FROM open_url o JOIN url u USING (id) WHERE o.depth <> u.depth OR u.excluded IS NOT NULL"))
          .as("open URLs that disagree with what is known of them")
          .isZero();
      assertThat(
              number(
                  "SELECT coalesce(max(n), 0) FROM (SELECT count(*) AS n FROM task WHERE open GROUP BY host_id) t"))
          .as("connections to one host")
          .isLessThanOrEqualTo(2);
    }

    private void checkCounters(JobContext job) {
      long open = number("SELECT count(*) FROM open_url WHERE job = ?", job.num());
      long settled = 0;
      for (String counter : new String[] {"fetched", "redirected", "failed", "excluded"}) {
        settled += crawl.counter(job, counter);
      }
      assertThat(crawl.counter(job, "discovered")).isEqualTo(open + settled);
      assertThat(crawl.counter(job, "discovered"))
          .isEqualTo(
              number(
                  "SELECT count(*) FROM url WHERE id BETWEEN ? AND ?",
                  UrlId.first(job.num()),
                  UrlId.last(job.num())));
      assertThat(crawl.counter(job, "excluded"))
          .isEqualTo(
              number(
                  "SELECT count(*) FROM url WHERE excluded IS NOT NULL AND id BETWEEN ? AND ?",
                  UrlId.first(job.num()),
                  UrlId.last(job.num())));
    }

    /** What robots.txt keeps out is final, and no path to it matters any more. */
    void checkDepths() {
      depths.forEach(
          (id, depth) -> {
            if (crawl.urlColumn(id, "excluded").filter("robots-disallowed"::equals).isEmpty()) {
              assertThat(crawl.urlColumn(id, "depth").map(Integer::valueOf).orElseThrow())
                  .as(id.toString())
                  .isLessThanOrEqualTo(depth);
            }
          });
    }

    /** Requests made or under way, as the URLs tell it. */
    void checkBudget() {
      JobContext limited = jobs.get(1);
      long leasedOrTried =
          number(
              "SELECT count(*) FROM open_url WHERE job = ? AND (attempt > 0 OR task IS NOT NULL)",
              limited.num());
      long requested = number("SELECT requested FROM job WHERE num = ?", limited.num());
      long ended =
          crawl.counter(limited, "fetched")
              + crawl.counter(limited, "redirected")
              + crawl.counter(limited, "failed");
      long excludedAfterARequest = requested - ended - leasedOrTried;
      assertThat(excludedAfterARequest).isBetween(0L, crawl.counter(limited, "excluded"));
    }

    /** Of each host and each directory, as the URLs and the test's own memory tell it. */
    void checkPageBudgets() {
      JobContext limited = jobs.get(2);
      Map<PageBudget, Spending> expected = new HashMap<>();
      Sql.query(
          connection,
          """
          SELECT u.id, u.url, o.task IS NOT NULL AND o.attempt = 0 AS reserved
          FROM url u LEFT JOIN open_url o USING (id) WHERE u.id BETWEEN ? AND ?
          """,
          row -> {
            long asked = requested.contains(row.getObject("id", UUID.class)) ? 1 : 0;
            Spending taken = new Spending(row.getBoolean("reserved") ? 1 : 0, asked);
            PageBudget.of(limited, row.getString("url"))
                .forEach(budget -> expected.merge(budget, taken, Spending::plus));
            return taken;
          },
          UrlId.first(limited.num()),
          UrlId.last(limited.num()));
      expected.forEach(
          (budget, taken) ->
              assertThat(
                      number(
                          "SELECT count(*) FROM page_budget WHERE id = ? AND (reserved <> ? OR requested <> ?)",
                          budget.id(),
                          taken.reserved(),
                          taken.requested()))
                  .as(budget + " has " + taken)
                  .isZero());
      assertThat(number("SELECT coalesce(sum(reserved + requested), 0) FROM page_budget"))
          .isEqualTo(expected.values().stream().mapToLong(Spending::taken).sum());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void countersQueuesAndTasksSayTheSameAsTheUrls(long seed) throws SQLException {
    try (Connection connection = TestDatabase.connect()) {
      Model model = new Model(connection, seed);
      for (int i = 0; i < STEPS; i++) {
        model.step();
        if (i % 4 == 0) {
          model.check();
          model.checkBudget();
          model.checkPageBudgets();
        }
        connection.commit();
      }
      model.check();
      model.checkDepths();
      assertThat(model.sent).hasSizeGreaterThan(10);
    }
  }
}
