package dev.trawl.http;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

/** A server on a loopback socket that sends exactly the bytes a test wants, right or wrong. */
public final class RawServer implements AutoCloseable {
  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final Thread acceptor;

  /** What is done with a connection; it is closed when this returns or throws. */
  @FunctionalInterface
  public interface Behaviour {
    void serve(Connection connection) throws IOException, InterruptedException;
  }

  public RawServer(Behaviour behaviour) {
    this(ServerSocketFactory.getDefault(), behaviour);
  }

  /** A server whose sockets are of a special kind, such as TLS. */
  public RawServer(ServerSocketFactory sockets, Behaviour behaviour) {
    this.behaviour = behaviour;
    try {
      listener = sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    acceptor = start(this::accept);
  }

  /** Sends the same bytes after every request and keeps the connection open. */
  public static RawServer answering(String answer) {
    return answering(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static RawServer answering(byte[] answer) {
    return new RawServer(
        connection -> {
          while (connection.readRequest()) {
            connection.send(answer);
          }
        });
  }

  /** Sends the bytes after the first request and closes the connection. */
  public static RawServer closingAfter(String answer) {
    return new RawServer(
        connection -> {
          connection.readRequest();
          connection.send(answer);
        });
  }

  public int port() {
    return listener.getLocalPort();
  }

  public Target target(String requestTarget) {
    return new Target("http", "127.0.0.1", port(), requestTarget);
  }

  /** The heads of all requests so far, with their line ends. */
  public List<String> requests() {
    return requests;
  }

  /** How many connections were made so far. */
  public int connections() {
    return sockets.size();
  }

  /**
   * Ends every connection; from its return on the port refuses. Until the thread in {@code accept}
   * has left it, the system would still take connections.
   */
  @Override
  public void close() throws IOException {
    listener.close();
    try {
      acceptor.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        sockets.add(socket);
        start(() -> serve(socket));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      behaviour.serve(new Connection(socket));
    } catch (IOException | InterruptedException e) {
      // The client went away, as it does in many a test.
    }
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work, "raw-server");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  /** The server's side of one connection. */
  public final class Connection {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      in = new BufferedInputStream(socket.getInputStream());
      out = socket.getOutputStream();
    }

    /** Reads up to the empty line; false at the end of the connection. */
    public boolean readRequest() throws IOException {
      return readHead().isPresent();
    }

    /** Reads up to the empty line; empty at the end of the connection. */
    public Optional<String> readHead() throws IOException {
      ByteArrayOutputStream head = new ByteArrayOutputStream();
      while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
        int value = in.read();
        if (value < 0) {
          return Optional.empty();
        }
        head.write(value);
      }
      String text = head.toString(StandardCharsets.ISO_8859_1);
      requests.add(text);
      return Optional.of(text);
    }

    /** Reads so many bytes. */
    public byte[] read(int count) throws IOException {
      byte[] bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw new EOFException("the client said too little");
      }
      return bytes;
    }

    /** Hands everything through between the client and another server, until either closes. */
    public void relay(Socket other) throws IOException {
      try (other) {
        Thread back = start(() -> copy(other, socket));
        in.transferTo(other.getOutputStream());
        other.shutdownOutput();
        back.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private static void copy(Socket from, Socket to) {
      try {
        from.getInputStream().transferTo(to.getOutputStream());
        to.shutdownOutput();
      } catch (IOException e) {
        // One of them is closed, and so the other one will be.
      }
    }

    /** Keeps a request that came in another form than that of HTTP/1.1. */
    void note(String request) {
      requests.add(request);
    }

    /** What the handshake of TLS agreed upon; empty for nothing. */
    String applicationProtocol() throws IOException {
      SSLSocket tls = (SSLSocket) socket;
      tls.startHandshake();
      return tls.getApplicationProtocol();
    }

    public void send(String text) throws IOException {
      send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    public void send(byte[] bytes) throws IOException {
      out.write(bytes);
      out.flush();
    }

    /** Sends one byte after the other, with a pause before each, for as long as anybody listens. */
    public void trickle(String text, long pauseMillis) throws IOException, InterruptedException {
      for (byte value : text.getBytes(StandardCharsets.ISO_8859_1)) {
        Thread.sleep(pauseMillis);
        out.write(value);
        out.flush();
      }
    }

    /** Closes the connection by a reset instead of an orderly end. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }

    /** Waits until the client has begun to speak. */
    public void awaitFirstByte() throws IOException {
      if (in.read() < 0) {
        throw new EOFException("the client said nothing");
      }
    }

    /** Waits until the client closes the connection. */
    public void waitForClose() throws IOException {
      while (in.read() >= 0) {
        // whatever it sends
      }
    }
  }
}
