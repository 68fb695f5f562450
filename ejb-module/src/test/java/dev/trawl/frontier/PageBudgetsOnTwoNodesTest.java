package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.batch.BackOff;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.url.CrawlUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Budgets hold to the URL while two nodes offer, lease, settle and exclude at once. */
@Timeout(120)
class PageBudgetsOnTwoNodesTest {
  private static final int HOSTS = 3;
  private static final int DIRECTORIES = 4;
  private static final int PAGES = 40;

  /** What was requested, as a site would have it in its log. */
  private final Set<String> log = ConcurrentHashMap.newKeySet();

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  /** One of them, in a thread of its own. */
  private final class Node implements AutoCloseable {
    private final Connection connection = TestDatabase.connect();
    private final Frontiers crawl = new Frontiers(connection);
    private final BackOff backOff = new BackOff("working");
    private final JobContext job;
    private final Random random;

    Node(JobContext job, int seed) throws SQLException {
      this.job = job;
      this.random = new Random(seed);
    }

    void crawl(List<String> found) {
      List<String> toOffer = new ArrayList<>(found);
      while (!toOffer.isEmpty() || isOpen()) {
        int count = Math.min(toOffer.size(), 1 + random.nextInt(20));
        List<String> part = toOffer.subList(0, count);
        List<FetchTask> tasks =
            inTransaction(
                () -> {
                  offer(part);
                  return crawl.lease();
                });
        part.clear();
        tasks.stream().map(FetchTask::urls).flatMap(List::stream).forEach(this::fetch);
        inTransaction(
            () -> {
              crawl.sweepBudgets();
              return null;
            });
      }
    }

    private void offer(List<String> urls) {
      if (!urls.isEmpty()) {
        crawl.offer(
            job, urls.stream().map(url -> candidate(job, url, 1)).toArray(Candidate[]::new));
      }
    }

    private void fetch(TaskUrl url) {
      Verdict verdict = verdict(url);
      if (!(verdict instanceof Verdict.Excluded)
          && !(verdict instanceof Verdict.Again again && !again.requested())) {
        log.add(url.url());
      }
      inTransaction(() -> crawl.settle(job, verdict, url.urlId()));
    }

    private Verdict verdict(TaskUrl url) {
      if (isForbidden(url.url())) {
        return new Verdict.Excluded("robots-disallowed");
      }
      int dice = random.nextInt(6);
      return dice < 2 && url.attempt() == 0
          ? new Verdict.Again(Duration.ZERO, dice == 0)
          : new Verdict.Fetched(1);
    }

    private boolean isOpen() {
      return inTransaction(
          () -> TestDatabase.number(connection, "SELECT count(*) FROM open_url") > 0);
    }

    private <T> T inTransaction(java.util.function.Supplier<T> work) {
      return backOff.untilAnswered(
          () -> {
            try {
              T result = work.get();
              connection.commit();
              return result;
            } catch (SQLException | RuntimeException e) {
              rollback();
              throw new IllegalStateException(e);
            }
          },
          Infrastructure::isAway);
    }

    private void rollback() {
      try {
        connection.rollback();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() throws SQLException {
      connection.close();
    }
  }

  private static boolean isForbidden(String url) {
    return url.endsWith("7");
  }

  private static List<String> site() {
    List<String> urls = new ArrayList<>();
    for (int i = 0; i < HOSTS * DIRECTORIES * PAGES; i++) {
      urls.add(
          "http://h%d.example/%d/%d"
              .formatted(i % HOSTS, i / HOSTS % DIRECTORIES, i / HOSTS / DIRECTORIES));
    }
    return urls;
  }

  private static List<String> shuffled(List<String> urls, int seed) {
    List<String> shuffled = new ArrayList<>(urls);
    java.util.Collections.shuffle(shuffled, new Random(seed));
    return shuffled;
  }

  private Map<String, Long> requested(Function<CrawlUrl, String> part) {
    return log.stream()
        .map(Frontiers::url)
        .collect(Collectors.groupingBy(part, Collectors.counting()));
  }

  @ParameterizedTest
  @CsvSource({"50, 1000000", "1000000, 9", "30, 11", "3, 1"})
  void noHostAndNoDirectoryIsAskedForMoreOrForLess(int perHost, int perDirectory) throws Exception {
    try (Connection connection = TestDatabase.connect()) {
      JobContext job =
          new Frontiers(connection)
              .job(
                  """
                  {"seeds": ["http://h0.example/"],
                   "scope": {"within": "any", "maxPagesPerHost": %d, "maxPagesPerDirectory": %d},
                   "politeness": {"delay": "PT0S", "connectionsPerHost": 8}}
                  """
                      .formatted(perHost, perDirectory));
      connection.commit();
      crawlOnTwoNodes(job);

      int allowed = (int) site().stream().filter(url -> !isForbidden(url)).count();
      long ofDirectory = Math.min(perDirectory, allowed / HOSTS / DIRECTORIES);
      long ofHost = Math.min(perHost, ofDirectory * DIRECTORIES);
      assertThat(requested(CrawlUrl::origin))
          .hasSize(HOSTS)
          .allSatisfy((host, n) -> assertThat(n).isEqualTo(ofHost));
      assertThat(requested(url -> url.origin() + url.folder()).values())
          .allSatisfy(n -> assertThat(n).isLessThanOrEqualTo(perDirectory));
      assertEnded(connection, job);
    }
  }

  private void crawlOnTwoNodes(JobContext job) throws Exception {
    try (Node one = new Node(job, 1);
        Node two = new Node(job, 2)) {
      CompletableFuture<Void> first =
          CompletableFuture.runAsync(() -> one.crawl(shuffled(site(), 1)));
      CompletableFuture<Void> second =
          CompletableFuture.runAsync(() -> two.crawl(shuffled(site(), 2)));
      CompletableFuture.allOf(first, second).get(100, TimeUnit.SECONDS);
    }
  }

  private void assertEnded(Connection connection, JobContext job) {
    Frontiers crawl = new Frontiers(connection);
    assertThat(crawl.counter(job, "discovered")).isEqualTo(site().size());
    assertThat(crawl.counter(job, "fetched")).isEqualTo(log.size());
    assertThat(crawl.counter(job, "excluded")).isEqualTo(site().size() - log.size());
    List<UUID> wrong =
        Sql.query(
            connection,
            "SELECT id FROM page_budget WHERE reserved <> 0",
            row -> row.getObject(1, UUID.class));
    assertThat(wrong).isEmpty();
  }
}
