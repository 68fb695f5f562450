package dev.trawl.launcher.part;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A node: Payara Micro with the resource adapter and the application. */
final class Application implements Part {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Longer than most exports take; who takes longer is cut off. */
  private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(1);

  private final Home home;
  private final Settings settings;
  private final int node;
  private final Path folder;
  private final Supplier<Map<String, String>> logins;

  /**
   * @param node 1 is the first
   * @param logins variables that say how to reach database and broker
   */
  Application(Home home, Settings settings, int node, Supplier<Map<String, String>> logins) {
    this.home = home;
    this.settings = settings;
    this.node = node;
    this.folder = settings.data().resolve(id());
    this.logins = logins;
  }

  int node() {
    return node;
  }

  @Override
  public String name() {
    return id();
  }

  @Override
  public String id() {
    return node == 1 ? "application" : "application-" + node;
  }

  @Override
  public List<Port> ports() {
    String variable =
        node == 1 ? "TRAWL_HTTP_PORT" : "TRAWL_HTTP_PORT, from which node " + node + " counts on,";
    return List.of(new Port(settings.httpHost(), settings.httpPort(node), variable));
  }

  @Override
  public Launch prepare() {
    // The server unpacks itself at each start, and leaves that behind when it is killed.
    Path temporary = folder.resolve("tmp");
    Folders.delete(temporary);
    Folders.make(temporary);
    ServerFiles files = new ServerFiles(folder);
    files.write(settings.httpHost(), settings.logFormat());
    return new Launch(
        command(files, temporary),
        environment(),
        folder,
        settings.data().resolve("log/" + id() + ".log"));
  }

  private List<String> command(ServerFiles files, Path temporary) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.program(),
                "-Xmx" + settings.heap(),
                // See ADR 0011: the second compiler takes more from two cores than it gives back
                // for hours.
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=256m",
                "-XX:ReservedCodeCacheSize=96m",
                "-XX:+ExitOnOutOfMemoryError",
                "-Xbootclasspath/a:" + home.logging(),
                "-javaagent:" + home.cryptography(),
                "-Djava.io.tmpdir=" + temporary));
    command.addAll(settings.javaOptions());
    command.addAll(
        List.of(
            "-jar",
            home.server().toString(),
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(settings.httpPort(node)),
            "--prebootcommandfile",
            files.commands().toString(),
            "--logproperties",
            files.logging().toString(),
            "--deploy",
            home.resourceAdapter().toString(),
            "--deploy",
            home.application().toString(),
            "--contextroot",
            "ROOT"));
    return command;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(logins.get());
    environment.put("TRAWL_DATA", settings.data().toString());
    environment.put("TRAWL_HTTP_HOST", settings.httpHost());
    environment.put("TRAWL_HTTP_PORT", Integer.toString(settings.httpPort(node)));
    environment.put("TRAWL_ROLES", settings.roles(node));
    environment.put("TRAWL_NODE", settings.nodeName(node));
    environment.put("TRAWL_EXTRACTOR", home.extractor().toString());
    return environment;
  }

  /** Its health checks answer a moment before its addresses do. */
  @Override
  public boolean ready() {
    return Http.healthy(address() + "/health/ready") && Http.serves(address() + "/api/jobs");
  }

  /** Somebody wanted to restart it, and was interrupted. */
  @Override
  public boolean leaving() {
    return Http.hasFailing(address() + "/health/ready", "draining");
  }

  /**
   * Has it finish the calls and fetch tasks that it works on, and take no more.
   *
   * @return what is wrong, if calls may fail or pages be fetched twice when it is stopped now
   */
  Optional<String> drain() {
    String name = URLEncoder.encode(settings.nodeName(node), StandardCharsets.UTF_8);
    String url = address() + "/api/nodes/" + name.replace("+", "%20") + "/drain";
    Instant deadline = Instant.now().plus(DRAIN_PATIENCE);
    Optional<String> left = Optional.of("it has something in work");
    while (left.isPresent() && Instant.now().isBefore(deadline)) {
      Optional<Http.Reply> reply = Http.post(url, settings.token().orElse(""));
      if (reply.filter(r -> r.status() == 202).isEmpty()) {
        return Optional.of(
            reply.map(r -> "it answers with HTTP " + r.status()).orElse("it does not answer"));
      }
      int calls = reply.flatMap(r -> r.number("callsInWork")).orElse(0);
      int tasks = reply.flatMap(r -> r.number("tasksInWork")).orElse(0);
      left =
          calls + tasks == 0
              ? Optional.empty()
              : Optional.of("it has %d calls and %d fetch tasks in work".formatted(calls, tasks));
    }
    return left;
  }

  private String address() {
    return settings.address(node);
  }

  /** The server goes on without an application that it could not load. */
  @Override
  public boolean hopeless(String output) {
    return output.contains("Exception while loading the app");
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }
}
