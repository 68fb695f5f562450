package dev.trawl.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A thousand and more hosts, each a loopback address of its own on one port, in one thread: what it
 * needs for a connection is a buffer. It notes when each request came and when it was answered.
 *
 * <p>{@code HostServer PORT HOSTS SLOW} says {@code ready}, then answers each line of its standard
 * input: {@code count} with the number of visits, {@code take} with all visits, a line each and an
 * empty one behind, which it then forgets, {@code slow} with the number of slow answers under way.
 * It ends with its standard input. The last so many of the hosts are slow: they send a byte a
 * second.
 */
public final class HostServer implements AutoCloseable {

  private static final int BACKLOG = 128;

  private static final long TRICKLE_NANOS = 1_000_000_000;

  private final Selector selector;
  private final int firstSlow;
  private volatile int slowUnderWay;
  private final List<Visit> visits = new ArrayList<>();

  private HostServer(Selector selector, int firstSlow) {
    this.selector = selector;
    this.firstSlow = firstSlow;
  }

  public static void main(String... arguments) throws IOException {
    if (arguments.length != 3) {
      System.err.println("usage: HostServer PORT HOSTS SLOW");
      System.exit(2);
    }
    int[] numbers = Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    try (HostServer server = start(numbers[0], numbers[1], numbers[2]);
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("ready");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        System.out.println(server.answer(line));
      }
    }
  }

  /**
   * Listens on that port of the addresses of so many hosts.
   *
   * @param slow how many of them, the last ones, send a byte a second
   * @throws IOException if one of them is taken
   */
  static HostServer start(int port, int hosts, int slow) throws IOException {
    HostServer server = new HostServer(Selector.open(), hosts - slow);
    try {
      for (int host = 0; host < hosts; host++) {
        server.listen(host, port);
      }
    } catch (IOException e) {
      server.close();
      throw e;
    }
    Thread thread = new Thread(server::serve, "hosts");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  /** A host's address: 127.16.0.0 and what follows, far from those of other tests. */
  static String address(int host) {
    return "127." + (16 + (host >> 16)) + "." + (host >> 8 & 255) + "." + (host & 255);
  }

  private void listen(int host, int port) throws IOException {
    ServerSocketChannel listener = ServerSocketChannel.open();
    listener.configureBlocking(false);
    // Registered first, so that closing the selector's keys closes it, whatever follows.
    listener.register(selector, SelectionKey.OP_ACCEPT, host);
    listener.setOption(StandardSocketOptions.SO_REUSEADDR, true);
    listener.bind(new InetSocketAddress(InetAddress.getByName(address(host)), port), BACKLOG);
  }

  private void serve() {
    try {
      long trickled = System.nanoTime();
      while (selector.isOpen()) {
        selector.select(this::ready, TRICKLE_NANOS / 1_000_000 / 4);
        if (System.nanoTime() - trickled >= TRICKLE_NANOS) {
          trickled += TRICKLE_NANOS;
          trickle();
        }
      }
    } catch (java.nio.channels.ClosedSelectorException e) {
      // The server was closed meanwhile.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void trickle() {
    int underWay = 0;
    for (SelectionKey key : selector.keys()) {
      if (key.attachment() instanceof HostConnection connection && connection.trickle()) {
        underWay++;
      }
    }
    slowUnderWay = underWay;
  }

  private void ready(SelectionKey key) {
    long now = System.nanoTime();
    if (key.attachment() instanceof HostConnection connection) {
      connection.read(now);
    } else if (key.attachment() instanceof Integer host) {
      accept((ServerSocketChannel) key.channel(), host);
    }
  }

  private void accept(ServerSocketChannel listener, int host) {
    try {
      for (SocketChannel channel = listener.accept();
          channel != null;
          channel = listener.accept()) {
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        HostConnection connection =
            new HostConnection(channel, host, host >= firstSlow, this::note);
        channel.register(selector, SelectionKey.OP_READ, connection);
      }
    } catch (IOException e) {
      // Whoever knocked has gone again.
    }
  }

  private synchronized void note(Visit visit) {
    visits.add(visit);
  }

  synchronized int count() {
    return visits.size();
  }

  /** All visits since the last time. */
  synchronized List<Visit> take() {
    List<Visit> taken = List.copyOf(visits);
    visits.clear();
    return taken;
  }

  private String answer(String line) {
    return switch (line) {
      case "slow" -> Integer.toString(slowUnderWay);
      case "count" -> Integer.toString(count());
      case "take" -> String.join("", take().stream().map(visit -> visit.line() + "\n").toList());
      default -> throw new IllegalArgumentException(line);
    };
  }

  @Override
  public void close() throws IOException {
    for (SelectionKey key : List.copyOf(selector.keys())) {
      key.channel().close();
    }
    selector.close();
  }
}
