package dev.trawl.launcher.part;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An Artemis of our own, with the addresses and accounts of {@code artemis-config}. */
final class Broker implements Part {

  /** After kill -9 it reads its journal first. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Home home;
  private final Path folder;
  private final Path log;
  private final Secrets secrets;
  private final long minFree;
  private final Port port;
  private final Port console;

  Broker(Home home, Settings settings, Secrets secrets) {
    this.home = home;
    this.folder = settings.data().resolve("broker");
    this.log = settings.data().resolve("log");
    this.secrets = secrets;
    // Less than what stops the application: work ends in good order before the broker refuses it.
    this.minFree = Math.max(1, settings.minFree() / 2);
    this.port = new Port("127.0.0.1", settings.brokerPort(), "TRAWL_BROKER_PORT");
    this.console = new Port("127.0.0.1", settings.consolePort(), "TRAWL_CONSOLE_PORT");
  }

  /** What the application needs to log in. */
  Map<String, String> login() {
    return Map.of(
        "TRAWL_BROKER_URL",
        "tcp://127.0.0.1:" + port.number(),
        "TRAWL_BROKER_USER",
        "trawl",
        "TRAWL_BROKER_PASSWORD",
        secrets.get("broker"));
  }

  String consoleAddress() {
    return "http://127.0.0.1:" + console.number() + "/console/";
  }

  Path consolePasswordFile() {
    return secrets.file("console");
  }

  @Override
  public String name() {
    return "broker";
  }

  @Override
  public String id() {
    return "broker";
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
    Folders.copy(home.broker().resolve("etc"), etc);
    Folders.write(
        etc.resolve("artemis-users.properties"),
        "trawl = %s%nadmin = %s%n"
            .formatted(
                PasswordHash.of(secrets.get("broker")), PasswordHash.of(secrets.get("console"))));
    return new Launch(command(etc, temporary), Map.of(), folder, log.resolve("broker.out"));
  }

  private List<String> command(Path etc, Path temporary) {
    Path broker = home.broker();
    return List.of(
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
        "-Ddata.dir=" + folder.resolve("data"),
        "-Dtrawl.log=" + log,
        "-Dtrawl.min.disk.free=" + minFree,
        "-Dtrawl.broker.port=" + port.number(),
        "-Dtrawl.console.port=" + console.number(),
        "-classpath",
        broker.resolve("lib/artemis-boot.jar").toString(),
        "org.apache.activemq.artemis.boot.Artemis",
        "run");
  }

  @Override
  public boolean ready() {
    return port.answers() && Http.answers(consoleAddress());
  }

  @Override
  public Duration patience() {
    return PATIENCE;
  }
}
