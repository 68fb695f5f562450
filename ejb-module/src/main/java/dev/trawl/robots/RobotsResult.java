package dev.trawl.robots;

import dev.trawl.http.Reason;
import dev.trawl.http.RetryAfter;
import java.time.Duration;
import java.util.Optional;

/** What came of asking an origin for its robots.txt. */
public sealed interface RobotsResult {

  /**
   * It answered; without a robots.txt its rules allow everything.
   *
   * @param file what the rules were read from
   */
  record Available(RobotsRules rules, RobotsFile file) implements RobotsResult {}

  /**
   * It did not say what is allowed, so nothing is.
   *
   * @param reason the status, such as {@code 503}, or a {@link Reason#wire()}
   * @param detail one line for people
   * @param retryAfter how long the origin wants not to be asked again, if it answered 429 or 503
   *     and said so; zero to {@link RetryAfter#LONGEST}
   */
  record Unavailable(String reason, String detail, Optional<Duration> retryAfter)
      implements RobotsResult {
    /** Without a time to ask again. */
    public Unavailable(String reason, String detail) {
      this(reason, detail, Optional.empty());
    }

    /** Whether asking again cannot help, because our own configuration refuses the address. */
    public boolean isFinal() {
      return reason.equals(Reason.ADDRESS_REFUSED.wire());
    }

    /**
     * Whether nothing was learnt about the origin, because the request was given up on our side.
     */
    public boolean isCancelled() {
      return reason.equals(Reason.CANCELLED.wire());
    }

    /** Whether nothing was learnt about the origin, because the proxy on the way there failed. */
    public boolean isOfProxy() {
      return reason.equals(Reason.PROXY.wire());
    }
  }
}
