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
    return fresh(
        Path.of(System.getProperty("trawl.root", ".")).toAbsolutePath().normalize(), extra);
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
    return pid(part.pidFile());
  }

  /** As {@link #pid(Part)}, for a part of which there are several. */
  OptionalLong pid(String pidFile) {
    Optional<Long> pid =
        read(data.resolve(pidFile))
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
    kill9(part.pidFile());
  }

  void kill9(String pidFile) {
    long pid =
        pid(pidFile).orElseThrow(() -> new IllegalStateException("Nothing to kill by " + pidFile));
    ProcessHandle process = ProcessHandle.of(pid).orElseThrow();
    process.destroyForcibly();
    Wait.until(pidFile + " is gone", Duration.ofSeconds(10), () -> !process.isAlive());
  }

  /** Stops the stack, kills what does not stop, and removes the data. */
  @Override
  public void close() {
    try {
      down();
    } finally {
      for (Part part : Part.values()) {
        pid(part).ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
      }
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

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
