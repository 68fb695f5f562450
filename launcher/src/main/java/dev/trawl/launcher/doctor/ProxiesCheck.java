package dev.trawl.launcher.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Whether the proxies of {@code TRAWL_PROXIES} take connections. Of what stands there only host and
 * port are shown; the rest may be a password.
 */
final class ProxiesCheck implements Check {

  private static final String SUBJECT = "proxies";
  private static final int MILLIS = 2_000;
  private static final Pattern PLACE =
      Pattern.compile(
          "[A-Za-z0-9]+://(?:[^@/]*@)?(?<host>\\[[^]@]+]|[^\\[:/@]+):(?<port>[0-9]{1,5})/?");

  @Override
  public List<Finding> look(Deployment deployment) {
    return judge(deployment.variable("TRAWL_PROXIES"));
  }

  static List<Finding> judge(String list) {
    if (list.isBlank()) {
      return List.of(Finding.ok(SUBJECT, "none, requests go to the hosts themselves"));
    }
    String[] urls = list.split(",", -1);
    return IntStream.range(0, urls.length)
        .mapToObj(i -> one(PLACE.matcher(urls[i].strip()), i + 1))
        .toList();
  }

  private static Finding one(Matcher url, int number) {
    if (!url.matches() || Integer.parseInt(url.group("port")) > 65_535) {
      return Finding.problem(
          SUBJECT,
          "number " + number + " of TRAWL_PROXIES is none",
          "write it as http://[USER:PASSWORD@]HOST:PORT or socks5://[USER:PASSWORD@]HOST:PORT");
    }
    String host = url.group("host");
    int port = Integer.parseInt(url.group("port"));
    return trouble(host, port)
        .map(
            what ->
                Finding.problem(
                    SUBJECT,
                    host + ":" + port + " cannot be reached from here: " + what,
                    "start it, or correct TRAWL_PROXIES; what was to go through it waits"))
        .orElseGet(() -> Finding.ok(SUBJECT, host + ":" + port + " takes connections"));
  }

  private static Optional<String> trouble(String host, int port) {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(host, port), MILLIS);
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("its name has no address");
    } catch (IOException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }
}
