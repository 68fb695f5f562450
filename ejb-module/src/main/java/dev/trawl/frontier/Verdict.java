package dev.trawl.frontier;

import java.time.Duration;
import java.util.Optional;

/** What becomes of an open URL. All but {@link Again} settle it. */
public sealed interface Verdict {
  /**
   * Whether the URL has ended as one that was requested, or was to be: neither queued nor kept out.
   */
  default boolean isEnd() {
    return !(this instanceof Again) && !(this instanceof Excluded);
  }

  /**
   * 2xx or 304.
   *
   * @param bytes of its decoded body
   * @param notModified whether it is 304
   */
  record Fetched(long bytes, boolean notModified) implements Verdict {
    /** One that has come. */
    public Fetched(long bytes) {
      this(bytes, false);
    }
  }

  /** Another 3xx. */
  record Redirected(long bytes) implements Verdict {}

  /**
   * 4xx, 5xx, or no answer.
   *
   * @param bytes of its decoded body
   * @param requested false where it failed before a request was made
   */
  record Failed(long bytes, boolean requested) implements Verdict {}

  /**
   * Not requested, by that rule.
   *
   * @param detail what of the rule it was, where the job's request does not tell
   */
  record Excluded(String rule, Optional<String> detail) implements Verdict {
    /** By a rule that needs no more words. */
    public Excluded(String rule) {
      this(rule, Optional.empty());
    }
  }

  /**
   * Back into the queue.
   *
   * @param pause not before this has passed
   * @param requested whether it was requested, so that it counts as an attempt
   */
  record Again(Duration pause, boolean requested) implements Verdict {}
}
