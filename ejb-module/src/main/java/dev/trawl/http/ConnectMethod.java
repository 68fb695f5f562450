package dev.trawl.http;

import dev.trawl.config.ProxyServer.Login;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The method CONNECT (RFC 9110 section 9.3.6), for targets of http as well as https: what a proxy
 * would do with other requests (resolve, cache, rewrite) is ours to do.
 */
final class ConnectMethod implements TunnelProtocol {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ([1-9][0-9]{2})( .*)?");

  /** The header field with the login, or nothing. */
  private final String authorization;

  ConnectMethod(Optional<Login> login) {
    authorization = login.map(ConnectMethod::basic).orElse("");
  }

  /** RFC 7617. Sent unasked, as there is but one login for one proxy. */
  private static String basic(Login login) {
    String pair = login.user() + ":" + login.password();
    return "Proxy-Authorization: Basic "
        + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8))
        + "\r\n";
  }

  @Override
  public void open(ProxyDialogue dialogue, InetSocketAddress target) throws IOException {
    String authority = TunnelProtocol.text(target);
    String head = "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n";
    dialogue.ask((head + authorization + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    int status = status(dialogue);
    while (status < 200) {
      status = status(dialogue);
    }
    if (status >= 300) {
      throw refusal(status, authority);
    }
  }

  private static int status(ProxyDialogue dialogue) throws IOException {
    Matcher line = STATUS_LINE.matcher(statusLine(dialogue));
    if (!line.matches()) {
      throw new ExchangeException(Reason.PROXY, "does not answer as an HTTP proxy does");
    }
    return Integer.parseInt(line.group(1));
  }

  /** Reads a whole head, and keeps its first line. Nothing follows it but what the target sends. */
  private static String statusLine(ProxyDialogue dialogue) throws IOException {
    Optional<String> first = Optional.empty();
    StringBuilder line = new StringBuilder();
    while (true) {
      int next = dialogue.read();
      if (next == '\n') {
        first = first.or(() -> Optional.of(line.toString()));
        if (line.isEmpty()) {
          return first.get();
        }
        line.setLength(0);
      } else if (next != '\r') {
        line.append((char) next);
      }
    }
  }

  /**
   * Which of them is meant is custom: 502 to 504 are of gateways (RFC 9110 section 15.6), and
   * tinyproxy says 500 where it has no connection.
   */
  private static ExchangeException refusal(int status, String authority) {
    String code = " (" + status + ")";
    return switch (status) {
      case 407 -> new ExchangeException(Reason.PROXY, "wants another user or password" + code);
      case 403 ->
          new ExchangeException(
              Reason.ADDRESS_REFUSED, "does not let us connect to " + authority + code);
      case 500, 502, 503 ->
          new ExchangeException(Reason.UNREACHABLE, "has no connection to " + authority + code);
      case 504 ->
          new ExchangeException(
              Reason.CONNECT_TIMEOUT, "got no connection to " + authority + " in time" + code);
      default ->
          new ExchangeException(Reason.PROXY, "does not take CONNECT to " + authority + code);
    };
  }
}
