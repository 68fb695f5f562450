package dev.trawl.fetch;

import dev.trawl.batch.BackOff;
import dev.trawl.database.Infrastructure;
import dev.trawl.host.RetryTable;
import dev.trawl.host.RobotsStore;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.robots.Origin;
import dev.trawl.robots.RobotsCache;
import dev.trawl.robots.RobotsFile;
import dev.trawl.robots.RobotsResult;
import dev.trawl.robots.RobotsResult.Available;
import dev.trawl.robots.RobotsResult.Unavailable;
import dev.trawl.url.CrawlUrl;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/**
 * Asks robots.txt before a URL is requested (RFC 9309). What a host answered is in the database,
 * for all nodes; here it is remembered for a minute.
 */
@ApplicationScoped
class RobotsGate {
  private static final Duration REMEMBERED = Duration.ofMinutes(1);

  @EJB Clients clients;
  @EJB RobotsStore store;

  private final BackOff backOff = new BackOff("reading and keeping robots.txt");
  private final RobotsCache cache =
      new RobotsCache(this::load, REMEMBERED, RobotsCache.KEEP_UNAVAILABLE);

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /**
   * Asks the host for its robots.txt now, and keeps the answer.
   *
   * @return what the URL that was to be requested goes back with
   */
  FetchOutcome ask(CrawlUrl url) {
    Origin origin = origin(url);
    RobotsResult result = fetch(origin);
    cache.forget(origin);
    return result instanceof Unavailable unavailable
        ? unavailable(unavailable)
        : new NotRequested("robots-fetched", "robots.txt was asked for first");
  }

  /** What the URL ends with instead of a request; empty if it may be requested. */
  Optional<FetchOutcome> refuses(CrawlUrl url) {
    RobotsResult result = cache.get(origin(url));
    if (result instanceof Available available) {
      return available
          .rules()
          .line(url.toString())
          .map(line -> new NotRequested("robots-disallowed", "robots.txt: " + line));
    }
    return Optional.of(unavailable((Unavailable) result));
  }

  private static NotRequested unavailable(Unavailable unavailable) {
    if (unavailable.isCancelled()) {
      return new NotRequested("not-running", unavailable.detail());
    }
    return unavailable.isFinal() || unavailable.isOfProxy()
        ? new NotRequested(unavailable.reason(), unavailable.detail())
        : new NotRequested(
            RetryTable.ROBOTS_UNREACHABLE,
            unavailable.reason() + ": " + unavailable.detail(),
            unavailable.retryAfter());
  }

  private RobotsResult load(Origin origin) {
    Optional<RobotsFile> kept =
        backOff.untilAnswered(() -> store.find(origin.toString()), Infrastructure::isAway);
    // Asked here only where the kept answer ran out while a task was on its way.
    return kept.<RobotsResult>map(
            file -> new Available(clients.robotsParser().parse(origin, file), file))
        .orElseGet(() -> fetch(origin));
  }

  private RobotsResult fetch(Origin origin) {
    RobotsResult result = clients.robots().fetch(origin);
    if (result instanceof Available available) {
      backOff.untilDone(
          () ->
              store.save(
                  origin.toString(),
                  available.file(),
                  available.rules().crawlDelay(),
                  available.rules().sitemaps()),
          Infrastructure::isAway);
    }
    return result;
  }

  private static Origin origin(CrawlUrl url) {
    return Origin.of(Clients.target(url));
  }
}
