package dev.trawl.fetch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is tried again, how often, and after which pause. Everything that is not in here ends with
 * its first outcome.
 *
 * <table>
 * <caption>Retries</caption>
 * <tr><th>outcome</th><th>requests</th><th>pauses</th></tr>
 * <tr><td>5xx, and no answer (connection, time, TLS, name)</td><td>3</td><td>2 s, 8 s</td></tr>
 * <tr><td>robots.txt unreachable or 5xx</td><td>4 times asked</td><td>5 s, 15 s, 40 s</td></tr>
 * <tr><td>malformed answer, bomb, body over the limit, refused address, an error of the fetcher's own</td>
 * <td>1</td><td></td></tr>
 * </table>
 *
 * <p>Pauses vary by ± 25 %, so that what failed together does not come back together.
 */
public final class RetryTable {
  /** The reason for a URL whose host has no robots.txt to be had. */
  public static final String ROBOTS_UNREACHABLE = "robots-unreachable";

  /** The reason for a URL on which the fetcher itself failed. */
  public static final String FETCHER_ERROR = "fetcher-error";

  private static final List<Duration> REQUESTS =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(8));
  private static final List<Duration> ROBOTS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(40));
  private static final Set<String> NO_ANSWER =
      Set.of(
          "dns",
          "refused",
          "unreachable",
          "connect-timeout",
          "timeout",
          "too-slow",
          "reset",
          "tls");
  private static final Map<String, List<Duration>> NOT_REQUESTED =
      Map.of(ROBOTS_UNREACHABLE, ROBOTS);
  private static final double SPREAD = 0.25;

  private RetryTable() {}

  /**
   * The pause before the next request after an answer.
   *
   * @param attempt requests made before this one, from 0
   */
  public static Optional<Duration> afterStatus(int status, int attempt) {
    return status >= 500 ? pause(REQUESTS, attempt) : Optional.empty();
  }

  /**
   * The pause before the next request after one without an answer.
   *
   * @param attempt requests made before this one, from 0
   */
  public static Optional<Duration> afterFailure(String error, int attempt) {
    return NO_ANSWER.contains(error) ? pause(REQUESTS, attempt) : Optional.empty();
  }

  /**
   * The pause before the next try after none was made.
   *
   * @param waits how often it has waited before, from 0
   */
  public static Optional<Duration> afterWaiting(String error, int waits) {
    return pause(NOT_REQUESTED.getOrDefault(error, List.of()), waits);
  }

  private static Optional<Duration> pause(List<Duration> pauses, int done) {
    if (done >= pauses.size()) {
      return Optional.empty();
    }
    double factor = ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD);
    return Optional.of(Duration.ofMillis(Math.round(pauses.get(done).toMillis() * factor)));
  }
}
