package dev.trawl.systemtest;

import dev.trawl.stack.Ports;
import dev.trawl.stack.Wait;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real nginx with the repository's own configuration, of which only the ports are replaced. */
final class Nginx implements AutoCloseable {

  private static final Path CONFIGURATION =
      Path.of(System.getProperty("trawl.root", "."), "docs", "nginx", "trawl.conf");
  private static final String LISTENS = "listen 127.0.0.1:8000;";
  private static final Pattern NODES =
      Pattern.compile("(?m)(^ *server 127\\.0\\.0\\.1:\\d+ max_fails=0;\\n)+");
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final Path folder;
  private final int port;
  private final Process process;

  private Nginx(Path folder, int port, Process process) {
    this.folder = folder;
    this.port = port;
    this.process = process;
  }

  /**
   * In front of nodes on these ports.
   *
   * @throws IllegalStateException if there is no nginx
   */
  static Nginx before(List<Integer> nodes) {
    try {
      Path folder = Files.createTempDirectory("trawl-nginx-");
      // Started by root, it works as a user who needs to get here.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
      int port = Ports.free(1).get(0);
      Path file = Files.writeString(folder.resolve("nginx.conf"), configuration(port, nodes));
      Process process =
          new ProcessBuilder(
                  program(), "-e", "stderr", "-p", folder.toString(), "-c", file.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("output").toFile())
              .start();
      Nginx nginx = new Nginx(folder, port, process);
      Wait.until("nginx listens; " + nginx.output(), LIMIT, nginx::listens);
      return nginx;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String program() {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
    return Stream.of(path.split(":", -1))
        .map(folder -> Path.of(folder, "nginx"))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "nginx is missing; install it, as .ci/run does (Debian: nginx-light)."));
  }

  private static String configuration(int port, List<Integer> nodes) throws IOException {
    String text = Files.readString(CONFIGURATION);
    Matcher servers = NODES.matcher(text);
    if (!text.contains(LISTENS) || !servers.find()) {
      throw new IllegalStateException(CONFIGURATION + " has not the lines that are replaced here");
    }
    String ours =
        nodes.stream()
            .map(node -> "    server 127.0.0.1:" + node + " max_fails=0;\n")
            .collect(Collectors.joining());
    return servers.replaceFirst(ours).replace(LISTENS, "listen 127.0.0.1:" + port + ";");
  }

  URI origin() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A line for each call that has ended. */
  List<String> log() {
    return lines(folder.resolve("access.log"));
  }

  private List<String> output() {
    return lines(folder.resolve("output"));
  }

  private boolean listens() {
    if (!process.isAlive()) {
      throw new IllegalStateException("nginx ended: " + output());
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
      }
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path path : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
