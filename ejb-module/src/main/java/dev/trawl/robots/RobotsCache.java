package dev.trawl.robots;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.trawl.robots.RobotsResult.Available;
import dev.trawl.robots.RobotsResult.Unavailable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * Keeps what origins said, and asks each of them once at a time: threads that want the same origin
 * wait for the one that asks. Thread-safe.
 */
public final class RobotsCache {
  /** RFC 9309 section 2.4: not to be used for longer. */
  public static final Duration KEEP_AVAILABLE = Duration.ofHours(24);

  public static final Duration KEEP_UNAVAILABLE = Duration.ofSeconds(4);

  /**
   * Origins that are kept, if no file takes more than {@link #BYTES_PER_UNIT}; a larger one counts
   * as several.
   */
  private static final int MOST_UNITS = 10_000;

  private static final int BYTES_PER_UNIT = 4096;

  private final Function<Origin, RobotsResult> fetch;
  private final AsyncCache<Origin, RobotsResult> results;

  /**
   * A cache of up to 10,000 origins or 20 MiB of robots.txt.
   *
   * @param fetch finds or fetches what is not here
   * @param keepAvailable how long rules are used
   * @param keepUnavailable how long an origin that gave none is not asked again; shorter than the
   *     first pause of the caller's retries, or that retry would see the old result
   */
  public RobotsCache(
      Function<Origin, RobotsResult> fetch, Duration keepAvailable, Duration keepUnavailable) {
    this(fetch, keepAvailable, keepUnavailable, Ticker.systemTicker());
  }

  RobotsCache(
      Function<Origin, RobotsResult> fetch,
      Duration keepAvailable,
      Duration keepUnavailable,
      Ticker ticker) {
    this.fetch = fetch;
    Caffeine<Origin, RobotsResult> builder =
        Caffeine.newBuilder()
            .ticker(ticker)
            .executor(Runnable::run) // its upkeep is short, and a server's common pool is not ours
            .maximumWeight(MOST_UNITS)
            .weigher((Origin origin, RobotsResult result) -> weight(result))
            .expireAfter(
                Expiry.creating(
                    (Origin origin, RobotsResult result) ->
                        keep(result, keepAvailable, keepUnavailable)));
    results = builder.buildAsync();
  }

  /** What an origin said; blocks while it is asked, by this thread or by another one. */
  public RobotsResult get(Origin origin) {
    // Not the cache's own loading: it would hold a lock over other origins during the request.
    CompletableFuture<RobotsResult> mine = new CompletableFuture<>();
    CompletableFuture<RobotsResult> there = results.asMap().putIfAbsent(origin, mine);
    if (there != null) {
      return there.join();
    }
    try {
      RobotsResult result = fetch.apply(origin);
      mine.complete(result);
      return result;
    } catch (RuntimeException | Error e) {
      mine.completeExceptionally(e); // takes it out of the cache
      throw e;
    }
  }

  /** Forgets an origin, so that it is asked anew. */
  public void forget(Origin origin) {
    results.synchronous().invalidate(origin);
  }

  private static Duration keep(RobotsResult result, Duration available, Duration unavailable) {
    if (result instanceof Unavailable none) {
      return none.isCancelled() || none.isOfProxy() ? Duration.ZERO : unavailable;
    }
    return available;
  }

  private static int weight(RobotsResult result) {
    return result instanceof Available available
        ? 1 + 2 * available.file().content().length / BYTES_PER_UNIT // and the rules as much again
        : 1;
  }
}
