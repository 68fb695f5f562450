package dev.trawl.config;

import java.util.Locale;
import java.util.Optional;

/**
 * A proxy that requests go through. As text it is a URL without the login.
 *
 * @param protocol how it is asked for a connection
 * @param host a name or a literal address; an IPv6 address has its brackets
 * @param port 1 to 65535
 * @param login what it is to know us by; empty if it asks nobody
 */
public record ProxyServer(Protocol protocol, String host, int port, Optional<Login> login) {
  /** What a proxy speaks. */
  public enum Protocol {
    /** The method CONNECT (RFC 9110 section 9.3.6). */
    HTTP,
    /** SOCKS version 5 (RFC 1928). */
    SOCKS5
  }

  /** User and password; as text neither is shown. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[…]";
    }
  }

  @Override
  public String toString() {
    return protocol.name().toLowerCase(Locale.ROOT) + "://" + host + ":" + port;
  }
}
