package dev.trawl.robots;

import dev.trawl.http.Answer;
import dev.trawl.http.Exchange;
import dev.trawl.http.Failure;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.Limits;
import dev.trawl.http.RetryAfter;
import dev.trawl.http.Target;
import dev.trawl.robots.RobotsResult.Available;
import dev.trawl.robots.RobotsResult.Unavailable;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/** Asks an origin for its robots.txt (RFC 9309 section 2.3). Thread-safe. */
public final class RobotsFetcher {
  /** The fewest that section 2.3.1.2 asks to be followed. */
  private static final int MOST_REDIRECTS = 5;

  private final GuardedHttpClient client;
  private final RobotsParser parser;
  private final BiFunction<Target, String, Optional<Target>> resolver;

  /**
   * A fetcher.
   *
   * @param resolver where a {@code Location} leads from the target that sent it; empty if that is
   *     no http or https URL
   */
  public RobotsFetcher(
      GuardedHttpClient client,
      RobotsParser parser,
      BiFunction<Target, String, Optional<Target>> resolver) {
    this.client = client;
    this.parser = parser;
    this.resolver = resolver;
  }

  /** Blocks for one request and for each redirect, which may lead to other hosts. */
  public RobotsResult fetch(Origin origin) {
    Target target = origin.robotsTxt();
    for (int hops = 0; ; hops++) {
      Exchange exchange = client.fetch(target, Limits.cutAt(RobotsParser.MOST_BYTES));
      if (exchange instanceof Failure failure) {
        return new Unavailable(failure.reason().wire(), failure.detail());
      }
      try (Answer answer = (Answer) exchange) {
        Optional<Target> next = hops < MOST_REDIRECTS ? redirect(target, answer) : Optional.empty();
        if (next.isEmpty()) {
          return result(origin, answer);
        }
        target = next.get();
      }
    }
  }

  private Optional<Target> redirect(Target from, Answer answer) {
    return answer.status() >= 300 && answer.status() < 400
        ? answer.headers().first("location").flatMap(to -> resolver.apply(from, to))
        : Optional.empty();
  }

  private RobotsResult result(Origin origin, Answer answer) {
    int status = answer.status();
    if (status < 300) {
      String contentType = answer.headers().first("content-type").orElse("");
      return available(origin, new RobotsFile(status, contentType, answer.body(), answer.cut()));
    }
    // Too many redirects, or one that leads nowhere, are as good as no file (section 2.3.1.2). 429
    // is no statement about the file, but about the moment: section 2.3.1.3 would allow everything.
    if (status < 500 && status != 429) {
      return available(origin, RobotsFile.none(status));
    }
    return new Unavailable(
        String.valueOf(status),
        "robots.txt was answered with status " + status,
        RetryAfter.of(answer, Instant.now()));
  }

  private Available available(Origin origin, RobotsFile file) {
    return new Available(parser.parse(origin, file), file);
  }
}
