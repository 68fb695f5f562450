package dev.trawl.launcher.part;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Payara Micro with the resource adapter and the application. */
final class Application implements Part {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Home home;
  private final Settings settings;
  private final Path folder;
  private final Supplier<Map<String, String>> logins;

  /**
   * @param logins variables that say how to reach database and broker
   */
  Application(Home home, Settings settings, Supplier<Map<String, String>> logins) {
    this.home = home;
    this.settings = settings;
    this.folder = settings.data().resolve("application");
    this.logins = logins;
  }

  @Override
  public String name() {
    return "application";
  }

  @Override
  public String id() {
    return "application";
  }

  @Override
  public List<Port> ports() {
    return List.of(new Port(settings.httpHost(), settings.httpPort(), "TRAWL_HTTP_PORT"));
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
        settings.data().resolve("log/application.log"));
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
                "-Djava.io.tmpdir=" + temporary));
    command.addAll(settings.javaOptions());
    command.addAll(
        List.of(
            "-jar",
            home.server().toString(),
            "--nohazelcast",
            "--disablephonehome",
            "--port",
            Integer.toString(settings.httpPort()),
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
    environment.put("TRAWL_HTTP_PORT", Integer.toString(settings.httpPort()));
    environment.put("TRAWL_ROLES", settings.roles());
    return environment;
  }

  /** Its health checks answer a moment before its addresses do. */
  @Override
  public boolean ready() {
    return Http.healthy(settings.address() + "/health/ready")
        && Http.serves(settings.address() + "/api/jobs");
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
