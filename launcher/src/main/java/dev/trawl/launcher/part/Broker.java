package dev.trawl.launcher.part;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** An Artemis of our own, with the addresses and accounts of {@code artemis-config}. */
final class Broker implements Part {

  /** After kill -9 it reads its journal first. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Home home;
  private final int number;
  private final Path folder;
  private final Path data;
  private final Path log;
  private final Secrets secrets;
  private final long minFree;
  private final List<String> options;
  private final Port port;
  private final Port peer;
  private final Port console;
  private final BooleanSupplier paired;

  /**
   * @param number 1 or 2
   * @param paired whether there are both
   */
  Broker(Home home, Settings settings, Secrets secrets, int number, BooleanSupplier paired) {
    this.home = home;
    this.number = number;
    this.folder = settings.data().resolve(number == 1 ? "broker" : "broker-" + number);
    this.data = settings.data().resolve("broker/data");
    this.log = settings.data().resolve("log");
    this.secrets = secrets;
    // Less than what stops the application: work ends in good order before the broker refuses it.
    this.options = settings.brokerJavaOptions();
    this.minFree = Math.max(1, settings.minFree() / 2);
    this.port = port(settings.brokerPort(), number, "TRAWL_BROKER_PORT");
    this.peer = port(settings.brokerPort(), 3 - number, "TRAWL_BROKER_PORT");
    this.console = port(settings.consolePort(), number, "TRAWL_CONSOLE_PORT");
    this.paired = paired;
  }

  private static Port port(int first, int number, String variable) {
    return new Port("127.0.0.1", first + number - 1, variable);
  }

  String url() {
    return "tcp://127.0.0.1:" + port.number();
  }

  String consoleAddress() {
    return "http://127.0.0.1:" + console.number() + "/console/";
  }

  Path consolePasswordFile() {
    return secrets.file("console");
  }

  Jolokia jolokia() {
    return new Jolokia(consoleAddress(), secrets.get("console"));
  }

  /** Whether clients are let in, which of a pair is the case with one at the most. */
  boolean listens() {
    return port.answers();
  }

  @Override
  public String name() {
    return number == 1 ? "broker" : "second broker";
  }

  @Override
  public String id() {
    return number == 1 ? "broker" : "broker-" + number;
  }

  @Override
  public List<Port> ports() {
    return List.of(port, console);
  }

  @Override
  public Launch prepare() {
    Path etc = folder.resolve("etc");
    Path temporary = folder.resolve("tmp");
    Folders.delete(temporary);
    Folders.make(temporary);
    Folders.makePrivate(folder);
    Folders.makePrivate(data.resolveSibling("."));
    Folders.copy(home.broker().resolve("etc"), etc);
    Folders.write(
        etc.resolve("artemis-users.properties"),
        "trawl = %s%nadmin = %s%n"
            .formatted(
                PasswordHash.of(secrets.get("broker")), PasswordHash.of(secrets.get("console"))));
    return new Launch(
        command(etc, temporary),
        Map.of("TRAWL_CLUSTER_PASSWORD", secrets.get("cluster")),
        folder,
        log.resolve(id() + ".out"));
  }

  private List<String> command(Path etc, Path temporary) {
    Path broker = home.broker();
    List<String> command =
        new ArrayList<>(
            List.of(
                Java.program(),
                "-Xms64m",
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:MaxMetaspaceSize=128m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError",
                "-Dhawtio.roles=admin",
                "-Dhawtio.realm=trawl",
                "-Dhawtio.disableProxy=true",
                "-Dhawtio.offline=true",
                "-Dhawtio.rolePrincipalClasses=org.apache.activemq.artemis.spi.core.security.jaas.RolePrincipal",
                "-Djolokia.policyLocation=classpath:jolokia-access.xml",
                "-Dlog4j2.disableJmx=true",
                "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                "-Djava.security.auth.login.config=" + etc.resolve("login.config"),
                "-Djava.io.tmpdir=" + temporary,
                "-Dartemis.home=" + broker,
                "-Dartemis.instance=" + folder,
                "-Dartemis.instance.etc=" + etc,
                "-Ddata.dir=" + data,
                "-Dtrawl.log=" + log,
                "-Dtrawl.log.name=" + id(),
                "-Dtrawl.min.disk.free=" + minFree,
                "-Dtrawl.broker.port=" + port.number(),
                "-Dtrawl.peer.port=" + peer.number(),
                "-Dtrawl.console.port=" + console.number()));
    command.addAll(options);
    command.addAll(
        List.of(
            "-classpath",
            broker.resolve("lib/artemis-boot.jar").toString(),
            "org.apache.activemq.artemis.boot.Artemis",
            "run"));
    if (paired.getAsBoolean()) {
      command.addAll(List.of("--properties", etc.resolve("pair.properties").toString()));
    }
    return command;
  }

  @Override
  public boolean ready() {
    return listens() ? Http.answers(consoleAddress()) : standsBy();
  }

  @Override
  public Optional<String> duty() {
    return Optional.of(listens() ? "live" : "stands by").filter(duty -> paired.getAsBoolean());
  }

  /**
   * Whether the other one is live, and this one waits for its end. It listens nowhere then, and
   * that its process runs says little, so it is asked.
   */
  private boolean standsBy() {
    return paired.getAsBoolean()
        && peer.answers()
        && jolokia()
            .read("", "Started,Active,HAPolicy")
            .filter(broker -> broker.getBoolean("Started", false))
            .filter(broker -> !broker.getBoolean("Active", true))
            .filter(broker -> broker.getString("HAPolicy", "").startsWith("Shared Store"))
            .isPresent();
  }

  /** One that waits holds nothing that could be lost, and would take half a minute to end. */
  @Override
  public void terminate(ProcessHandle process) {
    if (paired.getAsBoolean() && !listens() && peer.answers()) {
      process.destroyForcibly();
    } else {
      process.destroy();
    }
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }
}
