package dev.trawl.host;

import dev.trawl.http.RetryAfter;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import java.time.Duration;
import java.util.Optional;

/**
 * What outcomes say against a host, or for leaving it alone.
 *
 * @param failures that count against it; 0 where only robots.txt, or a proxy, was not to be had
 * @param robots whether robots.txt was not to be had
 * @param detail the last of them, for people
 * @param pause for how long it is to be left alone, at least, as it asked for or as the proxy
 *     needs; zero if there is no such time, and {@link RetryAfter#LONGEST} at the most
 */
public record Trouble(int failures, boolean robots, String detail, Duration pause) {
  /** What an outcome says; empty if nothing. */
  public static Optional<Trouble> of(FetchOutcome outcome) {
    if (outcome instanceof Answer answer) {
      return RetryTable.countsAgainstHost(answer.status())
          ? Optional.of(failure("status " + answer.status(), answer.retryAfter()))
          : Optional.empty();
    }
    if (outcome instanceof Failure failure) {
      return RetryTable.countsAgainstHost(failure.error())
          ? Optional.of(failure(failure.error() + ": " + failure.detail(), Optional.empty()))
          : Optional.empty();
    }
    NotRequested not = (NotRequested) outcome;
    if (not.error().equals(RetryTable.PROXY_UNAVAILABLE)) {
      return Optional.of(new Trouble(0, false, not.detail(), RetryTable.afterProxy()));
    }
    return not.error().equals(RetryTable.ROBOTS_UNREACHABLE)
        ? Optional.of(new Trouble(0, true, not.detail(), pause(not.retryAfter())))
        : Optional.empty();
  }

  private static Trouble failure(String detail, Optional<Duration> retryAfter) {
    return new Trouble(1, false, detail, pause(retryAfter));
  }

  /** Bounded here too, because not every fetcher is ours. */
  private static Duration pause(Optional<Duration> retryAfter) {
    Duration asked = retryAfter.orElse(Duration.ZERO);
    return asked.compareTo(RetryAfter.LONGEST) > 0 ? RetryAfter.LONGEST : asked;
  }

  /** Both together. */
  public Trouble plus(Trouble later) {
    return new Trouble(
        failures + later.failures,
        robots || later.robots,
        later.detail,
        pause.compareTo(later.pause) > 0 ? pause : later.pause);
  }
}
