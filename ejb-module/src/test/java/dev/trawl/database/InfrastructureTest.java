package dev.trawl.database;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ejb.EJBException;
import jakarta.ejb.EJBTransactionRolledbackException;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.persistence.PersistenceException;
import jakarta.resource.ResourceException;
import jakarta.transaction.RollbackException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfrastructureTest {
  private static boolean isAway(Throwable failure) {
    return Infrastructure.isAway(failure);
  }

  private static SQLException sql(String state) {
    return new SQLException("for a test", state);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "08000", "08001", "08006", "25006", "28P01", "3D000", "40001", "40P01", "53100", "53200",
        "53300", "55006", "55P03", "57014", "57P01", "57P02", "57P03", "58030", "XX000"
      })
  void aDatabaseThatIsAwayOrBusyIsWaitedFor(String state) {
    assertThat(isAway(sql(state))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0A000", "21000", "22001", "22021", "22P02", "22P05", "23503", "23505", "42601", "42P01",
        "44000", "54000", "P0001"
      })
  void whatIsWrongWithTheDataIsNot(String state) {
    assertThat(isAway(sql(state))).isFalse();
  }

  @Test
  void theStateIsFoundHoweverDeepItIsWrapped() {
    Throwable deadlock = new SqlFailure(sql("40P01"));
    assertThat(isAway(deadlock)).isTrue();
    assertThat(isAway(new EJBException((Exception) deadlock))).isTrue();
    assertThat(
            isAway(new EJBException(new RollbackFailure(new PersistenceException(sql("57P01"))))))
        .isTrue();
    assertThat(isAway(new EJBException(new PersistenceException(sql("23505"))))).isFalse();
  }

  /** As the container wraps what came of a commit. */
  private static final class RollbackFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    RollbackFailure(Throwable cause) {
      super(cause);
    }
  }

  @Test
  void theInnermostStateDecides() {
    SQLException outer = sql("08006");
    outer.initCause(sql("22021"));
    assertThat(isAway(outer)).isFalse();
  }

  @Test
  void aConnectionThatCouldNotBeHadIsWaitedFor() {
    assertThat(isAway(new SQLException("Error in allocating a connection"))).isTrue();
    assertThat(isAway(new PersistenceException(new SQLException("no state", "")))).isTrue();
    assertThat(isAway(new ResourceException("the pool is empty"))).isTrue();
  }

  @Test
  void aBrokerThatIsAwayIsWaitedFor() {
    assertThat(isAway(new JMSException("no broker"))).isTrue();
    assertThat(isAway(new JMSRuntimeException("no broker"))).isTrue();
    assertThat(isAway(new EJBException(new JMSException("no broker")))).isTrue();
  }

  /** A property of the wrong type was waited for, and its message came again for ever. */
  @Test
  void aMessageThatIsNotWhatItShouldBeIsNotWaitedFor() {
    assertThat(isAway(new MessageFormatException("no"))).isFalse();
    assertThat(isAway(new MessageEOFException("no"))).isFalse();
    JMSException format = new MessageFormatException("no");
    assertThat(isAway(new JMSRuntimeException("no", "0", format))).isFalse();
  }

  @Test
  void aTransactionThatCouldNotEndIsTriedAgain() {
    Exception rolledBack = new RollbackException("commit failed");
    assertThat(isAway(new EJBTransactionRolledbackException("no", rolledBack))).isTrue();
    assertThat(isAway(new XAException(XAException.XAER_RMFAIL))).isTrue();
  }

  @Test
  void aRollbackForTheSakeOfTheDataIsNotTriedAgain() {
    RollbackException rolledBack = new RollbackException("commit failed");
    rolledBack.initCause(sql("23505"));
    assertThat(isAway(new EJBTransactionRolledbackException("no", rolledBack))).isFalse();
  }

  @Test
  void anOrdinaryExceptionIsOfTheWork() {
    assertThat(isAway(new IllegalArgumentException("no"))).isFalse();
    assertThat(isAway(new EJBException(new NullPointerException("no")))).isFalse();
  }

  @Test
  void aCircleOfCausesComesToAnEnd() {
    Exception one = new IllegalStateException("one");
    Exception two = new IllegalStateException("two", one);
    one.initCause(two);
    assertThat(isAway(one)).isFalse();
  }
}
