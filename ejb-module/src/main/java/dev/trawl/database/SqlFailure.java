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

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
