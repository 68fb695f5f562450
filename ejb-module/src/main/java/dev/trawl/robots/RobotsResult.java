package dev.trawl.robots;

import dev.trawl.http.Reason;

/** What came of asking an origin for its robots.txt. */
public sealed interface RobotsResult {

  /** It answered; without a robots.txt its rules allow everything. */
  record Available(RobotsRules rules) implements RobotsResult {}

  /**
   * It did not say what is allowed, so nothing is.
   *
   * @param reason the status, such as {@code 503}, or a {@link Reason#wire()}
   * @param detail one line for people
   */
  record Unavailable(String reason, String detail) implements RobotsResult {
    /** Whether asking again cannot help, because our own configuration refuses the address. */
    public boolean isFinal() {
      return reason.equals(Reason.ADDRESS_REFUSED.wire());
    }

    /**
     * Whether nothing was learnt about the origin, because the request was given up on our side.
     */
    boolean isCancelled() {
      return reason.equals(Reason.CANCELLED.wire());
    }
  }
}
