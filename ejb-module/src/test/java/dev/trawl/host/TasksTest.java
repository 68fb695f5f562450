package dev.trawl.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
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

@Timeout(60)
class TasksTest {
  private final HostQueues queues = new HostQueues();
  private final Tasks tasks = new Tasks();
  private final Connection connection;
  private final UUID self = UUID.randomUUID();
  private QueueKey queue = new QueueKey(0, 0);

  TasksTest() throws SQLException {
    connection = TestDatabase.connect();
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
    long host = new Hosts().ids(connection, List.of("http://a.example")).values().iterator().next();
    queue = new QueueKey(1, host);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private UUID lease() {
    UUID task = UUID.randomUUID();
    tasks.lease(connection, List.of(task), List.of(queue), self);
    return task;
  }

  private void leasedUrl(UUID task) {
    Sql.update(
        connection,
        "INSERT INTO open_url (id, job, host_id, depth, task) VALUES (?, 1, ?, 0, ?)",
        UUID.randomUUID(),
        queue.host(),
        task);
  }

  private void waiting(Duration delay) {
    waiting(delay, 1);
  }

  private void waiting(Duration delay, int connections) {
    Manners manners = new Manners(delay, connections, false);
    queues.change(
        connection, Map.of(queue, new HostQueues.Change(1, manners, Duration.ofHours(1))));
  }

  private long dueInMillis() {
    return TestDatabase.number(
        connection,
        "SELECT round(extract(epoch FROM due_at - clock_timestamp()) * 1000) FROM host_queue");
  }

  private long number(String sql) {
    return TestDatabase.number(connection, sql);
  }

  @Test
  void theStartOfARequestIsAContactWhereAnotherMayBeginBeforeItsEnd() {
    waiting(Duration.ofSeconds(30), 2);
    lease();
    assertThat(number("SELECT count(*) FROM host WHERE last_contact > now()")).isEqualTo(1);
  }

  @Test
  void aTaskThatRequestedNothingLeavesTheHostAsItWas() {
    waiting(Duration.ofSeconds(30));
    Sql.update(connection, "UPDATE host SET last_contact = now() - interval '20 s'");
    queues.freeUnasked(connection, tasks.release(connection, List.of(lease())).values());
    assertThat(dueInMillis()).isBetween(9_000L, 10_000L);
  }

  @Test
  void releasingMakesTheHostsQueuesDueAfterTheDelay() {
    waiting(Duration.ofSeconds(30));
    UUID task = lease();
    Sql.update(connection, "UPDATE host SET last_contact = '-infinity'");
    queues.free(connection, tasks.release(connection, List.of(task)).values());
    assertThat(dueInMillis()).isBetween(29_000L, 30_000L);
    assertThat(number("SELECT count(*) FROM host WHERE last_contact > now()")).isEqualTo(1);
    assertThat(number("SELECT count(*) FROM task WHERE NOT open")).isEqualTo(1);
  }

  @Test
  void releasingWithoutDelayMakesTheHostsQueuesDueAtOnce() {
    waiting(Duration.ZERO);
    queues.free(connection, tasks.release(connection, List.of(lease())).values());
    assertThat(dueInMillis()).isLessThanOrEqualTo(0);
  }

  @Test
  void releasingTwiceChangesNothingTheSecondTime() {
    UUID task = lease();
    queues.free(connection, tasks.release(connection, List.of(task)).values());
    Sql.update(connection, "UPDATE host SET last_contact = '-infinity'");
    queues.free(connection, tasks.release(connection, List.of(task, UUID.randomUUID())).values());
    assertThat(number("SELECT count(*) FROM host WHERE last_contact = '-infinity'")).isEqualTo(1);
  }

  @Test
  void aTaskStaysUntilNoUrlOfItIsLeased() {
    UUID task = lease();
    leasedUrl(task);
    queues.free(connection, tasks.close(connection, List.of(task)));
    assertThat(number("SELECT count(*) FROM task WHERE open")).isEqualTo(1);
    Sql.update(connection, "DELETE FROM open_url");
    queues.free(connection, tasks.close(connection, List.of(task)));
    assertThat(number("SELECT count(*) FROM task")).isZero();
  }

  @Test
  void closingGivesBackAConnectionThatWasNeverReleased() {
    waiting(Duration.ZERO);
    queues.free(connection, tasks.close(connection, List.of(lease())));
    assertThat(dueInMillis()).isLessThanOrEqualTo(0);
  }

  @Test
  void closingWhatWasReleasedDoesNotStartTheDelayAgain() {
    UUID task = lease();
    queues.free(connection, tasks.release(connection, List.of(task)).values());
    Sql.update(connection, "UPDATE host SET last_contact = '-infinity'");
    queues.free(connection, tasks.close(connection, List.of(task)));
    assertThat(number("SELECT count(*) FROM host WHERE last_contact = '-infinity'")).isEqualTo(1);
  }

  @Test
  void aTaskThatWasNotSentExpiresSoonerThanOneThatWas() {
    UUID sent = lease();
    lease();
    tasks.sent(connection, List.of(sent));
    assertThat(
            Sql.query(
                connection,
                "SELECT round(extract(epoch FROM lease_until - now())) FROM task ORDER BY 1",
                row -> Duration.ofSeconds(row.getLong(1))))
        .containsExactly(Tasks.UNSENT, Tasks.SENT);
  }

  @Test
  void onlyLeasesThatRanOutAreExpired() throws SQLException {
    UUID old = lease();
    lease();
    Sql.update(
        connection, "UPDATE task SET lease_until = now() - interval '1 s' WHERE id = ?", old);
    connection.commit();
    assertThat(tasks.expired(connection, 10, self)).containsExactly(old);
    try (Connection other = TestDatabase.connect()) {
      assertThat(tasks.expired(other, 10, self)).as("what another node gives back").isEmpty();
    }
  }

  private void node(UUID incarnation, String lastBeat) {
    Sql.update(
        connection,
        "INSERT INTO node (incarnation, id, roles, version, beat) VALUES (?, 'n', 'process', '1', now() - ?::interval)",
        incarnation,
        lastBeat);
  }

  @Test
  void whatADeadProcessLeasedAndDidNotSendComesBackToTheOthers() {
    UUID task = lease();
    node(self, "7 s");
    UUID other = UUID.randomUUID();
    assertThat(tasks.expired(connection, 10, other)).containsExactly(task);
    assertThat(tasks.expired(connection, 10, self)).as("to itself it is alive").isEmpty();
  }

  @Test
  void whatAProcessOfWhichNothingIsKnownLeasedComesBack() {
    UUID task = lease();
    assertThat(tasks.expired(connection, 10, UUID.randomUUID())).containsExactly(task);
  }

  @Test
  void whatALivingProcessLeasedStaysWithIt() {
    lease();
    node(self, "1 s");
    assertThat(tasks.expired(connection, 10, UUID.randomUUID())).isEmpty();
  }

  @Test
  void whatWasFetchedHasBeenSentAlsoIfItsDispatcherDiedBeforeItNotedThat() {
    queues.free(connection, tasks.release(connection, List.of(lease())).values());
    node(self, "7 s");
    assertThat(tasks.expired(connection, 10, UUID.randomUUID())).isEmpty();
  }

  @Test
  void whatTheBrokerHasIsNobodys() {
    tasks.sent(connection, List.of(lease()));
    node(self, "1 h");
    assertThat(tasks.expired(connection, 10, UUID.randomUUID())).isEmpty();
  }

  @Test
  void whatADeadProcessHeldComesBackWhoeverHadLeasedIt() {
    UUID task = lease();
    UUID holder = UUID.randomUUID();
    tasks.hold(connection, List.of(task), holder);
    tasks.sent(connection, List.of(task));
    UUID other = UUID.randomUUID();
    node(holder, "1 s");
    assertThat(tasks.expired(connection, 10, other)).as("it is alive").isEmpty();
    Sql.update(connection, "UPDATE node SET beat = now() - interval '7 s'");
    assertThat(tasks.expired(connection, 10, holder)).as("to itself it is alive").isEmpty();
    assertThat(tasks.expired(connection, 10, other)).containsExactly(task);
  }

  @Test
  void whatSomebodyHoldsIsInGoodHandsWhenItsDispatcherDies() {
    UUID task = lease();
    UUID holder = UUID.randomUUID();
    node(self, "7 s");
    node(holder, "1 s");
    assertThat(tasks.expired(connection, 10, UUID.randomUUID())).containsExactly(task);
    tasks.hold(connection, List.of(task), holder);
    assertThat(tasks.expired(connection, 10, UUID.randomUUID())).isEmpty();
  }

  /** Two threads settle the two last URLs of a task: one of them has to close it. */
  @Test
  void whoSettlesTheLastUrlOfATaskClosesItAlsoWhenTwoDoAtOnce() throws Exception {
    UUID task = lease();
    leasedUrl(task);
    leasedUrl(task);
    connection.commit();
    try (Connection other = TestDatabase.connect();
        Connection watcher = TestDatabase.connect()) {
      String sql =
          "DELETE FROM open_url WHERE id = (SELECT id FROM open_url ORDER BY id LIMIT 1 OFFSET ?)";
      Sql.update(connection, sql, 0);
      Sql.update(other, sql, 1);
      tasks.close(connection, List.of(task));
      Thread second = new Thread(() -> tasks.close(other, List.of(task)));
      second.start();
      TestDatabase.awaitWaiting(watcher, 1);
      connection.commit();
      second.join(20_000);
      other.commit();
      assertThat(TestDatabase.number(watcher, "SELECT count(*) FROM task")).isZero();
    }
  }
}
