package dev.trawl.systemtest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An HTTP proxy on this machine that takes CONNECT, wants a login, and keeps a log. */
final class ConnectProxy implements AutoCloseable {
  static final String USER = "crawler";
  static final String PASSWORD = "open-sesame";

  private static final String LOGIN =
      "\r\nProxy-Authorization: Basic "
          + Base64.getEncoder()
              .encodeToString((USER + ":" + PASSWORD).getBytes(StandardCharsets.UTF_8))
          + "\r\n";

  private final ServerSocket listener;
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final List<String> handedThrough = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

  private ConnectProxy(int port) {
    try {
      listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start(this::accept);
  }

  /**
   * Listens.
   *
   * @param port 0 for any free one
   */
  static ConnectProxy start(int port) {
    return new ConnectProxy(port);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** The first lines of all requests, each with the status that it was answered with. */
  List<String> log() {
    return log;
  }

  /** The paths that were requested through it. */
  List<String> paths() {
    return handedThrough.stream()
        .filter(piece -> piece.startsWith("GET "))
        .map(piece -> piece.split(" ", 3)[1])
        .toList();
  }

  @Override
  public void close() {
    try {
      listener.close();
      for (Socket socket : sockets) {
        socket.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "connect-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        sockets.add(client);
        start(() -> serve(client));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      String head = head(client.getInputStream());
      String line = head.substring(0, head.indexOf('\r'));
      String[] parts = line.split("[ :]", -1);
      if (!head.contains(LOGIN)) {
        answer(client, line, "407 Proxy Authentication Required");
      } else if (parts.length == 4 && parts[0].equals("CONNECT")) {
        connect(client, line, parts[1], Integer.parseInt(parts[2]));
      } else {
        answer(client, line, "405 Method Not Allowed");
      }
    } catch (IOException e) {
      // One of the two went away: the tunnel is over.
    }
  }

  private void connect(Socket client, String line, String host, int port) throws IOException {
    try (Socket target = new Socket(host, port)) {
      sockets.add(target);
      answer(client, line, "200 Connection established");
      start(() -> back(target, client));
      byte[] buffer = new byte[16 * 1024];
      for (int n = client.getInputStream().read(buffer);
          n >= 0;
          n = client.getInputStream().read(buffer)) {
        handedThrough.add(new String(buffer, 0, n, StandardCharsets.ISO_8859_1));
        target.getOutputStream().write(buffer, 0, n);
      }
    } finally {
      sockets.remove(client);
    }
  }

  private void back(Socket target, Socket client) {
    try {
      target.getInputStream().transferTo(client.getOutputStream());
      client.shutdownOutput();
    } catch (IOException e) {
      // As above.
    } finally {
      sockets.remove(target);
    }
  }

  private void answer(Socket client, String line, String status) throws IOException {
    log.add(line + " " + status.substring(0, 3));
    client
        .getOutputStream()
        .write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("closed in the middle of a head");
      }
      head.append((char) next);
    }
    return head.toString();
  }
}
