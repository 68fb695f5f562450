package dev.trawl.http;

import java.io.Serial;

/**
 * A connection kept alive was no longer good, or the server did not process the request, which may
 * be sent once more on a fresh one.
 */
final class StaleConnectionException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  private final Connecting next;

  StaleConnectionException(Connecting next, Throwable cause) {
    super(cause);
    this.next = next;
  }

  /** What the next attempt needs: more than this one did. */
  Connecting next() {
    return next;
  }
}
