package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When and by how much a host may be asked, by what is known of it besides the jobs' wishes. */
@Timeout(60)
class HostTurnsTest {
  private static final Manners OBEYS = manners(Duration.ZERO, true);
  private static final Manners IGNORES = manners(Duration.ZERO, false);

  private final Connection connection;
  private final HostTables tables;
  private long host;
  private QueueKey one = new QueueKey(0, 0);
  private QueueKey two = new QueueKey(0, 0);

  HostTurnsTest() throws SQLException {
    connection = TestDatabase.connect();
    tables = new HostTables(connection);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
    host = tables.host("http://a.example");
    one = new QueueKey(1, host);
    two = new QueueKey(2, host);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static Manners manners(Duration delay, boolean obeysRobots) {
    return new Manners(delay, 4, obeysRobots);
  }

  private DueQueue due(QueueKey queue) {
    return tables.due().stream()
        .filter(found -> found.key().equals(queue))
        .findFirst()
        .orElseThrow();
  }

  private void leftAloneFor(Duration pause) {
    tables.update("UPDATE host SET not_before = now() + ? * interval '1 ms'", pause.toMillis());
  }

  private void lastContactNow() {
    tables.update("UPDATE host SET last_contact = now()");
  }

  private void robotsUnknown() {
    tables.update("UPDATE host SET robots_until = '-infinity'");
  }

  private void crawlDelay(Duration delay) {
    tables.update("UPDATE host SET crawl_delay_ms = ?", delay.toMillis());
  }

  private void givenUp(QueueKey queue) {
    tables.update(
        "UPDATE host_queue SET given_up = 'host-unavailable', due_at = 'infinity' WHERE job = ?",
        queue.job());
  }

  @Test
  void aHostThatIsLeftAloneIsWaitedFor() {
    tables.arrive(one, IGNORES);
    leftAloneFor(Duration.ofSeconds(90));
    assertThat(due(one).pause()).isEqualTo(Duration.ofSeconds(90));
    leftAloneFor(Duration.ofSeconds(-1));
    assertThat(due(one).pause()).isZero();
  }

  @Test
  void ofTheDelayAndTheTimeToBeLeftAloneTheLongerHolds() {
    tables.arrive(one, manners(Duration.ofSeconds(30), false));
    lastContactNow();
    leftAloneFor(Duration.ofSeconds(10));
    assertThat(due(one).pause()).isEqualTo(Duration.ofSeconds(30));
    leftAloneFor(Duration.ofSeconds(40));
    assertThat(due(one).pause()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aReleasedHostThatIsLeftAloneIsDueWhenThatIsOver() {
    tables.arrive(one, IGNORES);
    UUID task = tables.lease(one);
    leftAloneFor(Duration.ofSeconds(90));
    tables.queues.free(connection, tables.tasks.release(connection, List.of(task)).values());
    assertThat(
            tables.number(
                "SELECT round(extract(epoch FROM due_at - now())) FROM host_queue WHERE job = 1"))
        .isEqualTo(90);
  }

  @Test
  void aCrawlDelayIsKeptWhereAJobObeysRobotsTxt() {
    crawlDelay(Duration.ofSeconds(5));
    tables.arrive(one, OBEYS);
    assertThat(due(one).delay()).isEqualTo(Duration.ofSeconds(5));
    lastContactNow();
    assertThat(due(one).pause()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aCrawlDelayDoesNotMatterToAJobThatIgnoresRobotsTxt() {
    crawlDelay(Duration.ofSeconds(5));
    tables.arrive(one, IGNORES);
    lastContactNow();
    assertThat(due(one).delay()).isZero();
    assertThat(due(one).pause()).isZero();
  }

  /** The host sees one crawler: what it asks of one job, the other one must not break. */
  @Test
  void aCrawlDelayThatOneJobKeepsHoldsForAll() {
    crawlDelay(Duration.ofSeconds(5));
    tables.arrive(one, OBEYS);
    tables.arrive(two, IGNORES);
    assertThat(due(two).delay()).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void aCrawlDelayDoesNotShortenAJobsDelay() {
    crawlDelay(Duration.ofSeconds(5));
    tables.arrive(one, manners(Duration.ofSeconds(20), true));
    assertThat(due(one).delay()).isEqualTo(Duration.ofSeconds(20));
  }

  @Test
  void aReleasedHostIsDueAfterItsCrawlDelay() {
    crawlDelay(Duration.ofSeconds(50));
    tables.arrive(one, OBEYS);
    UUID task = tables.lease(one);
    tables.queues.free(connection, tables.tasks.release(connection, List.of(task)).values());
    assertThat(
            tables.number(
                "SELECT round(extract(epoch FROM due_at - clock_timestamp())) FROM host_queue"))
        .isBetween(48L, 50L);
  }

  @Test
  void aHostIsAskedForRobotsTxtFirstAndAlone() {
    robotsUnknown();
    tables.arrive(one, OBEYS);
    assertThat(due(one)).matches(DueQueue::asks).matches(DueQueue::probes);
    assertThat(due(one).free()).isEqualTo(1);
    tables.lease(one);
    assertThat(due(one).free()).isZero();
  }

  @Test
  void whoIgnoresRobotsTxtNeedNotWaitForIt() {
    robotsUnknown();
    tables.arrive(one, IGNORES);
    assertThat(due(one)).matches(queue -> !queue.asks()).matches(queue -> !queue.probes());
    assertThat(due(one).free()).isEqualTo(4);
  }

  @Test
  void robotsTxtThatHasRunOutIsAskedForAgain() {
    tables.arrive(one, OBEYS);
    tables.update("UPDATE host SET robots_until = now() + interval '1 s'");
    assertThat(due(one).asks()).isFalse();
    tables.update("UPDATE host SET robots_until = now()");
    assertThat(due(one).asks()).isTrue();
  }

  @Test
  void aHostThatKeepsFailingGetsOneUrlAtATime() {
    tables.arrive(one, IGNORES);
    tables.update("UPDATE host SET failures = 9");
    assertThat(due(one).free()).isEqualTo(4);
    assertThat(due(one).probes()).isFalse();
    tables.update("UPDATE host SET failures = 10");
    assertThat(due(one).free()).isEqualTo(1);
    assertThat(due(one)).matches(DueQueue::probes).matches(queue -> !queue.asks());
  }

  @Test
  void aHostThatIsGivenUpGetsNothingWhateverHappens() {
    tables.arrive(one, IGNORES);
    UUID task = tables.lease(one);
    givenUp(one);
    tables.arrive(one, IGNORES);
    tables.queues.free(connection, tables.tasks.release(connection, List.of(task)).values());
    tables.queues.take(connection, List.of(new HostQueues.Taken(one, 0, 99, Duration.ZERO)));
    tables.queues.hold(connection, 1);
    tables.queues.resume(connection, 1);
    assertThat(tables.due()).isEmpty();
    assertThat(tables.ofQueue("due_at", one)).isEqualTo("infinity");
    assertThat(tables.ofQueue("queued", one)).isEqualTo("2");
  }

  /** With a release it did: the time at which the others were due again was still by its delay. */
  @Test
  void aJobThatGaveTheHostUpDoesNotSlowDownOthers() {
    tables.arrive(one, manners(Duration.ofHours(1), true));
    crawlDelay(Duration.ofHours(1));
    givenUp(one);
    tables.arrive(two, manners(Duration.ofSeconds(2), false));
    assertThat(due(two).delay()).isEqualTo(Duration.ofSeconds(2));
    UUID task = tables.lease(two);
    tables.queues.free(connection, tables.tasks.release(connection, List.of(task)).values());
    assertThat(
            tables.number(
                """
                SELECT round(extract(epoch FROM due_at - clock_timestamp()) * 1000) FROM host_queue WHERE job = 2
                """))
        .isBetween(1_000L, 2_000L);
  }

  @Test
  void whatRobotsTxtNamesIsOfferedOnceItIsKnown() {
    tables.arrive(one, OBEYS);
    tables.arrive(two, IGNORES);
    assertThat(due(one).offersSitemaps()).isTrue();
    assertThat(due(two).offersSitemaps()).isFalse();
    tables.update("UPDATE host_queue SET sitemaps = true");
    assertThat(due(one).offersSitemaps()).isFalse();
    tables.update("UPDATE host_queue SET sitemaps = false");
    robotsUnknown();
    assertThat(due(one).offersSitemaps()).isFalse();
  }
}
