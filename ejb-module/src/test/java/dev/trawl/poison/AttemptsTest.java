package dev.trawl.poison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.batch.BackOff;
import dev.trawl.batch.StoppedException;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Schema;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.message.Addresses;
import dev.trawl.message.DeadLetterQueue;
import dev.trawl.message.Delivery;
import dev.trawl.message.FakeMessages;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageFormatException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What counts as a message's own failure, and what becomes of it after the last. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class AttemptsTest {
  private static final String ID = "ID:1";

  private final Connection connection;
  private final Attempts attempts = new Attempts();
  private final List<String> letters = new ArrayList<>();
  private final List<String> settled = new ArrayList<>();
  private int awayFor;

  AttemptsTest() throws SQLException {
    connection = TestDatabase.connect();
    Failures failures = new Failures();
    failures.em = TestDatabase.entityManager(connection);
    failures.config = TrawlConfig.of(Map.of("TRAWL_NODE", "n1"));
    attempts.schema = new Schema();
    attempts.failures = failures;
    attempts.letters =
        new DeadLetterQueue() {
          @Override
          public void put(Delivery delivery, String reason, int count, boolean withBody) {
            if (awayFor-- > 0) {
              throw new JMSRuntimeException("no broker");
            }
            letters.add(count + " " + reason + (withBody ? "" : " without body"));
          }
        };
    attempts.behind = (delivery, reason) -> settled.add(reason);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static Delivery delivery(int count) {
    return FakeMessages.delivery(Addresses.STORE, ID, count, Map.of());
  }

  private long failures() {
    return TestDatabase.number(
        connection, "SELECT coalesce(sum(failures), 0) FROM message_failure");
  }

  private long rows() {
    return TestDatabase.number(connection, "SELECT count(*) FROM message_failure");
  }

  /** Fails so that the message is to be delivered again. */
  private void fails(int count, Throwable failure) {
    assertThatThrownBy(() -> attempts.on(delivery(count), () -> sneak(failure)))
        .satisfies(
            thrown -> assertThat(thrown == failure || thrown.getCause() == failure).isTrue());
  }

  private static void sneak(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private static RuntimeException bad() {
    return new IllegalArgumentException("bad");
  }

  @Test
  void aMessageThatSucceedsAtOnceLeavesNoTrace() {
    attempts.on(delivery(1), () -> {});
    assertThat(rows()).isZero();
    assertThat(letters).isEmpty();
  }

  @Test
  void afterTheFifthFailureItIsADeadLetterAndWhatStandsBehindItIsSettled() {
    for (int i = 1; i < Attempts.MOST_FAILURES; i++) {
      fails(i, bad());
      assertThat(failures()).isEqualTo(i);
      assertThat(letters).isEmpty();
    }
    attempts.on(delivery(5), () -> sneak(bad()));
    assertThat(letters).containsExactly("5 java.lang.IllegalArgumentException: bad");
    assertThat(settled).containsExactly("java.lang.IllegalArgumentException: bad");
    assertThat(rows()).isZero();
  }

  /** Of a large message nothing is left to copy once it was read. */
  @Test
  void aLargeMessageIsADeadLetterUnreadAtTheDeliveryAfterItsFifthFailure() {
    for (int i = 1; i <= Attempts.MOST_FAILURES; i++) {
      Delivery large = FakeMessages.ofBytes(Addresses.STORE, ID, i, 200_000);
      assertThatThrownBy(() -> attempts.on(large, () -> sneak(bad())))
          .isInstanceOf(IllegalArgumentException.class);
      assertThat(failures()).isEqualTo(i);
      assertThat(letters).isEmpty();
    }
    attempts.on(
        FakeMessages.ofBytes(Addresses.STORE, ID, 6, 200_000),
        () -> sneak(new AssertionError("it was read")));
    assertThat(letters).containsExactly("5 java.lang.IllegalArgumentException: bad");
    assertThat(settled).hasSize(1);
    assertThat(rows()).isZero();
  }

  @Test
  void aSuccessEndsTheCount() {
    fails(1, bad());
    fails(2, bad());
    attempts.on(delivery(3), () -> {});
    assertThat(rows()).isZero();
    fails(4, bad());
    assertThat(failures()).isEqualTo(1);
  }

  /** A broker that is killed forgets how often it delivered. */
  @Test
  void theCountDoesNotHangOnTheBrokers() {
    for (int i = 1; i < Attempts.MOST_FAILURES; i++) {
      fails(1, bad());
    }
    attempts.on(delivery(1), () -> sneak(bad()));
    assertThat(letters).hasSize(1);
  }

  @Test
  void whatTheInfrastructureDoesIsNotCounted() {
    for (int i = 1; i <= 9; i++) {
      fails(i, new JMSRuntimeException("no broker"));
      fails(i, new IllegalStateException(new SQLException("no database", "08006")));
      fails(i, stopped());
    }
    assertThat(rows()).isZero();
    assertThat(letters).isEmpty();
  }

  private static StoppedException stopped() {
    BackOff ended = new BackOff("a test");
    ended.stop();
    try {
      ended.untilDone(() -> sneak(bad()), failure -> true);
    } catch (StoppedException e) {
      return e;
    }
    throw new AssertionError("it went on");
  }

  @Test
  void whatIsWrongWithTheMessageOrItsDataIsCounted() {
    fails(1, new IllegalStateException(new SQLException("too long", "22001")));
    fails(
        2,
        new JMSRuntimeException("no number", "0", new MessageFormatException("attempt is a text")));
    fails(3, new StackOverflowError());
    assertThat(failures()).isEqualTo(3);
  }

  @Test
  void anErrorOfTheMachineIsNotCounted() {
    fails(1, new OutOfMemoryError("heap"));
    assertThat(rows()).isZero();
  }

  @Test
  void aFailureThatIsReportedTwiceCountsOnce() {
    UUID same = UUID.randomUUID();
    assertThat(attempts.failures.count(ID, same, "x")).isEqualTo(1);
    assertThat(attempts.failures.count(ID, same, "x")).isEqualTo(1);
    assertThat(attempts.failures.count(ID, UUID.randomUUID(), "x")).isEqualTo(2);
  }

  @Test
  void deadLetteringGoesOnWhereItWasInterrupted() {
    for (int i = 1; i < Attempts.MOST_FAILURES; i++) {
      fails(i, bad());
    }
    attempts.behind =
        (delivery, reason) -> {
          throw stopped();
        };
    assertThatThrownBy(() -> attempts.on(delivery(5), () -> sneak(bad())))
        .isInstanceOf(StoppedException.class);
    attempts.behind = (delivery, reason) -> settled.add(reason);
    attempts.on(
        delivery(6),
        () -> {
          throw new AssertionError("it was given up, and is not tried again");
        });
    assertThat(letters).hasSize(2).containsOnly("5 java.lang.IllegalArgumentException: bad");
    assertThat(settled).hasSize(1);
    assertThat(rows()).isZero();
  }

  @Test
  void deadLetteringWaitsForABrokerThatIsAway() {
    for (int i = 1; i < Attempts.MOST_FAILURES; i++) {
      fails(i, bad());
    }
    awayFor = 3;
    attempts.on(delivery(5), () -> sneak(bad()));
    assertThat(letters).hasSize(1);
    assertThat(settled).hasSize(1);
  }

  /** It was fetched ahead by nodes that died, again and again. */
  @Test
  void aGoodMessageIsNoDeadLetterHoweverOftenItWasDelivered() {
    attempts.on(delivery(1_000), () -> {});
    assertThat(letters).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void aMessageThatEndsItsNodeEachTimeIsADeadLetterInTheEnd() {
    for (int i = 1; i <= Attempts.MOST_DEATHS; i++) {
      // As good as dead: nothing after this would run.
      fails(Attempts.SUSPICIOUS + i, new OutOfMemoryError("heap"));
      assertThat(letters).isEmpty();
    }
    attempts.on(delivery(Attempts.SUSPICIOUS + 4), () -> sneak(new OutOfMemoryError("heap")));
    assertThat(letters).singleElement().asString().startsWith("3 its node ended");
    assertThat(settled).hasSize(1);
    assertThat(rows()).isZero();
  }

  @Test
  void shouldCopyingItEndTheNodeTooItIsCopiedWithoutItsBody() {
    Sql.update(
        connection, "INSERT INTO message_failure (message, begun, node) VALUES (?, 4, 'n')", ID);
    attempts.on(delivery(20), () -> {});
    assertThat(letters).singleElement().asString().endsWith("without body");
  }

  @Test
  void aSuspectThatFailsOrWaitsDoesNotCountAsOneThatEndedItsNode() {
    for (int i = 0; i < 9; i++) {
      fails(20 + i, new JMSRuntimeException("no broker"));
    }
    fails(40, bad());
    attempts.on(delivery(41), () -> {});
    assertThat(letters).isEmpty();
    assertThat(rows()).isZero();
  }

  @Test
  void oldRowsAreForgotten() {
    attempts.failures.count("ID:old", UUID.randomUUID(), "x");
    Sql.update(connection, "UPDATE message_failure SET at = now() - interval '8 days'");
    fails(1, bad());
    assertThat(rows()).isEqualTo(1);
  }
}
