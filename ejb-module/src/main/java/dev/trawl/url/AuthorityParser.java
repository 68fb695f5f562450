package dev.trawl.url;

import java.util.Optional;

/**
 * Authority, host and port states of the basic URL parser: {@code [user[:password]@]host[:port]}.
 */
final class AuthorityParser {
  private static final int MAX_PORT = 65_535;
  private static final int FAILURE = -1;

  private AuthorityParser() {}

  /** Writes the authority that stands between {@code from} and {@code to}; false on failure. */
  static boolean append(String input, int from, int to, Scheme scheme, HrefBuilder out) {
    int at = input.lastIndexOf('@', to - 1);
    if (at >= from) {
      appendUserinfo(input, from, at, out.text);
    }
    int hostStart = Math.max(from, at + 1);
    int colon = portColon(input, hostStart, to);
    if (colon == hostStart) {
      return false;
    }
    Optional<String> host = HostParser.parse(input.substring(hostStart, colon));
    int port = colon + 1 < to ? number(input, colon + 1, to) : scheme.defaultPort;
    if (host.isEmpty() || port == FAILURE) {
      return false;
    }
    out.host(host.get());
    out.port(port, scheme);
    return true;
  }

  private static void appendUserinfo(String input, int from, int to, StringBuilder out) {
    int colon = input.indexOf(':', from);
    int nameEnd = colon < 0 || colon > to ? to : colon;
    int passwordStart = Math.min(nameEnd + 1, to);
    PercentEncodeSet.USERINFO.append(input, from, nameEnd, out);
    if (passwordStart < to) {
      out.append(':');
      PercentEncodeSet.USERINFO.append(input, passwordStart, to, out);
    }
    if (nameEnd > from || passwordStart < to) {
      out.append('@');
    }
  }

  /**
   * The colon before the port, which is the first one outside brackets; {@code to} if there is
   * none.
   */
  private static int portColon(String input, int from, int to) {
    boolean insideBrackets = false;
    for (int i = from; i < to; i++) {
      char c = input.charAt(i);
      if (c == ':' && !insideBrackets) {
        return i;
      }
      insideBrackets = c == '[' || (insideBrackets && c != ']');
    }
    return to;
  }

  private static int number(String input, int from, int to) {
    int port = 0;
    for (int i = from; i < to; i++) {
      if (!Ascii.isDigit(input.charAt(i))) {
        return FAILURE;
      }
      port = port * 10 + (input.charAt(i) - '0');
      if (port > MAX_PORT) {
        return FAILURE;
      }
    }
    return port;
  }
}
