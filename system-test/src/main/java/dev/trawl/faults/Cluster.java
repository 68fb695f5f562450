package dev.trawl.faults;

import dev.trawl.stack.BrokerConsole;
import dev.trawl.stack.Ports;
import dev.trawl.stack.Signals;
import dev.trawl.stack.Trawl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A stack and further nodes.
 *
 * <p>The first node has all roles and is reached without a proxy; the others are as on other
 * machines.
 */
public final class Cluster implements AutoCloseable {

  private static final Duration START = Duration.ofMinutes(5);

  private final Path folder;
  private final Trawl first;
  private final int brokers;
  private final List<Node> further = new ArrayList<>();

  private Cluster(Path folder, int brokers, Map<String, String> extra) {
    this.folder = folder;
    this.brokers = brokers;
    Map<String, String> environment = new HashMap<>(pairsOfPorts());
    environment.putAll(extra);
    this.first = Trawl.in(folder.resolve("first"), environment);
  }

  /**
   * Starts a cluster.
   *
   * @param folder where everything is kept
   * @param brokers 1 or 2
   * @param roles of the further nodes, by their names
   * @param extra variables for all of them
   */
  public static Cluster start(
      Path folder, int brokers, Map<String, String> roles, Map<String, String> extra) {
    Cluster cluster = new Cluster(folder, brokers, extra);
    try {
      cluster.upFirst();
      roles.forEach(
          (name, which) ->
              cluster.further.add(Node.of(cluster.first, folder, name, which, brokers, extra)));
      cluster.up();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** The backup broker's ports are those of the primary plus one. */
  private static Map<String, String> pairsOfPorts() {
    List<Integer> ports = Ports.pairs(2);
    return Map.of(
        "TRAWL_BROKER_PORT", ports.get(0).toString(),
        "TRAWL_CONSOLE_PORT", ports.get(1).toString());
  }

  public Trawl first() {
    return first;
  }

  Path folder() {
    return folder;
  }

  List<Node> further() {
    return List.copyOf(further);
  }

  int brokers() {
    return brokers;
  }

  Disk disk() {
    return new Disk(folder);
  }

  /** Whether nobody here stands in for what a fault hits. */
  boolean helpless(Fault fault) {
    return fault.helpless() || (fault == Fault.KILL_BROKER && brokers == 1);
  }

  /** The names of the brokers' processes, the one that serves first. */
  List<String> brokersByRole() {
    if (brokers == 1) {
      return List.of("broker");
    }
    return answers(first.port("TRAWL_BROKER_PORT"))
        ? List.of("broker", "broker-2")
        : List.of("broker-2", "broker");
  }

  /** Asks the broker that serves. */
  BrokerConsole console() {
    int backup = brokersByRole().get(0).equals("broker") ? 0 : 1;
    return new BrokerConsole(first, first.port("TRAWL_CONSOLE_PORT") + backup);
  }

  /** Starts what is dead, all at once, but what the others need first. */
  public void up() {
    upFirst();
    List<CompletableFuture<Void>> starts =
        further.stream()
            .filter(node -> !node.alive())
            .map(node -> CompletableFuture.runAsync(() -> node.trawl().up().orThrow()))
            .toList();
    CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new)).join();
  }

  private void upFirst() {
    if (brokers == 1) {
      first.run(START, "up").orThrow();
    } else {
      first.run(START, "up", "--brokers", Integer.toString(brokers)).orThrow();
    }
  }

  /** Stops everything and keeps the data. */
  @Override
  public void close() {
    disk().free();
    for (Node node : further) {
      node.trawl().pid("application").ifPresent(pid -> Signals.send("CONT", pid));
      node.fair();
    }
    List<CompletableFuture<Void>> ends =
        further.stream().map(node -> CompletableFuture.runAsync(node::close)).toList();
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    first.leave();
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
