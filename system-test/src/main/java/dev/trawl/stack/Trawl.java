package dev.trawl.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * One stack of the product: a fresh {@code TRAWL_DATA}, free ports, and {@code ./trawl} to drive
 * it.
 */
public final class Trawl implements AutoCloseable {

  /** What the tests' own servers need: without it every loopback address is refused. */
  public static final String LOOPBACK_NETWORK = "127.0.0.0/8";

  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration STOP = Duration.ofMinutes(1);

  private final Path root;
  private final Path data;
  private final Map<String, String> environment;

  private Trawl(Path root, Path data, Map<String, String> environment) {
    this.root = root;
    this.data = data;
    this.environment = Map.copyOf(environment);
  }

  /**
   * A stack that is not started yet, of the repository that the system property {@code trawl.root}
   * names.
   */
  public static Trawl fresh() {
    return fresh(Map.of());
  }

  /**
   * A stack that is not started yet; the given variables win over those chosen here, an empty value
   * removes one.
   */
  public static Trawl fresh(Map<String, String> extra) {
    return fresh(root(), extra);
  }

  private static Path root() {
    return Path.of(System.getProperty("trawl.root", ".")).toAbsolutePath().normalize();
  }

  /**
   * A stack whose data is kept when it is closed by {@link #leave}; further ports are free ones.
   */
  public static Trawl in(Path data, Map<String, String> extra) {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(data + " cannot be made", e);
    }
    return new Trawl(root(), data.toAbsolutePath().normalize(), Map.of())
        .with(defaults())
        .with(extra);
  }

  /**
   * A node that is not started yet and works for this stack, as on another machine: with data of
   * its own, and database and broker by their addresses. This stack must have started before.
   *
   * @param extra wins over what is chosen here, such as addresses that lead over a proxy
   */
  public Trawl furtherNode(Path data, Map<String, String> extra) {
    Map<String, String> environment =
        new HashMap<>(DatabaseLogin.of(this).variables(port("TRAWL_DB_PORT")));
    environment.put("TRAWL_BROKER_URL", "tcp://127.0.0.1:" + port("TRAWL_BROKER_PORT"));
    environment.put("TRAWL_BROKER_USER", "trawl");
    environment.put("TRAWL_BROKER_PASSWORD", secret("broker"));
    environment.put("TRAWL_ADMIN_TOKEN", token().orElseThrow());
    environment.putAll(extra);
    return in(data, environment);
  }

  static Trawl fresh(Path root, Map<String, String> extra) {
    try {
      return new Trawl(root, Files.createTempDirectory("trawl-"), Map.of())
          .with(defaults())
          .with(extra);
    } catch (IOException e) {
      throw new UncheckedIOException("No folder for the data", e);
    }
  }

  /**
   * The same data and ports with other variables: what a user does who changes the configuration
   * and starts again.
   */
  public Trawl with(Map<String, String> extra) {
    Map<String, String> changed = new HashMap<>(environment);
    changed.put("TRAWL_DATA", data.toString());
    changed.putAll(extra);
    changed.values().removeIf(String::isEmpty);
    return new Trawl(root, data, changed);
  }

  private static Map<String, String> defaults() {
    List<Integer> ports = Ports.free(4);
    return Map.of(
        "TRAWL_HTTP_PORT", ports.get(0).toString(),
        "TRAWL_DB_PORT", ports.get(1).toString(),
        "TRAWL_BROKER_PORT", ports.get(2).toString(),
        "TRAWL_CONSOLE_PORT", ports.get(3).toString(),
        "TRAWL_ALLOWED_NETWORKS", LOOPBACK_NETWORK);
  }

  /** {@code ./trawl} with arguments. */
  public Outcome run(Duration limit, String... arguments) {
    List<String> command = new ArrayList<>(List.of("./trawl"));
    command.addAll(List.of(arguments));
    return Command.run(root, environment, limit, command);
  }

  /**
   * A line for the shell, in the folder where {@code ./trawl} is, with this stack's environment.
   */
  public Outcome shell(Duration limit, String line) {
    return Command.run(root, environment, limit, List.of("sh", "-c", line));
  }

  public Outcome up() {
    return run(START, "up");
  }

  public Outcome down() {
    return run(STOP, "down");
  }

  public Api api() {
    return new Api(URI.create("http://127.0.0.1:" + port("TRAWL_HTTP_PORT")), this::token);
  }

  /** The address of the dashboard, with a slash at the end. */
  public URI origin() {
    return URI.create("http://127.0.0.1:" + port("TRAWL_HTTP_PORT") + "/");
  }

  public Path data() {
    return data;
  }

  /** A port by the variable that sets it. */
  public int port(String variable) {
    return Integer.parseInt(environment.getOrDefault(variable, "0"));
  }

  /** The administrator's token, once the application has written it. */
  public Optional<String> token() {
    return read(data.resolve("admin.token")).map(String::strip);
  }

  /** The pid of a part that is alive. */
  public OptionalLong pid(Part part) {
    return pid(part.id());
  }

  /** The pid of a part that is alive, by what the command calls it. */
  public OptionalLong pid(String id) {
    return pid(data.resolve(Part.pidFile(id)));
  }

  /** The pids of all parts that are alive, further nodes among them. */
  public List<Long> pids() {
    return parts().stream().flatMapToLong(part -> pid(part).stream()).boxed().toList();
  }

  private static OptionalLong pid(Path file) {
    Optional<Long> pid =
        read(file)
            .flatMap(text -> text.lines().findFirst())
            .map(line -> Long.parseLong(line.strip()))
            .filter(number -> ProcessHandle.of(number).filter(ProcessHandle::isAlive).isPresent());
    return pid.map(OptionalLong::of).orElse(OptionalLong.empty());
  }

  /**
   * Kills a part as the kernel would when memory is short, and waits until it is gone. PostgreSQL's
   * children follow it.
   */
  public void kill9(Part part) {
    kill9(part.id());
  }

  /** As {@link #kill9(Part)}, by what the command calls the part. */
  public void kill9(String part) {
    long pid =
        pid(part).orElseThrow(() -> new IllegalStateException("There is no " + part + " to kill"));
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    Wait.until(part + " is gone", Duration.ofSeconds(10), () -> !process.isAlive());
  }

  /** Starts {@code ./trawl} with arguments; its output goes into a file. */
  public Process start(Path output, String... arguments) {
    List<String> command = new ArrayList<>(List.of("./trawl"));
    command.addAll(List.of(arguments));
    return Command.start(root, environment, output, command);
  }

  /** Stops the stack, kills what does not stop, and keeps the data. */
  public void leave() {
    try {
      down();
    } finally {
      pids().forEach(Trawl::destroy);
    }
  }

  /** Stops the stack, kills what does not stop, and removes the data. */
  @Override
  public void close() {
    try {
      leave();
    } finally {
      Wait.until("the data of a stack is removed", STOP, this::removeData);
    }
  }

  /** Returns whether it is gone: what was killed just now may still write. */
  private boolean removeData() {
    if (!Files.exists(data)) {
      return true;
    }
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
      return true;
    } catch (IOException | UncheckedIOException e) {
      return false;
    }
  }

  /** All parts that were ever started here. */
  private List<String> parts() {
    Path run = data.resolve("run");
    if (!Files.isDirectory(run)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(run)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".pid"))
          .map(name -> name.substring(0, name.length() - ".pid".length()))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void destroy(long pid) {
    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
  }

  /** A password that the stack has made up. */
  public String secret(String name) {
    return read(data.resolve("secrets/" + name + ".password")).orElseThrow().strip();
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
