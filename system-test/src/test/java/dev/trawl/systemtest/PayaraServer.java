package dev.trawl.systemtest;

import dev.trawl.stack.Api;
import dev.trawl.stack.Command;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Ports;
import dev.trawl.stack.Wait;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Payara Server with a domain of its own, driven by {@code asadmin} as an administrator does it in
 * docs/deploy.md.
 */
final class PayaraServer implements AutoCloseable {

  private static final String DOMAIN = "trawl";
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Without it a message broker starts with the first application, on all addresses. */
  private static final String NO_OWN_BROKER =
      """
      <jms-service type="DISABLED" default-jms-host="default_JMS_host">\
      <jms-host name="default_JMS_host" host="localhost" port="7676"/></jms-service>
      """;

  private final Path folder;
  private final Path domain;
  private final Path passwords;
  private final Map<String, String> environment;
  private final int adminPort;
  private final int httpPort;

  private PayaraServer(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.domain = folder.resolve("domains").resolve(DOMAIN);
    this.passwords = folder.resolve("passwords");
    this.environment = Map.copyOf(environment);
    List<Integer> ports = Ports.free(2);
    this.adminPort = ports.get(0);
    this.httpPort = ports.get(1);
  }

  /**
   * A server with a new domain that does not run yet.
   *
   * @param folder where everything of it lies, {@code TRAWL_DATA} too; empty
   * @param environment of the domain
   */
  static PayaraServer installed(Path folder, Map<String, String> environment) throws IOException {
    Map<String, String> complete = new HashMap<>(environment);
    complete.put("TRAWL_DATA", data(folder).toString());
    PayaraServer server = new PayaraServer(folder, complete);
    unpack(Path.of(System.getProperty("trawl.server", "target/server/payara.zip")), folder);
    Files.createFile(
        server.passwords,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(server.passwords, "AS_ADMIN_PASSWORD=" + UUID.randomUUID() + "\n");
    server.create();
    return server;
  }

  private void create() throws IOException {
    // Only two of its ports are ever listened on.
    asadmin(
        "create-domain",
        "--checkports=false",
        "--domaindir",
        domains(),
        "--adminport",
        Integer.toString(adminPort),
        "--instanceport",
        Integer.toString(httpPort),
        DOMAIN);
    Path settings = domain.resolve("config/domain.xml");
    Files.writeString(
        settings, Files.readString(settings).replaceFirst("<iiop-service>", NO_OWN_BROKER + "$0"));
  }

  /** Starts it for the first time. */
  void start(Path commands) {
    start("--prebootcommandfile", commands.toString());
  }

  /** Stops and starts it, with all that is deployed on it. */
  void restart() {
    stop();
    start();
    awaitReady();
  }

  private void start(String... options) {
    List<String> command = new ArrayList<>(List.of("start-domain"));
    command.addAll(List.of("--domaindir", domains()));
    command.addAll(List.of(options));
    command.add(DOMAIN);
    asadmin(command.toArray(String[]::new));
  }

  void stop() {
    ProcessHandle process = process().orElseThrow();
    asadmin("stop-domain", "--domaindir", domains(), DOMAIN);
    Wait.until("the domain has ended", LIMIT, () -> !process.isAlive());
  }

  void deploy(String name, Path archive) {
    asadmin("deploy", "--name", name, archive.toString());
  }

  /**
   * A domain that starts answers before its applications are there, and their health checks a
   * moment before their addresses.
   */
  void awaitReady() {
    Wait.until(
        "the application on the server is ready",
        LIMIT,
        () -> {
          try {
            return api().get("/health/ready").statusCode() == 200
                && api().get("/api/jobs").statusCode() == 200;
          } catch (UncheckedIOException e) {
            return false;
          }
        });
  }

  Api api() {
    return new Api(URI.create("http://127.0.0.1:" + httpPort), this::token);
  }

  /** The process that is the domain, if it runs. */
  Optional<ProcessHandle> process() {
    return read(domain.resolve("config/pid"))
        .map(text -> Long.parseLong(text.strip()))
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive);
  }

  /** The end of the server's log, for messages. */
  String log() {
    String log = read(domain.resolve("logs/server.log")).orElse("");
    return log.substring(Math.max(0, log.length() - 20_000));
  }

  /** Stops it if it runs, and kills it if it does not stop. */
  @Override
  public void close() {
    Optional<ProcessHandle> running = process();
    try {
      running.ifPresent(process -> stop());
    } finally {
      running.ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  private Outcome asadmin(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "sh",
                folder.resolve("payara6/glassfish/bin/asadmin").toString(),
                "--interactive=false",
                "--user",
                "admin",
                "--passwordfile",
                passwords.toString(),
                "--port",
                Integer.toString(adminPort)));
    command.addAll(List.of(arguments));
    return Command.run(folder, environment, LIMIT, command).orThrow();
  }

  private Optional<String> token() {
    return read(data(folder).resolve("admin.token")).map(String::strip);
  }

  private String domains() {
    return folder.resolve("domains").toString();
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  private static Optional<String> read(Path file) {
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void unpack(Path zip, Path folder) throws IOException {
    try (InputStream file = Files.newInputStream(zip);
        ZipInputStream entries = new ZipInputStream(file)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        Path target = folder.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("."));
          Files.copy(entries, target);
        }
      }
    }
  }
}
