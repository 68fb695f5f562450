package dev.trawl.http;

/**
 * Where a request goes and what stands on its request line.
 *
 * @param scheme {@code http} or {@code https}
 * @param host as serialised by the WHATWG URL standard: ASCII, an IPv6 address in brackets
 * @param port 1 to 65535, the default port spelt out
 * @param requestTarget path and query exactly as they are sent: begins with {@code /}, printable
 *     ASCII without spaces; characters that {@code java.net.URI} refuses are allowed
 */
public record Target(String scheme, String host, int port, String requestTarget) {
  /** Checks the ranges above; throws IllegalArgumentException naming the part that is wrong. */
  public Target {
    check(scheme.equals("http") || scheme.equals("https"), "scheme", scheme);
    check(!host.isEmpty() && isVisibleAscii(host), "host", host);
    check(port >= 1 && port <= 65_535, "port", String.valueOf(port));
    check(
        requestTarget.startsWith("/") && isVisibleAscii(requestTarget),
        "request target",
        requestTarget);
  }

  boolean isSecure() {
    return scheme.equals("https");
  }

  /** The host as it is resolved and verified: an IPv6 address without its brackets. */
  String bareHost() {
    return host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
  }

  /** The value of the Host header (RFC 9110 section 7.2): the default port is left out. */
  String authority() {
    return port == (isSecure() ? 443 : 80) ? host : host + ":" + port;
  }

  /** The same server with another request target. */
  public Target withRequestTarget(String other) {
    return new Target(scheme, host, port, other);
  }

  private static boolean isVisibleAscii(String text) {
    return text.chars().allMatch(c -> c > ' ' && c < 0x7f);
  }

  private static void check(boolean holds, String part, String value) {
    if (!holds) {
      throw new IllegalArgumentException("not a usable " + part + ": " + value);
    }
  }
}
