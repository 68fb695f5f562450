package dev.trawl.rest;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as most answers have them. */
final class Times {
  private Times() {}

  /** In milliseconds at the finest (RFC 3339). */
  static String text(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
