package dev.trawl.http;

import dev.trawl.config.ProxyServer;
import java.io.IOException;
import java.net.InetSocketAddress;

/** How a proxy is asked for a connection. */
interface TunnelProtocol {
  /**
   * Asks for a connection to an address, never to a name. When this returns, whatever comes next is
   * from there.
   *
   * @throws ExchangeException with the reason {@link Reason#PROXY} if the proxy refuses us or
   *     answers something else, and with a reason of the target's if it says that it has no
   *     connection to it; the detail is what the proxy does, without its name
   * @throws IOException if the proxy ends the connection or does not keep to the time
   */
  void open(ProxyDialogue dialogue, InetSocketAddress target) throws IOException;

  /** The one that a proxy speaks. */
  static TunnelProtocol of(ProxyServer proxy) {
    return switch (proxy.protocol()) {
      case HTTP -> new ConnectMethod(proxy.login());
      case SOCKS5 -> new Socks5(proxy.login());
    };
  }

  /** An address and port as in a URL. */
  static String text(InetSocketAddress target) {
    String address = Cidr.text(target.getAddress());
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + target.getPort();
  }
}
