package dev.trawl.robots;

import dev.trawl.http.Target;

/**
 * What a robots.txt holds for (RFC 9309 section 2.3): one scheme, host and port.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as serialised by the WHATWG URL standard
 * @param port 1 to 65535, the default port spelt out
 */
public record Origin(String scheme, String host, int port) {
  /** The origin of a request. */
  public static Origin of(Target target) {
    return new Origin(target.scheme(), target.host(), target.port());
  }

  Target robotsTxt() {
    return new Target(scheme, host, port, "/robots.txt");
  }

  /** As in a URL, without a path; the default port is left out. */
  @Override
  public String toString() {
    boolean isDefaultPort = port == (scheme.equals("https") ? 443 : 80);
    return scheme + "://" + host + (isDefaultPort ? "" : ":" + port);
  }
}
