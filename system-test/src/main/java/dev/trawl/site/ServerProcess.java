package dev.trawl.site;

import dev.trawl.stack.Jdk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A server in a process of its own that speaks by lines: it greets with one when it is ready,
 * answers each line of its standard input, and ends with its standard input.
 */
public final class ServerProcess implements AutoCloseable {

  private final Process process;
  private final BufferedReader out;
  private final String greeting;

  private ServerProcess(Process process) throws IOException {
    this.process = process;
    out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    greeting = line();
  }

  /**
   * Starts a main class of this program's class path and waits for its greeting.
   *
   * @param memory as Java's {@code -Xmx} takes it
   * @throws IllegalStateException if it ends without one
   */
  public static ServerProcess start(String mainClass, String memory, List<String> arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Jdk.tool("java"),
                "-Xmx" + memory,
                "-Xss256k",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
    command.addAll(arguments);
    try {
      return new ServerProcess(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new UncheckedIOException(mainClass + " cannot be started", e);
    }
  }

  /** What it said when it was ready. */
  public String greeting() {
    return greeting;
  }

  public long pid() {
    return process.pid();
  }

  /** Says a line and returns the line that answers it. */
  public synchronized String ask(String line) {
    try {
      say(line);
      return line();
    } catch (IOException e) {
      throw new UncheckedIOException("The server is gone", e);
    }
  }

  /** Says a line and returns the lines that answer it, up to an empty one. */
  public synchronized List<String> askForLines(String line) {
    try {
      say(line);
      List<String> lines = new ArrayList<>();
      for (String next = line(); !next.isEmpty(); next = line()) {
        lines.add(next);
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException("The server is gone", e);
    }
  }

  private void say(String line) throws IOException {
    process.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    process.getOutputStream().flush();
  }

  private String line() throws IOException {
    return Optional.ofNullable(out.readLine())
        .orElseThrow(() -> new IllegalStateException("The server is gone"));
  }

  /** Ends it by closing its standard input. */
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
