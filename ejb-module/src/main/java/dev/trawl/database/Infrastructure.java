package dev.trawl.database;

import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageFormatException;
import jakarta.jms.MessageFormatRuntimeException;
import jakarta.resource.ResourceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;

/**
 * Tells "the database or the broker is away, busy or asks to try again" from "this very work is at
 * fault". The first is waited out and never counts against a message; only the second may send one
 * to the dead letters.
 */
public final class Infrastructure {
  /** SQLState classes that speak of the statement or its data (PostgreSQL, appendix A). */
  private static final Set<String> OF_THE_WORK =
      Set.of("0A", "21", "22", "23", "42", "44", "54", "P0");

  /** Chains of causes may be circles. */
  private static final int DEEPEST = 32;

  private Infrastructure() {}

  /** True when trying again later, unchanged, may succeed. */
  public static boolean isAway(Throwable failure) {
    return causes(failure)
        .filter(SQLException.class::isInstance)
        .map(SQLException.class::cast)
        .map(SQLException::getSQLState)
        .filter(state -> state != null && state.length() == 5)
        .reduce((outer, inner) -> inner)
        .map(state -> !OF_THE_WORK.contains(state.substring(0, 2)))
        .orElseGet(
            () ->
                causes(failure).noneMatch(Infrastructure::isOfTheMessage)
                    && causes(failure).anyMatch(Infrastructure::isOfTheContainer));
  }

  /** The broker was there, and gave a message that is not what it should be. */
  private static boolean isOfTheMessage(Throwable cause) {
    return cause instanceof MessageFormatException
        || cause instanceof MessageFormatRuntimeException
        || cause instanceof MessageEOFException;
  }

  private static boolean isOfTheContainer(Throwable cause) {
    return cause instanceof SQLException
        || cause instanceof JMSException
        || cause instanceof JMSRuntimeException
        || cause instanceof ResourceException
        || cause instanceof RollbackException
        || cause instanceof SystemException
        || cause instanceof XAException;
  }

  private static Stream<Throwable> causes(Throwable failure) {
    List<Throwable> causes = new ArrayList<>();
    for (Throwable cause = failure;
        cause != null && causes.size() < DEEPEST;
        cause = cause.getCause()) {
      causes.add(cause);
    }
    return causes.stream();
  }
}
