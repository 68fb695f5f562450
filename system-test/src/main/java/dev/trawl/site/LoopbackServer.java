package dev.trawl.site;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * A blocking HTTP/1.1 server with keep-alive and a thread for each connection.
 *
 * <p>Written for this because the JDK's server can neither misbehave nor write head and body in one
 * piece, and costs more of the two cores that it shares with what is measured.
 */
public final class LoopbackServer implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final int HEAD_LIMIT = 64 * 1024;
  private static final int ONE_PIECE = 256 * 1024;

  /** What stands behind the server. Called from many threads. */
  @FunctionalInterface
  public interface Handler {
    Answer answer(Request request) throws InterruptedException;
  }

  private final List<String> addresses;
  private final int port;
  private final List<ServerSocket> listeners = new CopyOnWriteArrayList<>();
  private final List<Future<?>> acceptors = new CopyOnWriteArrayList<>();
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "site");
            thread.setDaemon(true);
            return thread;
          });
  private final Handler handler;
  private final Consumer<RequestLog.Entry> log;
  private final Weather weather = new Weather();

  private LoopbackServer(
      List<String> addresses, int port, Handler handler, Consumer<RequestLog.Entry> log) {
    this.addresses = List.copyOf(addresses);
    this.handler = handler;
    this.log = log;
    this.port = listen(port);
  }

  /**
   * Listens on the same port of every given address.
   *
   * @param port 0 for any free one
   * @throws IllegalArgumentException if an address is not a loopback address
   * @throws UncheckedIOException if the port is taken
   */
  public static LoopbackServer start(
      List<String> addresses, int port, Handler handler, Consumer<RequestLog.Entry> log) {
    return new LoopbackServer(addresses, port, handler, log);
  }

  /** The port, the same on all addresses. */
  public int port() {
    return port;
  }

  /** Drops all connections and refuses new ones, as a host that is gone. */
  void refuse() {
    listeners.forEach(LoopbackServer::closeQuietly);
    // The system goes on listening, and may hand out one connection more, until the thread that
    // waits for it has left.
    acceptors.forEach(LoopbackServer::awaitEnd);
    acceptors.clear();
    connections.forEach(LoopbackServer::closeQuietly);
  }

  /** Keeps the connections and takes new ones, but hears nothing. */
  void silence() {
    weather.silence();
  }

  /** Answers so much later. */
  void delay(Duration delay) {
    weather.delay(delay);
  }

  /** Ends {@link #refuse}, {@link #silence} and {@link #delay}. */
  void fair() {
    weather.fair();
    if (listeners.stream().anyMatch(ServerSocket::isClosed)) {
      listeners.clear();
      listen(port);
    }
  }

  /** Returns the port, which is the given one unless that is 0. */
  private int listen(int wanted) {
    int common = wanted;
    try {
      for (String address : addresses) {
        InetAddress loopback = InetAddress.getByName(address);
        if (!loopback.isLoopbackAddress()) {
          throw new IllegalArgumentException(address + " is not a loopback address");
        }
        ServerSocket listener = bound(new InetSocketAddress(loopback, common));
        common = listener.getLocalPort();
        listeners.add(listener);
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException("No server on port " + common + " of " + addresses, e);
    }
    listeners.forEach(listener -> acceptors.add(threads.submit(() -> accept(listener))));
    return common;
  }

  private static ServerSocket bound(InetSocketAddress address) throws IOException {
    ServerSocket listener = new ServerSocket();
    try {
      // Connections of before may still be about to end.
      listener.setReuseAddress(true);
      listener.bind(address, BACKLOG);
      return listener;
    } catch (IOException e) {
      listener.close();
      throw e;
    }
  }

  @Override
  public void close() {
    listeners.forEach(LoopbackServer::closeQuietly);
    connections.forEach(LoopbackServer::closeQuietly);
    threads.shutdownNow();
    try {
      // A port is free only when the thread that waited on it has left.
      threads.awaitTermination(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept(ServerSocket listener) {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        connections.add(socket);
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream(), 8192);
      while (answerNext(socket, in)) {}
    } catch (IOException e) {
      // The client went away, or the server is being closed: neither is this server's business.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      connections.remove(socket);
    }
  }

  /** Returns whether the connection stays open for a further request. */
  private boolean answerNext(Socket socket, InputStream in)
      throws IOException, InterruptedException {
    List<String> head = readHead(in);
    if (head.isEmpty()) {
      return false;
    }
    Request request = parse(head);
    weather.await();
    Instant at = Instant.now();
    long start = System.nanoTime();
    Answer answer = answer(request);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    // Before the answer goes out: who has the answer, finds the request in the log.
    log.accept(
        new RequestLog.Entry(
            at, took, request.method(), request.url(), answer.status(), request.userAgent()));
    send(answer, request, socket);
    return answer instanceof Answer.Reply
        && head.get(0).endsWith(" HTTP/1.1")
        && !request.fields().getOrDefault("connection", "").equalsIgnoreCase("close");
  }

  private Answer answer(Request request) throws InterruptedException {
    return switch (request.method()) {
      case "GET", "HEAD" -> handler.answer(request);
      default -> Answer.Reply.text(405, "Only GET and HEAD\n");
    };
  }

  private static void send(Answer answer, Request request, Socket socket)
      throws IOException, InterruptedException {
    if (answer instanceof Answer.Misbehaviour misbehaviour) {
      misbehaviour.action().perform(socket);
    } else if (answer instanceof Answer.Reply reply) {
      byte[] body = request.method().equals("HEAD") ? new byte[0] : reply.body();
      OutputStream out = socket.getOutputStream();
      if (reply.head().length + body.length <= ONE_PIECE) {
        byte[] whole = new byte[reply.head().length + body.length];
        System.arraycopy(reply.head(), 0, whole, 0, reply.head().length);
        System.arraycopy(body, 0, whole, reply.head().length, body.length);
        out.write(whole);
      } else {
        out.write(reply.head());
        out.write(body);
      }
    }
  }

  /** The lines of a request's head, or none at the end of the connection. */
  private static List<String> readHead(InputStream in) throws IOException {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(128);
    for (int read = 0; read < HEAD_LIMIT; read++) {
      int b = in.read();
      if (b < 0) {
        return List.of();
      }
      if (b == '\n') {
        if (line.isEmpty() && !lines.isEmpty()) {
          return lines;
        }
        if (!line.isEmpty()) {
          lines.add(line.toString());
          line.setLength(0);
        }
      } else if (b != '\r') {
        line.append((char) b);
      }
    }
    throw new IOException("A request head of more than " + HEAD_LIMIT + " bytes");
  }

  private static Request parse(List<String> head) throws IOException {
    String[] parts = head.get(0).split(" ", -1);
    if (parts.length != 3) {
      throw new IOException("Not a request line: " + head.get(0));
    }
    Map<String, String> fields = new HashMap<>();
    for (String line : head.subList(1, head.size())) {
      int colon = line.indexOf(':');
      if (colon > 0) {
        fields.put(
            line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
      }
    }
    return new Request(parts[0], parts[1], fields);
  }

  private static void awaitEnd(Future<?> acceptor) {
    try {
      acceptor.get(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("A listener that does not end", e);
    }
  }

  private static void closeQuietly(AutoCloseable closeable) {
    try {
      closeable.close();
    } catch (Exception e) {
      // Nothing depends on it any more.
    }
  }
}
