package dev.trawl.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command to its end, within a limit of time, and captures what it writes. */
public final class Command {

  /** What was written is there when a command has ended; this is for a machine that is busy. */
  private static final Duration READ = Duration.ofSeconds(10);

  private Command() {}

  /**
   * Runs a command with nothing to read.
   *
   * @throws IllegalStateException if it does not end in time; then it is killed, and what it has
   *     started
   */
  public static Outcome run(
      Path folder, Map<String, String> environment, Duration limit, List<String> command) {
    ProcessBuilder builder = builder(folder, environment, command);
    long start = System.nanoTime();
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<String> out = read(process.getInputStream());
      CompletableFuture<String> err = read(process.getErrorStream());
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        throw new IllegalStateException(command + " did not end within " + limit);
      }
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return new Outcome(process.exitValue(), inTime(out, command), inTime(err, command), took);
    } catch (IOException e) {
      throw new UncheckedIOException(command + " cannot be run", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + command, e);
    }
  }

  /** Starts a command with nothing to read, and whatever it writes in a file. */
  static Process start(
      Path folder, Map<String, String> environment, Path output, List<String> command) {
    try {
      Process process =
          builder(folder, environment, command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(command + " cannot be run", e);
    }
  }

  private static ProcessBuilder builder(
      Path folder, Map<String, String> environment, List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    // What the tests' caller has set must not reach the stack under test.
    builder.environment().keySet().removeIf(name -> name.startsWith("TRAWL_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private static CompletableFuture<String> read(InputStream stream) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        },
        task -> {
          Thread thread = new Thread(task, "output");
          thread.setDaemon(true);
          thread.start();
        });
  }

  private static String inTime(CompletableFuture<String> output, List<String> command)
      throws InterruptedException {
    try {
      return output.get(READ.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException(command + " has ended, but its output has not", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("The output of " + command + " cannot be read", e);
    }
  }
}
