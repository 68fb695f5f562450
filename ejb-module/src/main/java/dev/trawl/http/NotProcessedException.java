package dev.trawl.http;

import java.io.IOException;
import java.io.Serial;

/** A server says that it did nothing about a request, which may be sent to it again elsewhere. */
final class NotProcessedException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final Connecting next;

  NotProcessedException(Connecting next, String detail) {
    super(detail);
    this.next = next;
  }

  /** What the next attempt needs. */
  Connecting next() {
    return next;
  }
}
