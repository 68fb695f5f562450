package dev.trawl.database;

import jakarta.ejb.ApplicationException;
import java.sql.SQLException;

/**
 * A statement failed; the cause has the SQLState. Unchecked, so that the container rolls the
 * transaction back.
 */
@ApplicationException(rollback = true) // not wrapped by the container, nor logged with its stack
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** query_canceled (PostgreSQL, appendix A). */
  private static final String CANCELED = "57014";

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }

  /** Whether the statement took longer than its transaction allowed. */
  public boolean isOverTime() {
    return getCause() instanceof SQLException cause && CANCELED.equals(cause.getSQLState());
  }
}
