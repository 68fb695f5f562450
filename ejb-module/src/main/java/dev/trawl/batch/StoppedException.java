package dev.trawl.batch;

import org.jspecify.annotations.Nullable;

/** The application stops before the work could be done: whoever holds the message gives it back. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /**
   * @param what names the work, as in "storing results"
   */
  public StoppedException(String what) {
    this(what, null);
  }

  /**
   * @param what names the work, as in "storing results"
   */
  public StoppedException(String what, @Nullable Throwable cause) {
    super(what + " ended, since the application stops", cause);
  }
}
