package dev.trawl.database;

import java.sql.SQLException;

/**
 * A statement failed; the cause has the SQLState. Unchecked, so that the container rolls the
 * transaction back.
 */
public final class SqlFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  SqlFailure(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
