package dev.trawl.http;

import dev.trawl.config.ProxyServer;
import dev.trawl.config.ProxyServer.Login;
import dev.trawl.config.ProxyServer.Protocol;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on a loopback socket that keeps what it was asked for. */
final class TestProxy implements AutoCloseable {
  /** In it is what would have to be escaped in a URL, and what is no ASCII. */
  static final Login LOGIN = new Login("user", "se:c@r/e,t%ü");

  private final Protocol protocol;
  private final Optional<Login> wanted;
  private final List<String> targets = new CopyOnWriteArrayList<>();
  private final RawServer server;

  private TestProxy(Protocol protocol, Optional<Login> wanted) {
    this.protocol = protocol;
    this.wanted = wanted;
    server = new RawServer(protocol == Protocol.HTTP ? this::connect : this::socks);
  }

  /** One that lets everybody in. */
  static TestProxy open(Protocol protocol) {
    return new TestProxy(protocol, Optional.empty());
  }

  /** One that wants {@link #LOGIN}. */
  static TestProxy closed(Protocol protocol) {
    return new TestProxy(protocol, Optional.of(LOGIN));
  }

  /** How it is set, with that login. */
  ProxyServer setting(Optional<Login> login) {
    return setting(protocol, server, login);
  }

  ProxyServer setting() {
    return setting(Optional.empty());
  }

  /** How a proxy is set that answers as the server does. */
  static ProxyServer setting(Protocol protocol, RawServer server, Optional<Login> login) {
    return new ProxyServer(protocol, "127.0.0.1", server.port(), login);
  }

  /** Every address and port that it was asked for, as they stood in the request. */
  List<String> targets() {
    return targets;
  }

  /** The heads of all requests, where it speaks HTTP. */
  List<String> requests() {
    return server.requests();
  }

  int connections() {
    return server.connections();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private void connect(RawServer.Connection client) throws IOException {
    String head = client.readHead().orElseThrow(IOException::new);
    String wants = wanted.map(login -> "Proxy-Authorization: Basic " + basic(login)).orElse("");
    if (!head.contains(wants)) {
      client.send(
          "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    String authority = head.split(" ", -1)[1];
    targets.add(authority);
    Optional<Socket> target = reach(authority);
    client.send(
        target.isPresent() ? "HTTP/1.1 200 Yes\r\nVia: x\r\n\r\n" : "HTTP/1.0 502 No\r\n\r\n");
    if (target.isPresent()) {
      client.relay(target.get());
    }
  }

  private static String basic(Login login) {
    String pair = login.user() + ":" + login.password();
    return Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
  }

  private void socks(RawServer.Connection client) throws IOException {
    byte[] offered = client.read(client.read(2)[1]);
    byte method = (byte) (wanted.isPresent() ? 2 : 0);
    boolean isOffered = new String(offered, StandardCharsets.ISO_8859_1).indexOf(method) >= 0;
    client.send(new byte[] {5, isOffered ? method : (byte) 0xff});
    if (!isOffered || (wanted.isPresent() && !logsIn(client, wanted.get()))) {
      return;
    }
    byte[] head = client.read(4);
    String host = host(client, head[3]);
    byte[] port = client.read(2);
    String authority = host + ":" + ((port[0] & 0xff) << 8 | (port[1] & 0xff));
    targets.add(authority);
    Optional<Socket> target = reach(authority);
    byte reply = (byte) (target.isPresent() ? 0 : 5);
    // With a name for an address, which is the longest form.
    client.send(new byte[] {5, reply, 0, 3, 2, 'm', 'e', 0, 0});
    if (target.isPresent()) {
      client.relay(target.get());
    }
  }

  private static boolean logsIn(RawServer.Connection client, Login login) throws IOException {
    String user = new String(client.read(client.read(2)[1]), StandardCharsets.UTF_8);
    String password = new String(client.read(client.read(1)[0]), StandardCharsets.UTF_8);
    boolean right = login.equals(new Login(user, password));
    client.send(new byte[] {1, (byte) (right ? 0 : 1)});
    return right;
  }

  private static String host(RawServer.Connection client, byte type) throws IOException {
    return switch (type) {
      case 1 -> InetAddress.getByAddress(client.read(4)).getHostAddress();
      case 4 -> "[" + Cidr.text(InetAddress.getByAddress(client.read(16))) + "]";
      default -> "name:" + new String(client.read(client.read(1)[0]), StandardCharsets.UTF_8);
    };
  }

  /** Names are not resolved: nobody may ask for one. */
  private static Optional<Socket> reach(String authority) throws IOException {
    int colon = authority.lastIndexOf(':');
    String host = authority.substring(0, colon);
    if (!host.matches("[0-9.]+|\\[[0-9a-f:.]+]")) {
      throw new IOException("not an address: " + host);
    }
    try {
      return Optional.of(
          new Socket(
              InetAddress.getByName(host), Integer.parseInt(authority.substring(colon + 1))));
    } catch (ConnectException e) {
      return Optional.empty();
    }
  }
}
