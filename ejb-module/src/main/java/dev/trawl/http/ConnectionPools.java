package dev.trawl.http;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;

/**
 * Several pools of connections, each for a part of the hosts. One pool looks through its idle
 * connections at every lease, which with a thousand of them took an eighth of a fetcher's time.
 */
final class ConnectionPools {
  private static final int MOST = 16;

  private final List<PoolingHttpClientConnectionManager> pools;

  private ConnectionPools(List<PoolingHttpClientConnectionManager> pools) {
    this.pools = pools;
  }

  /**
   * As many pools as there may be without a host getting fewer connections than it may have.
   *
   * @param make a pool that holds so many connections at the most
   */
  static ConnectionPools of(
      HttpSettings settings, IntFunction<PoolingHttpClientConnectionManager> make) {
    int total = settings.maxConnections();
    int count = Math.max(1, Math.min(MOST, total / settings.maxConnectionsPerHost()));
    // The first ones take what is left over, so that together they hold what is allowed.
    return new ConnectionPools(
        IntStream.range(0, count)
            .map(i -> total / count + (i < total % count ? 1 : 0))
            .mapToObj(make)
            .toList());
  }

  PoolingHttpClientConnectionManager of(Target target) {
    int hash = 31 * target.bareHost().hashCode() + target.port();
    return pools.get(Math.floorMod(hash ^ (hash >>> 16), pools.size()));
  }

  int inUse() {
    return pools.stream().mapToInt(pool -> pool.getTotalStats().getLeased()).sum();
  }

  void closeIdle(TimeValue time) {
    for (PoolingHttpClientConnectionManager pool : pools) {
      pool.closeExpired();
      pool.closeIdle(time);
    }
  }

  void close() {
    pools.forEach(pool -> pool.close(CloseMode.IMMEDIATE));
  }
}
