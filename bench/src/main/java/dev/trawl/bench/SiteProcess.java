package dev.trawl.bench;

import dev.trawl.site.StaticSite;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The site in a process of its own, the same one for every peer. */
final class SiteProcess implements AutoCloseable {

  private final Process process;
  private final String origin;
  private final Path log;

  private SiteProcess(Process process, String origin, Path log) {
    this.process = process;
    this.origin = origin;
    this.log = log;
  }

  static SiteProcess start(Path jar, Path log) {
    try {
      Process process =
          new ProcessBuilder(
                  Jdk.tool("java"),
                  "-cp",
                  System.getProperty("java.class.path"),
                  StaticSite.class.getName(),
                  jar.toString(),
                  "0",
                  "--log",
                  log.toString())
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      String origin =
          Optional.ofNullable(out.readLine())
              .orElseThrow(() -> new IllegalStateException("The site did not start"));
      return new SiteProcess(process, origin, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String origin() {
    return origin;
  }

  /** How many requests were answered until now, robots.txt apart. */
  long requests() {
    try (Stream<String> lines = Files.lines(log)) {
      return lines.filter(line -> !line.contains("/robots.txt\t")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the site by closing its standard input. */
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      process.destroy();
    }
    process.onExit().join();
  }
}
