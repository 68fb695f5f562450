package dev.trawl.faults;

import dev.trawl.site.SiteProcess;
import dev.trawl.stack.Part;
import dev.trawl.stack.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;

/** Does the harm that a plan asks for. */
final class Injector {

  private static final Duration LATENCY = Duration.ofMillis(500);

  /** Others take over long before. */
  private static final Duration ALONE = Duration.ofSeconds(30);

  private final Cluster cluster;
  private final SiteProcess site;
  private final Optional<Process> command;

  /**
   * @param command the one that has submitted the crawl, if one has
   */
  Injector(Cluster cluster, SiteProcess site, Optional<Process> command) {
    this.cluster = cluster;
    this.site = site;
    this.command = command;
  }

  Harm inject(Plan.Step step) {
    Random random = new Random(step.seed());
    return switch (step.fault()) {
      case KILL_FETCH_NODE -> killed(nodeWith("fetch", random));
      case KILL_PROCESS_NODE -> killed(nodeWith("process", random));
      case KILL_EVERY_NODE -> everyNodeKilled(random);
      case KILL_BROKER -> brokerKilled(random);
      case KILL_EVERY_BROKER -> killed(cluster.brokersByRole(), random);
      case KILL_DATABASE -> killed(List.of(Part.DATABASE.id()), random);
      case KILL_LAUNCHER -> commandKilled();
      case PAUSE_NODE -> paused(anyNode(random), seconds(random, 15, 25));
      case CUT_BROKER -> broker(random, TcpProxy::cut);
      case SILENCE_BROKER -> broker(random, TcpProxy::silence);
      case DELAY_BROKER -> broker(random, proxy -> proxy.delay(LATENCY));
      case CUT_DATABASE -> database(random, TcpProxy::cut);
      case SILENCE_DATABASE -> database(random, TcpProxy::silence);
      case DELAY_DATABASE -> database(random, proxy -> proxy.delay(LATENCY));
      case CUT_WEB -> web(random, SiteProcess::refuse);
      case SILENCE_WEB -> web(random, SiteProcess::silence);
      case DELAY_WEB -> web(random, process -> process.delay(LATENCY));
      case FILL_BROKER_DISK -> filled(random);
    };
  }

  private Harm killed(Node node) {
    node.trawl().kill9(Part.APPLICATION);
    return new Harm(node.name(), Duration.ZERO, ALONE, cluster::up);
  }

  private Harm everyNodeKilled(Random random) {
    cluster.first().kill9(Part.APPLICATION);
    cluster.further().forEach(node -> node.trawl().kill9(Part.APPLICATION));
    return Harm.lasting("every node", seconds(random, 1, 4), cluster::up);
  }

  private Harm brokerKilled(Random random) {
    List<String> brokers = cluster.brokersByRole();
    if (brokers.size() == 1) {
      return killed(brokers, random);
    }
    cluster.first().kill9(brokers.get(0));
    return new Harm(brokers.get(0), Duration.ZERO, ALONE, cluster::up);
  }

  /** Parts that nobody stands in for. */
  private Harm killed(List<String> parts, Random random) {
    parts.forEach(cluster.first()::kill9);
    return Harm.lasting(String.join(", ", parts), seconds(random, 1, 4), cluster::up);
  }

  private Harm commandKilled() {
    Process process =
        command.orElseThrow(() -> new IllegalStateException("No command has submitted this"));
    process.destroyForcibly();
    return Harm.lasting("the command", Duration.ZERO, () -> {});
  }

  private static Harm paused(Node node, Duration time) {
    long pid = node.trawl().pid(Part.APPLICATION).orElseThrow();
    Signals.send("STOP", pid);
    return Harm.lasting(node.name(), time, () -> Signals.send("CONT", pid));
  }

  private Harm broker(Random random, Consumer<TcpProxy> trouble) {
    Node node = anyNode(random);
    node.brokers().forEach(trouble);
    return Harm.lasting(node.name(), seconds(random, 5, 20), node::fair);
  }

  private Harm database(Random random, Consumer<TcpProxy> trouble) {
    Node node = anyNode(random);
    trouble.accept(node.database());
    return Harm.lasting(node.name(), seconds(random, 5, 20), node::fair);
  }

  /**
   * For a few seconds only: a URL is tried three times, within 7.5 seconds at the least, and to
   * fail after that is what a crawler has to do.
   */
  private Harm web(Random random, Consumer<SiteProcess> trouble) {
    trouble.accept(site);
    return Harm.lasting("the web", seconds(random, 2, 5), site::fair);
  }

  /** The broker looks at its disk every five seconds. */
  private Harm filled(Random random) {
    return Harm.lasting("the disk", seconds(random, 10, 20), cluster.disk().fill());
  }

  private Node nodeWith(String role, Random random) {
    return one(cluster.further().stream().filter(node -> node.has(role)).toList(), random);
  }

  private Node anyNode(Random random) {
    return one(cluster.further(), random);
  }

  private static Node one(List<Node> nodes, Random random) {
    return nodes.get(random.nextInt(nodes.size()));
  }

  private static Duration seconds(Random random, int least, int most) {
    return Duration.ofMillis(least * 1000L + random.nextInt((most - least) * 1000));
  }
}
