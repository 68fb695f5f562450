package dev.trawl.http;

import dev.trawl.body.BodyStore;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;

/**
 * The HTTP client for everything that is fetched: blocking, with kept-alive connections, addresses
 * checked, and every exchange bounded in time and size. It speaks HTTP/1.1, and HTTP/2 with servers
 * that choose it in the TLS handshake. It follows no redirect, keeps no cookie, and knows no
 * proxies but those of {@link HttpSettings#proxies}: the settings of the environment and of the
 * Java machine are ignored.
 *
 * <p>Thread-safe; one serves a whole node. It holds one daemon thread for deadlines and idle
 * connections until it is closed.
 */
public final class GuardedHttpClient implements AutoCloseable {
  private final HttpSettings settings;
  private final BiConsumer<Target, InetAddress> crowded;
  private final AddressUse use;
  private final Tunnels tunnels;
  private final ConnectionPools pools;
  private final ScheduledThreadPoolExecutor timer;
  private final Future<?> eviction;
  private final DecoderMemory decoderMemory = new DecoderMemory();
  private final BodyStore bodies;
  private final boolean ownsBodies;

  /** A client that asks the system for addresses. */
  public GuardedHttpClient(HttpSettings settings) {
    this(settings, HostResolver.SYSTEM);
  }

  /**
   * A client that asks the system for addresses.
   *
   * @param bodies holds the bodies of its answers; it is not closed with the client
   * @param crowded is told of a target that was not requested, and of the address that it would
   *     have been requested from, which has as many requests as it may have
   */
  public GuardedHttpClient(
      HttpSettings settings, BodyStore bodies, BiConsumer<Target, InetAddress> crowded) {
    this(settings, HostResolver.SYSTEM, SSLContexts.createDefault(), bodies, false, crowded);
  }

  /** A client with a resolver of the caller's; its addresses are checked like any other. */
  public GuardedHttpClient(HttpSettings settings, HostResolver resolver) {
    this(settings, resolver, SSLContexts.createDefault());
  }

  GuardedHttpClient(HttpSettings settings, HostResolver resolver, SSLContext tls) {
    this(settings, resolver, tls, BodyStore.temporary(), true, (target, address) -> {});
  }

  private GuardedHttpClient(
      HttpSettings settings,
      HostResolver resolver,
      SSLContext tls,
      BodyStore bodies,
      boolean ownsBodies,
      BiConsumer<Target, InetAddress> crowded) {
    this.settings = settings;
    this.bodies = bodies;
    this.ownsBodies = ownsBodies;
    this.crowded = crowded;
    use = new AddressUse(settings.maxRequestsPerAddress());
    tunnels = new Tunnels(settings.proxies());
    pools = Connections.pools(settings, resolver, tls, tunnels);
    timer = timer();
    long period = Math.max(1, settings.idleTimeout().toMillis() / 2);
    eviction = timer.scheduleWithFixedDelay(this::evict, period, period, TimeUnit.MILLISECONDS);
  }

  /** Gets a target; see {@link #fetch(Target, Headers, Limits)}. */
  public Exchange fetch(Target target, Limits limits) {
    return fetch(target, Headers.NONE, limits);
  }

  /**
   * Gets a target. Blocks until the answer is complete or has failed, at most for the time of a
   * whole answer; only a name lookup may add to that.
   *
   * <p>The request is sent again, on a new connection, in these cases only, and once for each: a
   * connection kept alive turned out to be closed before a byte of the answer came, or the server
   * said over HTTP/2 that it did not process it; and the server requires HTTP/1.1.
   *
   * @param extra header fields to send besides, or instead of, User-Agent and Accept
   * @return an answer of any status, to be closed, or the reason why there is none; interrupting
   *     the thread gives {@link Reason#CANCELLED} if it waits for a connection or for {@link
   *     DecoderMemory}, and has no effect otherwise; so does an address that has as many requests
   *     as it may have
   * @throws IllegalArgumentException if an extra field may not be sent: Host, Connection,
   *     Accept-Encoding, what frames a message, or with characters that do not belong there
   */
  public Exchange fetch(Target target, Headers extra, Limits limits) {
    ClassicHttpRequest request = RequestHead.get(target, settings.userAgent(), extra);
    Timeouts timeouts = limits.timeouts().orElse(settings.timeouts());
    try (Deadline deadline = new Deadline(timer, timeouts.answer().toNanos())) {
      return exchange(target, request, timeouts, deadline, limits);
    } catch (AddressCrowdedException e) {
      crowded.accept(target, e.address());
      return new Failure(Reason.CANCELLED, FailureReasons.detail(e));
    } catch (ExchangeException e) {
      return new Failure(e.reason(), FailureReasons.detail(e));
    } catch (RejectedExecutionException e) {
      return new Failure(Reason.CANCELLED, "the client is closed");
    }
  }

  private Exchange exchange(
      Target target,
      ClassicHttpRequest request,
      Timeouts timeouts,
      Deadline deadline,
      Limits limits)
      throws ExchangeException, AddressCrowdedException {
    Connecting connecting = Connecting.ANY;
    while (true) {
      try {
        return attempt(target, request, timeouts, deadline, limits, connecting).run();
      } catch (StaleConnectionException stale) {
        connecting = stale.next();
      }
    }
  }

  private Attempt attempt(
      Target target,
      ClassicHttpRequest request,
      Timeouts timeouts,
      Deadline deadline,
      Limits limits,
      Connecting connecting)
      throws ExchangeException {
    Lease lease = Lease.take(pools.of(target), target, timeouts.connect(), settings.idleTimeout());
    return new Attempt(
        lease, request, timeouts, deadline, use, decoderMemory, bodies, limits, connecting);
  }

  /** How long an exchange may take if its {@link Limits} do not say. */
  public Timeouts timeouts() {
    return settings.timeouts();
  }

  /** Connections that are in use for a request now. */
  public int connectionsInUse() {
    return pools.inUse();
  }

  /** What was wrong with each proxy that did not do its work when it was last used. */
  public List<String> proxyTroubles() {
    return tunnels.troubles();
  }

  DecoderMemory decoderMemory() {
    return decoderMemory;
  }

  /** Closes every connection; exchanges under way end as {@link Reason#CANCELLED}. */
  @Override
  public void close() {
    eviction.cancel(false);
    timer.shutdownNow();
    pools.close();
    if (ownsBodies) {
      bodies.close();
    }
  }

  private void evict() {
    pools.closeIdle(TimeValue.ofMilliseconds(settings.idleTimeout().toMillis()));
  }

  private static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "trawl-http-deadlines");
              thread.setDaemon(true);
              return thread;
            });
    // Nearly every deadline is cancelled: without this each would stay in the queue for its whole
    // time.
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }
}
