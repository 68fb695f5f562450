package dev.trawl.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Asks for the addresses of a host. It need not check them: whatever it says is checked by the
 * client.
 *
 * <p>It is asked once for every connection that is opened, and never for one that is reused.
 */
@FunctionalInterface
public interface HostResolver {
  /**
   * The system's resolver. The Java machine keeps what it was told for 30 s and a failure for 10 s
   * ({@code networkaddress.cache.ttl} and {@code networkaddress.cache.negative.ttl} in its security
   * settings), whatever the record's own time to live; that is short enough for a crawl, so nothing
   * is cached on top of it. The system's own timeouts hold; a lookup cannot be broken off.
   */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * The addresses of a host, in the order they are to be tried, each with the host's name as the
   * system's have it: of several proxies it chooses the one that is gone through.
   *
   * @param host a name, or a literal address without brackets
   * @throws UnknownHostException if there is none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
