package dev.trawl.faults;

import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A further node, as on another machine: all it knows of the rest of the cluster is behind proxies
 * of its own.
 *
 * @param brokers one for each broker
 */
record Node(String name, String roles, Trawl trawl, List<TcpProxy> brokers, TcpProxy database)
    implements AutoCloseable {

  Node {
    brokers = List.copyOf(brokers);
  }

  static Node of(
      Trawl first, Path folder, String name, String roles, int brokers, Map<String, String> extra) {
    List<TcpProxy> toBrokers =
        IntStream.range(0, brokers)
            .mapToObj(i -> TcpProxy.to(first.port("TRAWL_BROKER_PORT") + i))
            .toList();
    TcpProxy toDatabase = TcpProxy.to(first.port("TRAWL_DB_PORT"));
    Map<String, String> environment = new HashMap<>(extra);
    environment.put("TRAWL_ROLES", roles);
    environment.put("TRAWL_DB_URL", "jdbc:postgresql://127.0.0.1:" + toDatabase.port() + "/trawl");
    environment.put(
        "TRAWL_BROKER_URL",
        toBrokers.stream()
            .map(proxy -> "tcp://127.0.0.1:" + proxy.port())
            .collect(Collectors.joining(",")));
    return new Node(
        name, roles, first.furtherNode(folder.resolve(name), environment), toBrokers, toDatabase);
  }

  boolean has(String role) {
    return List.of(roles.split(",", -1)).contains(role);
  }

  boolean alive() {
    return trawl.pid(Part.APPLICATION).isPresent();
  }

  void fair() {
    brokers.forEach(TcpProxy::fair);
    database.fair();
  }

  /** Stops the node and keeps its data. */
  @Override
  public void close() {
    trawl.leave();
    brokers.forEach(TcpProxy::close);
    database.close();
  }
}
