package dev.trawl.config;

import dev.trawl.config.ProxyServer.Login;
import dev.trawl.config.ProxyServer.Protocol;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Reads a list of proxies. What is wrong with one is told by its number and never by its text,
 * which may hold a password.
 */
final class ProxyUrls {
  private static final Pattern FORM =
      Pattern.compile(
          "(?<scheme>(?i:http|socks5))://(?:(?<user>[^:@/]+):(?<password>[^:@/]*)@)?"
              + "(?<host>[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]):(?<port>[0-9]{1,5})/?");

  private static final Pattern ESCAPED = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*");

  /** RFC 1929 section 2 gives a length one byte. */
  private static final int LONGEST_FOR_SOCKS = 255;

  private final String variable;

  private ProxyUrls(String variable) {
    this.variable = variable;
  }

  /**
   * The proxies, in their order.
   *
   * @throws IllegalArgumentException naming the variable and the number of the one that is wrong
   */
  static List<ProxyServer> parse(String variable, String list) {
    ProxyUrls reader = new ProxyUrls(variable);
    String[] urls = list.split(",", -1);
    return IntStream.range(0, urls.length)
        .mapToObj(i -> reader.proxy(urls[i].strip(), i + 1))
        .toList();
  }

  private ProxyServer proxy(String url, int number) {
    Matcher parts = FORM.matcher(url);
    if (!parts.matches()) {
      throw wrong(
          " is a list, separated by commas, of http://[USER:PASSWORD@]HOST:PORT and"
              + " socks5://[USER:PASSWORD@]HOST:PORT, with %XX for what has a meaning there;"
              + " this is not so of number ",
          number);
    }
    Protocol protocol = Protocol.valueOf(parts.group("scheme").toUpperCase(Locale.ROOT));
    int port = Integer.parseInt(parts.group("port"));
    if (port < 1 || port > 65_535) {
      throw wrong(": a port is from 1 to 65535, but not that of number ", number);
    }
    if (!isHost(parts.group("host"))) {
      throw wrong(": there is no IPv6 address in the brackets of number ", number);
    }
    Optional<Login> login =
        Optional.ofNullable(parts.group("user"))
            .map(user -> login(protocol, user, parts.group("password"), number));
    return new ProxyServer(protocol, parts.group("host"), port, login);
  }

  /** Literal addresses are looked at only: a name is resolved whenever it is connected to. */
  private static boolean isHost(String host) {
    if (!host.startsWith("[")) {
      return true;
    }
    try {
      return InetAddress.getByName(host) instanceof Inet6Address;
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private Login login(Protocol protocol, String user, String password, int number) {
    if (!ESCAPED.matcher(user).matches() || !ESCAPED.matcher(password).matches()) {
      throw wrong(": % is written %25 in user and password, but not in those of number ", number);
    }
    Login login = new Login(decoded(user), decoded(password));
    if (hasControls(login.user()) || hasControls(login.password())) {
      throw wrong(": there are control characters in user or password of number ", number);
    }
    // RFC 7617 section 2: the first colon ends the user.
    if (protocol == Protocol.HTTP && login.user().contains(":")) {
      throw wrong(": for http a user has no colon, but that of number ", number);
    }
    if (protocol == Protocol.SOCKS5 && !(fits(login.user()) && fits(login.password()))) {
      throw wrong(
          ": for socks5 user and password have 1 to 255 bytes, but not those of number ", number);
    }
    return login;
  }

  private static String decoded(String text) {
    // Of the form encoding that the decoder is made for, only the plus is different.
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static boolean hasControls(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }

  private static boolean fits(String text) {
    int length = text.getBytes(StandardCharsets.UTF_8).length;
    return length >= 1 && length <= LONGEST_FOR_SOCKS;
  }

  private IllegalArgumentException wrong(String what, int number) {
    return new IllegalArgumentException(variable + what + number);
  }
}
