package dev.trawl.http;

import dev.trawl.config.ProxyServer;
import java.time.Duration;
import java.util.List;

/**
 * What a {@link GuardedHttpClient} is made from.
 *
 * @param userAgent value of the User-Agent header, printable ASCII
 * @param allowedNetworks networks that may be fetched from although they are not public
 * @param timeouts limits in time
 * @param maxConnectionsPerHost open connections to one scheme, host and port; from 1
 * @param maxRequestsPerAddress requests under way at once to one address, over all hosts that
 *     answer from there; from 1. {@link Limits#connections()} may allow more
 * @param maxConnections open connections altogether, idle ones included; from 1
 * @param idleTimeout how long an unused connection is kept open
 * @param maxHeaderBytes size of an answer's whole head, from 1024; a single line may have a quarter
 *     of it
 * @param proxies what every connection goes through, a host's always through the same one; they are
 *     connected to wherever they are, since whoever names them allows that
 * @param http2 whether HTTP/2 is offered to servers that speak TLS
 */
public record HttpSettings(
    String userAgent,
    AllowedNetworks allowedNetworks,
    Timeouts timeouts,
    int maxConnectionsPerHost,
    int maxRequestsPerAddress,
    int maxConnections,
    Duration idleTimeout,
    int maxHeaderBytes,
    List<ProxyServer> proxies,
    boolean http2) {

  /** Throws IllegalArgumentException naming the value that is out of its range. */
  public HttpSettings {
    if (!userAgent.chars().allMatch(c -> c >= ' ' && c < 0x7f)) {
      throw new IllegalArgumentException("userAgent must be printable ASCII: " + userAgent);
    }
    atLeast("maxConnectionsPerHost", maxConnectionsPerHost, 1);
    atLeast("maxRequestsPerAddress", maxRequestsPerAddress, 1);
    atLeast("maxConnections", maxConnections, 1);
    atLeast("maxHeaderBytes", maxHeaderBytes, 1024);
  }

  /**
   * The defaults: 32 connections a host and requests an address, 1024 connections altogether, idle
   * for 15 s, 256 KiB of header, no proxy, HTTP/2 offered.
   */
  public static HttpSettings of(String userAgent, AllowedNetworks allowedNetworks) {
    return new HttpSettings(
        userAgent,
        allowedNetworks,
        Timeouts.DEFAULT,
        32,
        32,
        1024,
        Duration.ofSeconds(15),
        256 * 1024,
        List.of(),
        true);
  }

  /** The same with other timeouts. */
  public HttpSettings withTimeouts(Timeouts other) {
    return new HttpSettings(
        userAgent,
        allowedNetworks,
        other,
        maxConnectionsPerHost,
        maxRequestsPerAddress,
        maxConnections,
        idleTimeout,
        maxHeaderBytes,
        proxies,
        http2);
  }

  /** The same, offering HTTP/2 or not. */
  public HttpSettings withHttp2(boolean offered) {
    return new HttpSettings(
        userAgent,
        allowedNetworks,
        timeouts,
        maxConnectionsPerHost,
        maxRequestsPerAddress,
        maxConnections,
        idleTimeout,
        maxHeaderBytes,
        proxies,
        offered);
  }

  /** The same with other limits on open connections, and on requests to one address. */
  public HttpSettings withConnections(int perHost, int perAddress, int total) {
    return new HttpSettings(
        userAgent,
        allowedNetworks,
        timeouts,
        perHost,
        perAddress,
        total,
        idleTimeout,
        maxHeaderBytes,
        proxies,
        http2);
  }

  /** The same through these proxies; empty for none. */
  public HttpSettings withProxies(List<ProxyServer> others) {
    return new HttpSettings(
        userAgent,
        allowedNetworks,
        timeouts,
        maxConnectionsPerHost,
        maxRequestsPerAddress,
        maxConnections,
        idleTimeout,
        maxHeaderBytes,
        others,
        http2);
  }

  private static void atLeast(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ": " + value);
    }
  }
}
