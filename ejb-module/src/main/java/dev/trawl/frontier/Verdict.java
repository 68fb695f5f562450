package dev.trawl.frontier;

import java.time.Duration;

/** What becomes of an open URL. All but {@link Again} settle it. */
public sealed interface Verdict {
  /** 2xx or 304, with the bytes of its decoded body. */
  record Fetched(long bytes) implements Verdict {}

  /** Another 3xx. */
  record Redirected(long bytes) implements Verdict {}

  /**
   * 4xx, 5xx, or no answer.
   *
   * @param bytes of its decoded body
   * @param requested false where it failed before a request was made
   */
  record Failed(long bytes, boolean requested) implements Verdict {}

  /** Not requested, by that rule. */
  record Excluded(String rule) implements Verdict {}

  /**
   * Back into the queue.
   *
   * @param pause not before this has passed
   * @param requested whether it was requested, so that it counts as an attempt
   */
  record Again(Duration pause, boolean requested) implements Verdict {}
}
