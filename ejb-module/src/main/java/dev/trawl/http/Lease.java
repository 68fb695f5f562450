package dev.trawl.http;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.ConnectionEndpoint;
import org.apache.hc.client5.http.io.LeaseRequest;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;

/**
 * A place in the pool of connections, which must be given back.
 *
 * @param idle how long a connection given back may wait for its next use
 */
record Lease(PoolingHttpClientConnectionManager pool, ConnectionEndpoint endpoint, Duration idle) {

  /**
   * Waits for a place.
   *
   * @throws ExchangeException as {@link Reason#CANCELLED} if there is none; an interrupt stays set
   */
  static Lease take(
      PoolingHttpClientConnectionManager pool, Target target, Duration longest, Duration idle)
      throws ExchangeException {
    HttpHost host = new HttpHost(target.scheme(), target.bareHost(), target.port());
    HttpRoute route = new HttpRoute(host, null, target.isSecure());
    try {
      LeaseRequest request = pool.lease("", route, null);
      return new Lease(pool, await(request, Timeout.ofMilliseconds(longest.toMillis())), idle);
    } catch (TimeoutException e) {
      throw cancelled("no connection came free in " + longest.toMillis() + " ms");
    } catch (ExecutionException | CancellationException e) {
      throw cancelled("no connection to be had");
    } catch (IllegalStateException e) {
      if (!pool.isClosed()) {
        throw e;
      }
      throw cancelled("the client is closed");
    }
  }

  private static ConnectionEndpoint await(LeaseRequest request, Timeout longest)
      throws ExchangeException, ExecutionException, TimeoutException {
    try {
      return request.get(longest);
    } catch (InterruptedException e) {
      request.cancel();
      Thread.currentThread().interrupt();
      throw cancelled("interrupted");
    }
  }

  void connect(Timeout longest, HttpContext context) throws IOException {
    pool.connect(endpoint, longest, context);
  }

  boolean isClientClosed() {
    return pool.isClosed();
  }

  /**
   * A connection that is not whole is reset: waiting for the rest of it would be the server's
   * choice.
   */
  void giveBack(boolean reusable) {
    if (!reusable) {
      endpoint.close(CloseMode.IMMEDIATE);
    }
    pool.release(endpoint, null, reusable ? TimeValue.ofMilliseconds(idle.toMillis()) : null);
  }

  private static ExchangeException cancelled(String detail) {
    return new ExchangeException(Reason.CANCELLED, detail);
  }
}
