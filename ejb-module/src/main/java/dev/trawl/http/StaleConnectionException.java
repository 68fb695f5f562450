package dev.trawl.http;

import java.io.Serial;

/** A connection kept alive was no longer good: the request may be sent once more on a fresh one. */
final class StaleConnectionException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  StaleConnectionException(Throwable cause) {
    super(cause);
  }
}
