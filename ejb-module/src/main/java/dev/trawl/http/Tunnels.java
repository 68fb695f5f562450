package dev.trawl.http;

import dev.trawl.config.ProxyServer;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.util.List;

/** The proxies of one client, each with what is known of it. Thread-safe. */
final class Tunnels {
  private final List<Tunnel> tunnels;

  Tunnels(List<ProxyServer> proxies) {
    tunnels = proxies.stream().map(Tunnel::new).toList();
  }

  /** A socket that is not connected yet. */
  Socket socket() {
    // A plain new Socket() would follow the machine's SOCKS settings, past the address check.
    return tunnels.isEmpty() ? new Socket(Proxy.NO_PROXY) : new TunnelSocket(this);
  }

  /**
   * Always the same for a host, whichever of its addresses it is and whichever node asks: a site
   * sees one visitor. Name and port are the host, as no port speaks both http and https.
   */
  Tunnel to(InetSocketAddress target) {
    int hash = 31 * target.getHostString().hashCode() + target.getPort();
    return tunnels.get(Math.floorMod(hash ^ (hash >>> 16), tunnels.size()));
  }

  /** What was wrong the last time with each proxy that failed then. */
  List<String> troubles() {
    return tunnels.stream().map(Tunnel::health).flatMap(h -> h.trouble().stream()).toList();
  }

  /** A proxy, and the way through it. */
  record Tunnel(String name, ProxyServer proxy, TunnelProtocol protocol, ProxyHealth health) {
    private Tunnel(String name, ProxyServer proxy) {
      this(name, proxy, TunnelProtocol.of(proxy), new ProxyHealth(name));
    }

    Tunnel(ProxyServer proxy) {
      this("the proxy " + proxy, proxy);
    }

    /** Where it is now. */
    InetSocketAddress address() {
      return new InetSocketAddress(proxy.host(), proxy.port());
    }

    /** It does its work, and has no connection for a reason of the target's. */
    ExchangeException hasNone(Reason reason, String what) {
      health.works();
      return new ExchangeException(reason, name + " " + what);
    }
  }
}
