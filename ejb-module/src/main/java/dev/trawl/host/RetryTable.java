package dev.trawl.host;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is tried again, how often, and after which pause. Everything that is not in here ends with
 * its first outcome.
 *
 * <table>
 * <caption>Retries</caption>
 * <tr><th>outcome</th><th>how often</th><th>pauses</th><th>then</th></tr>
 * <tr><td>5xx, 429, and no answer (connection, time, TLS, name)</td><td>3 requests</td><td>2 s, 8 s</td>
 * <td>the URL has failed</td></tr>
 * <tr><td>robots.txt unreachable, 5xx or 429</td><td>4 times asked</td><td>5 s, 15 s, 40 s, or as it asks</td>
 * <td>the job's URLs on the host have failed</td></tr>
 * <tr><td>10 failures in a row that count against the host: no connection, no first byte in time, 429, 503</td>
 * <td>3 rounds</td><td>30 s doubling to 1 h</td><td>the job's URLs on the host have failed</td></tr>
 * <tr><td>the proxy on the way to the host fails</td><td>for as long as it takes</td><td>30 s</td><td></td></tr>
 * <tr><td>malformed answer, bomb, body over the limit, refused address, a credential that cannot be
 * opened, an error of the fetcher's own</td>
 * <td>1 request</td><td></td><td>the URL has failed</td></tr>
 * </table>
 *
 * <p>Pauses vary by ± 25 %, so that what failed together does not come back together.
 */
public final class RetryTable {
  /** The reason for URLs whose host has no robots.txt to be had. */
  public static final String ROBOTS_UNREACHABLE = "robots-unreachable";

  /** The reason for URLs whose host kept failing. */
  public static final String HOST_UNAVAILABLE = "host-unavailable";

  /** The reason for a URL on which the fetcher itself failed. */
  public static final String FETCHER_ERROR = "fetcher-error";

  /** With which a URL goes back to its queue: the proxy on the way to its host failed. */
  public static final String PROXY_UNAVAILABLE = "proxy-unavailable";

  /** The reason for a URL whose credential the fetcher cannot open. */
  public static final String CREDENTIAL_UNREADABLE = "credential-unreadable";

  /** Failures in a row after which a host is put aside. */
  static final int ASIDE_AFTER = 10;

  /** How often a host is put aside before a job gives it up. */
  static final int ROUNDS = 3;

  private static final List<Duration> REQUESTS =
      List.of(Duration.ofSeconds(2), Duration.ofSeconds(8));
  private static final List<Duration> ROBOTS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(40));

  /** How often robots.txt is asked for in vain before a job gives the host up. */
  static final int ASKED = ROBOTS.size() + 1;

  private static final Duration PROXY = Duration.ofSeconds(30);
  private static final Duration ASIDE = Duration.ofSeconds(30);
  private static final Duration LONGEST_ASIDE = Duration.ofHours(1);
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
  private static final Set<String> AGAINST_HOST =
      Set.of("dns", "refused", "unreachable", "connect-timeout", "timeout", "tls");
  private static final double SPREAD = 0.25;

  private RetryTable() {}

  /**
   * The pause before the next request after an answer.
   *
   * @param attempt requests made before this one, from 0
   */
  public static Optional<Duration> afterStatus(int status, int attempt) {
    return status >= 500 || status == 429 ? pause(REQUESTS, attempt) : Optional.empty();
  }

  /**
   * The pause before the next request after one without an answer.
   *
   * @param attempt requests made before this one, from 0
   */
  public static Optional<Duration> afterFailure(String error, int attempt) {
    return NO_ANSWER.contains(error) ? pause(REQUESTS, attempt) : Optional.empty();
  }

  /** Whether an answer counts against the host, and not only against the URL. */
  public static boolean countsAgainstHost(int status) {
    return status == 429 || status == 503;
  }

  /** Whether a failure does. */
  public static boolean countsAgainstHost(String error) {
    return AGAINST_HOST.contains(error);
  }

  /**
   * The pause before robots.txt is asked for again; empty if it is given up.
   *
   * @param asked how often it was asked for in vain before, from 0
   */
  static Optional<Duration> afterAsking(int asked) {
    return pause(ROBOTS, asked);
  }

  /** For how long a host is left alone when the proxy on the way there failed. */
  static Duration afterProxy() {
    return spread(PROXY);
  }

  /**
   * For how long a host is put aside.
   *
   * @param rounds how often it was before, since its last answer, from 0
   */
  static Duration aside(int rounds) {
    Duration doubled = ASIDE.multipliedBy(1L << Math.min(rounds, 16));
    return spread(doubled.compareTo(LONGEST_ASIDE) > 0 ? LONGEST_ASIDE : doubled);
  }

  private static Optional<Duration> pause(List<Duration> pauses, int done) {
    return done < pauses.size() ? Optional.of(spread(pauses.get(done))) : Optional.empty();
  }

  private static Duration spread(Duration pause) {
    double factor = ThreadLocalRandom.current().nextDouble(1 - SPREAD, 1 + SPREAD);
    return Duration.ofMillis(Math.round(pause.toMillis() * factor));
  }
}
