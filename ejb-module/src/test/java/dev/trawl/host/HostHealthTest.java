package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How hosts are put aside and given up. Time stands still in a transaction, unless it is moved. */
@Timeout(60)
class HostHealthTest {
  private static final Manners OBEYS = new Manners(Duration.ZERO, 1, true);
  private static final Manners IGNORES = new Manners(Duration.ZERO, 1, false);
  private static final Trouble FAILED = failed(1, Duration.ZERO);
  private static final Trouble NO_ROBOTS = new Trouble(0, true, "dns: no such name", Duration.ZERO);

  private final Connection connection;
  private final HostTables tables;
  private final HostHealth health = new HostHealth();
  private long host;
  private QueueKey queue = new QueueKey(0, 0);

  HostHealthTest() throws SQLException {
    connection = TestDatabase.connect();
    tables = new HostTables(connection);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
    host = tables.host("http://a.example");
    queue = queue(1, OBEYS);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private QueueKey queue(int job, Manners manners) {
    QueueKey key = new QueueKey(job, host);
    tables.arriveOpen(key, manners);
    return key;
  }

  private static Trouble failed(int times, Duration pause) {
    return new Trouble(times, false, "status 503", pause);
  }

  private void note(Trouble trouble) {
    health.note(connection, Map.of(host, trouble));
  }

  private void fail(int times) {
    for (int i = 0; i < times; i++) {
      note(FAILED);
    }
  }

  /** Fails until the host is put aside, and waits until that is over. */
  private void round() {
    note(failed(10, Duration.ZERO));
    tables.waited(host);
  }

  /** As {@link #round}, for robots.txt. */
  private void ask() {
    note(NO_ROBOTS);
    tables.waited(host);
  }

  private void assertPause(int seconds) {
    assertThat(tables.pause(host)).isBetween(seconds * 750L, seconds * 1_250L);
  }

  @Test
  void aHostThatAsksForAPauseGetsIt() {
    note(failed(1, Duration.ofSeconds(90)));
    assertThat(tables.pause(host)).isEqualTo(90_000);
    assertThat(tables.ofHost("failures", host)).isEqualTo("1");
    assertThat(tables.ofHost("rounds", host)).isEqualTo("0");
    assertThat(tables.ofHost("trouble", host)).isEqualTo("status 503");
  }

  @Test
  void aShorterPauseDoesNotEndALongerOne() {
    note(failed(1, Duration.ofSeconds(90)));
    note(failed(1, Duration.ofSeconds(10)));
    note(FAILED);
    assertThat(tables.pause(host)).isEqualTo(90_000);
  }

  @Test
  void nineFailuresInARowDoNotPutAside() {
    fail(9);
    assertThat(tables.pause(host)).isZero();
    assertThat(tables.ofHost("failures", host)).isEqualTo("9");
    assertThat(tables.ofHost("rounds", host)).isEqualTo("0");
  }

  @Test
  void theTenthPutsAsideForHalfAMinute() {
    fail(10);
    assertPause(30);
    assertThat(tables.ofHost("rounds", host)).isEqualTo("1");
    assertThat(tables.ofQueue("rounds", queue)).isEqualTo("1");
  }

  @Test
  void tenFailuresOfOneBatchDoToo() {
    note(failed(10, Duration.ZERO));
    assertPause(30);
  }

  @Test
  void ifTheHostAsksForMoreThanThatItGetsMore() {
    note(failed(10, Duration.ofMinutes(20)));
    assertThat(tables.pause(host)).isEqualTo(Duration.ofMinutes(20).toMillis());
    assertThat(tables.ofHost("rounds", host)).isEqualTo("1");
  }

  @Test
  void stragglersStartNoNewRound() {
    fail(10);
    long pause = tables.pause(host);
    fail(50);
    assertThat(tables.pause(host)).isEqualTo(pause);
    assertThat(tables.ofHost("rounds", host)).isEqualTo("1");
    assertThat(tables.ofHost("failures", host)).isEqualTo("60");
  }

  /** Each of them made a round of its own, and so the host was given up within a second. */
  @Test
  void stragglersThatAskForALongPauseStartNoNewRoundEither() {
    for (int i = 0; i < 20; i++) {
      note(failed(1, Duration.ofMinutes(2 + i)));
    }
    assertThat(tables.ofHost("rounds", host)).isEqualTo("0");
    assertThat(tables.pause(host)).isEqualTo(Duration.ofMinutes(21).toMillis());
    tables.waited(host);
    note(failed(1, Duration.ofMinutes(2)));
    note(failed(1, Duration.ofMinutes(5)));
    assertThat(tables.ofHost("rounds", host)).isEqualTo("1");
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("none");
  }

  @Test
  void afterARoundOneMoreFailurePutsAsideForTwiceAsLong() {
    fail(10);
    for (int seconds : List.of(60, 120, 240)) {
      tables.waited(host);
      note(FAILED);
      assertPause(seconds);
    }
  }

  @Test
  void afterThreeRoundsTheJobGivesTheHostUp() {
    for (int i = 0; i < 3; i++) {
      round();
      assertThat(tables.ofQueue("given_up", queue)).isEqualTo("none");
    }
    note(FAILED);
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("host-unavailable");
    assertThat(tables.ofQueue("given_up_detail", queue)).isEqualTo("status 503");
    assertThat(tables.ofQueue("due_at", queue)).isEqualTo("infinity");
  }

  @Test
  void aJobThatCameLaterHasItsOwnThreeRounds() {
    round();
    round();
    QueueKey later = queue(2, IGNORES);
    round();
    round();
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("host-unavailable");
    assertThat(tables.ofQueue("given_up", later)).isEqualTo("none");
    round();
    assertThat(tables.ofQueue("given_up", later)).isEqualTo("none");
    round();
    assertThat(tables.ofQueue("given_up", later)).isEqualTo("host-unavailable");
  }

  @Test
  void aJobThatIsHeldGivesNothingUp() {
    tables.queues.hold(connection, 1);
    for (int i = 0; i < 6; i++) {
      round();
      ask();
    }
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("none");
    assertThat(tables.ofQueue("rounds", queue)).isEqualTo("0");
    assertThat(tables.ofQueue("asked", queue)).isEqualTo("0");
  }

  /** What it found there later, when the host was well again, failed without a request. */
  @Test
  void aJobThatHasNothingQueuedThereGivesNothingUp() {
    QueueKey done = queue(2, OBEYS);
    tables.update("DELETE FROM open_url WHERE job = 2");
    for (int i = 0; i < 4; i++) {
      round();
      ask();
    }
    assertThat(tables.ofQueue("given_up", queue)).isNotEqualTo("none");
    assertThat(tables.ofQueue("given_up", done)).isEqualTo("none");
    assertThat(tables.ofQueue("rounds", done)).isEqualTo("0");
    assertThat(tables.ofQueue("asked", done)).isEqualTo("0");
  }

  @Test
  void whatIsUnderWayThereDoesNotWait() {
    tables.update("UPDATE open_url SET task = ?", UUID.randomUUID());
    round();
    ask();
    assertThat(tables.ofQueue("rounds", queue)).isEqualTo("0");
    assertThat(tables.ofQueue("asked", queue)).isEqualTo("0");
    tables.update("UPDATE open_url SET task = NULL");
    round();
    ask();
    assertThat(tables.ofQueue("rounds", queue)).isEqualTo("1");
    assertThat(tables.ofQueue("asked", queue)).isEqualTo("1");
  }

  @Test
  void aGoodAnswerForgetsWhatWentWrong() {
    for (int i = 0; i < 3; i++) {
      round();
    }
    health.good(connection, List.of(host));
    assertThat(tables.ofHost("failures", host)).isEqualTo("0");
    assertThat(tables.ofHost("rounds", host)).isEqualTo("0");
    assertThat(tables.ofHost("trouble", host)).isEqualTo("none");
    assertThat(tables.ofQueue("rounds", queue)).isEqualTo("0");
    fail(9);
    assertThat(tables.pause(host)).isZero();
    note(FAILED);
    assertPause(30);
  }

  @Test
  void aGoodAnswerTakesNoGivingUpBack() {
    for (int i = 0; i < 4; i++) {
      round();
    }
    health.good(connection, List.of(host));
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("host-unavailable");
  }

  @Test
  void otherHostsHaveNothingToDoWithIt() {
    long other = tables.host("http://b.example");
    fail(10);
    health.good(connection, List.of(other));
    assertThat(tables.pause(other)).isZero();
    assertThat(tables.ofHost("failures", host)).isEqualTo("10");
  }

  @Test
  void robotsTxtIsAskedForFourTimesAndThenTheJobGivesTheHostUp() {
    for (int seconds : List.of(5, 15, 40)) {
      note(NO_ROBOTS);
      assertPause(seconds);
      assertThat(tables.ofQueue("given_up", queue)).isEqualTo("none");
      tables.waited(host);
    }
    note(NO_ROBOTS);
    assertThat(tables.pause(host)).isZero();
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("robots-unreachable");
    assertThat(tables.ofQueue("given_up_detail", queue)).isEqualTo("dns: no such name");
    assertThat(tables.ofHost("failures", host)).as("of pages").isEqualTo("0");
  }

  /** Eight tasks under way when robots.txt ran out were as good as eight times asked. */
  @Test
  void whatWasUnderWayAtTheSameTimeHasAskedOnce() {
    for (int i = 0; i < 8; i++) {
      note(NO_ROBOTS);
    }
    assertThat(tables.ofQueue("asked", queue)).isEqualTo("1");
    assertPause(5);
  }

  @Test
  void robotsTxtThatAsksForALongerPauseGetsIt() {
    note(new Trouble(0, true, "503", Duration.ofMinutes(10)));
    assertThat(tables.pause(host)).isEqualTo(Duration.ofMinutes(10).toMillis());
    assertThat(tables.ofQueue("asked", queue)).isEqualTo("1");
  }

  @Test
  void onlyJobsThatObeyRobotsTxtWaitForIt() {
    QueueKey ignores = queue(2, IGNORES);
    for (int i = 0; i < 5; i++) {
      ask();
    }
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("robots-unreachable");
    assertThat(tables.ofQueue("given_up", ignores)).isEqualTo("none");
  }

  /** The job that gave up left no pause behind, and the other one asked again at once. */
  @Test
  void aJobThatGivesUpShortensNoOtherJobsPause() {
    ask();
    ask();
    ask();
    QueueKey later = queue(2, OBEYS);
    note(NO_ROBOTS);
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("robots-unreachable");
    assertThat(tables.ofQueue("given_up", later)).isEqualTo("none");
    assertPause(5);
    tables.waited(host);
    note(NO_ROBOTS);
    assertPause(15);
  }

  @Test
  void aForgottenHostBeginsAnewAndAtOnce() {
    for (int i = 0; i < 4; i++) {
      round();
    }
    note(failed(1, Duration.ofHours(1)));
    tables.update("UPDATE host SET crawl_delay_ms = 5000");
    health.forget(connection, host);
    assertThat(tables.pause(host)).isZero();
    assertThat(tables.ofHost("failures", host)).isEqualTo("0");
    assertThat(tables.ofHost("rounds", host)).isEqualTo("0");
    assertThat(tables.ofHost("trouble", host)).isEqualTo("none");
    assertThat(tables.ofHost("crawl_delay_ms", host)).isEqualTo("0");
    assertThat(tables.ofQueue("given_up", queue)).isEqualTo("none");
    assertThat(tables.ofQueue("given_up_detail", queue)).isEqualTo("none");
    assertThat(tables.ofQueue("rounds", queue)).isEqualTo("0");
    assertThat(tables.due()).singleElement().matches(DueQueue::asks);
  }

  @Test
  void forgettingWakesNeitherEmptyNorHeldQueues() {
    tables.update("UPDATE host_queue SET queued = 0, due_at = 'infinity'");
    queue(2, OBEYS);
    tables.queues.hold(connection, 2);
    health.forget(connection, host);
    assertThat(tables.due()).isEmpty();
  }
}
