package dev.trawl.page;

import java.time.Duration;

/** A job's statistics cannot be had now. */
public final class UncountedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Duration retryAfter;

  UncountedException(Duration retryAfter) {
    super("the pages could not be counted in time");
    this.retryAfter = retryAfter;
  }

  /** When it is worth asking again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
