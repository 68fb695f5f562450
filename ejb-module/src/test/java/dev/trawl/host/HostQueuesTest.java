package dev.trawl.host;

import static dev.trawl.host.HostQueues.Taken.UNTIL_AN_EVENT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.host.HostQueues.Change;
import dev.trawl.host.HostQueues.Taken;
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

/** The queues in the database, and with them the politeness that is kept there. */
@Timeout(60)
class HostQueuesTest {
  private static final Duration NOW = Duration.ZERO;
  private static final Duration NONE_ARRIVED = Duration.ofMillis(-1);

  private final HostQueues queues = new HostQueues();
  private final Tasks tasks = new Tasks();
  private final Connection connection;
  private static final Manners RUDE = new Manners(Duration.ZERO, 1, false);

  private QueueKey queue = new QueueKey(0, 0);

  HostQueuesTest() throws SQLException {
    connection = TestDatabase.connect();
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
    queue = new QueueKey(1, host("http://a.example"));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private long host(String origin) {
    return new Hosts().ids(connection, List.of(origin)).values().iterator().next();
  }

  private void arrive(QueueKey key, long count, Duration delay, int connections) {
    queues.change(
        connection, Map.of(key, new Change(count, new Manners(delay, connections, false), NOW)));
  }

  private List<DueQueue> due() {
    return queues.due(connection, 100);
  }

  private UUID lease(QueueKey key) {
    UUID task = UUID.randomUUID();
    tasks.lease(connection, List.of(task), List.of(key), UUID.randomUUID());
    return task;
  }

  private void lastContact(Duration ago) {
    Sql.update(
        connection, "UPDATE host SET last_contact = now() - ? * interval '1 ms'", ago.toMillis());
  }

  private void dueAgain() {
    Sql.update(connection, "UPDATE host_queue SET due_at = now()");
  }

  private String dueAt() {
    return Sql.query(
            connection,
            """
            SELECT CASE WHEN due_at = 'infinity' THEN 'never' WHEN due_at <= now() THEN 'now'
                   ELSE 'later' END FROM host_queue WHERE job = ? AND host_id = ?
            """,
            row -> row.getString(1),
            queue.job(),
            queue.host())
        .get(0);
  }

  private long queued() {
    return TestDatabase.number(
        connection,
        "SELECT queued FROM host_queue WHERE job = ? AND host_id = ?",
        queue.job(),
        queue.host());
  }

  @Test
  void aQueueInWhichUrlsArriveIsDueAtOnce() {
    arrive(queue, 3, Duration.ofSeconds(1), 2);
    assertThat(due())
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.key()).isEqualTo(queue);
              assertThat(found.origin()).isEqualTo("http://a.example");
              assertThat(found.queued()).isEqualTo(3);
              assertThat(found.delay()).isEqualTo(Duration.ofSeconds(1));
              assertThat(found.free()).isEqualTo(2);
              assertThat(found.pause()).isZero();
            });
  }

  @Test
  void whatArrivesForALaterTimeIsNotDueYet() {
    queues.change(connection, Map.of(queue, new Change(1, RUDE, Duration.ofMinutes(1))));
    assertThat(due()).isEmpty();
    assertThat(dueAt()).isEqualTo("later");
  }

  @Test
  void whatArrivesLaterDoesNotPutOffWhatIsDue() {
    arrive(queue, 1, Duration.ZERO, 1);
    queues.change(connection, Map.of(queue, new Change(1, RUDE, Duration.ofMinutes(1))));
    assertThat(due()).singleElement().extracting(DueQueue::queued).isEqualTo(2L);
  }

  @Test
  void whatOnlyLeavesMakesNothingDue() {
    arrive(queue, 2, Duration.ZERO, 1);
    queues.take(connection, List.of(new Taken(queue, 1, 2, UNTIL_AN_EVENT)));
    queues.change(connection, Map.of(queue, new Change(-1, RUDE, NONE_ARRIVED)));
    assertThat(queued()).isZero();
    assertThat(dueAt()).isEqualTo("never");
  }

  @Test
  void theDelayRunsFromTheLastContact() {
    arrive(queue, 1, Duration.ofSeconds(10), 1);
    lastContact(Duration.ofSeconds(4));
    assertThat(due().get(0).pause()).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    lastContact(Duration.ofSeconds(11));
    assertThat(due().get(0).pause()).isZero();
  }

  @Test
  void aHostThatWasNeverAskedNeedNotBeLeftAlone() {
    arrive(queue, 1, Duration.ofHours(1), 1);
    assertThat(due().get(0).pause()).isZero();
  }

  @Test
  void anOpenTaskHoldsAConnectionUntilItIsReleased() {
    arrive(queue, 5, Duration.ZERO, 2);
    UUID task = lease(queue);
    lease(queue);
    assertThat(due().get(0).free()).isZero();
    queues.free(connection, tasks.release(connection, List.of(task)).values());
    dueAgain();
    assertThat(due().get(0).free()).isEqualTo(1);
  }

  @Test
  void withTwoJobsOnAHostTheLongerDelayAndTheFewerConnectionsHold() {
    QueueKey other = new QueueKey(2, queue.host());
    arrive(queue, 1, Duration.ofSeconds(1), 8);
    arrive(other, 1, Duration.ofSeconds(7), 16);
    assertThat(due())
        .hasSize(2)
        .allSatisfy(
            found -> {
              assertThat(found.delay()).isEqualTo(Duration.ofSeconds(7));
              assertThat(found.free()).isEqualTo(8);
            });
    lease(other);
    assertThat(due()).extracting(DueQueue::free).containsExactly(7, 7);
  }

  @Test
  void aJobThatIsHeldDoesNotSlowDownTheOthers() {
    QueueKey other = new QueueKey(2, queue.host());
    arrive(queue, 1, Duration.ofSeconds(1), 8);
    arrive(other, 1, Duration.ofSeconds(7), 2);
    queues.hold(connection, 2);
    assertThat(due()).singleElement().extracting(DueQueue::delay).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void theLongestWaitingQueueComesFirst() {
    QueueKey late = new QueueKey(1, host("http://b.example"));
    arrive(late, 1, Duration.ZERO, 1);
    arrive(queue, 1, Duration.ZERO, 1);
    Sql.update(
        connection,
        "UPDATE host_queue SET due_at = now() - interval '1 s' WHERE host_id = ?",
        queue.host());
    assertThat(due()).extracting(DueQueue::key).containsExactly(queue, late);
    assertThat(queues.due(connection, 1)).extracting(DueQueue::key).containsExactly(queue);
  }

  @Test
  void aHostThatAnotherDispatcherHasInHandIsSkipped() throws SQLException {
    QueueKey free = new QueueKey(1, host("http://b.example"));
    arrive(queue, 1, Duration.ZERO, 1);
    arrive(free, 1, Duration.ZERO, 1);
    connection.commit();
    try (Connection other = TestDatabase.connect()) {
      Sql.query(other, "SELECT 1 FROM host WHERE id = ? FOR UPDATE", row -> 1, queue.host());
      assertThat(due()).extracting(DueQueue::key).containsExactly(free);
    }
  }

  @Test
  void aQueueFromWhichAllWasTakenIsNotLookedAtBeforeSomethingArrives() {
    arrive(queue, 2, Duration.ZERO, 1);
    queues.take(connection, List.of(new Taken(queue, 2, 2, NOW)));
    assertThat(queued()).isZero();
    assertThat(dueAt()).isEqualTo("never");
    arrive(queue, 1, Duration.ZERO, 1);
    assertThat(dueAt()).isEqualTo("now");
  }

  @Test
  void aQueueIsLookedAtAgainWhenTheDispatcherSays() {
    arrive(queue, 3, Duration.ZERO, 1);
    queues.take(connection, List.of(new Taken(queue, 1, 3, Duration.ofSeconds(5))));
    assertThat(dueAt()).isEqualTo("later");
    queues.take(connection, List.of(new Taken(queue, 1, 2, UNTIL_AN_EVENT)));
    assertThat(dueAt()).isEqualTo("never");
  }

  @Test
  void anArrivalBetweenLookingAndTakingIsNotLost() throws SQLException {
    arrive(queue, 1, Duration.ZERO, 1);
    connection.commit();
    DueQueue seen = due().get(0);
    try (Connection other = TestDatabase.connect()) {
      queues.change(other, Map.of(queue, new Change(1, RUDE, NOW)));
      other.commit();
    }
    queues.take(connection, List.of(new Taken(queue, 1, seen.queued(), UNTIL_AN_EVENT)));
    assertThat(queued()).isEqualTo(1);
    assertThat(dueAt()).isEqualTo("now");
  }

  @Test
  void aHeldJobIsNotDueWhateverArrivesOrIsReleasedOrTaken() {
    arrive(queue, 2, Duration.ZERO, 1);
    UUID task = lease(queue);
    queues.hold(connection, 1);
    arrive(queue, 1, Duration.ZERO, 1);
    queues.free(connection, tasks.release(connection, List.of(task)).values());
    queues.take(connection, List.of(new Taken(queue, 1, 99, NOW)));
    assertThat(due()).isEmpty();
    assertThat(dueAt()).isEqualTo("never");
    queues.resume(connection, 1);
    assertThat(due()).singleElement().extracting(DueQueue::queued).isEqualTo(2L);
  }

  @Test
  void resumingMakesNoEmptyQueueDue() {
    arrive(queue, 1, Duration.ZERO, 1);
    queues.take(connection, List.of(new Taken(queue, 1, 1, NOW)));
    queues.hold(connection, 1);
    queues.resume(connection, 1);
    assertThat(dueAt()).isEqualTo("never");
  }

  @Test
  void droppingAJobForgetsItsQueuesAlone() {
    QueueKey other = new QueueKey(2, queue.host());
    arrive(queue, 1, Duration.ZERO, 1);
    arrive(other, 1, Duration.ZERO, 1);
    queues.drop(connection, 1);
    assertThat(due()).extracting(DueQueue::key).containsExactly(other);
  }

  @Test
  void theSoonestOfTwoArrivalsCounts() {
    Change later = new Change(1, RUDE, Duration.ofSeconds(9));
    Change sooner = new Change(2, RUDE, Duration.ofSeconds(3));
    Change left = new Change(-1, RUDE, NONE_ARRIVED);
    assertThat(later.plus(sooner).soonest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(sooner.plus(later).soonest()).isEqualTo(Duration.ofSeconds(3));
    assertThat(later.plus(left).soonest()).isEqualTo(Duration.ofSeconds(9));
    assertThat(left.plus(later).soonest()).isEqualTo(Duration.ofSeconds(9));
    assertThat(left.plus(left).soonest()).isNegative();
    assertThat(later.plus(sooner).plus(left).count()).isEqualTo(2);
  }
}
