package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Starts, watches and stops parts, the same way for each.
 *
 * @param folder where the pid files are
 */
record Supervisor(Path folder) {

  private static final Duration STOP_PATIENCE = Duration.ofSeconds(40);
  private static final Duration KILL_PATIENCE = Duration.ofSeconds(10);
  private static final Duration RETRY_PATIENCE = Duration.ofSeconds(30);
  private static final long POLL_MILLISECONDS = 100;

  enum State {
    READY,
    NOT_READY,
    NOT_RUNNING;

    @Override
    public String toString() {
      return switch (this) {
        case READY -> "ready";
        case NOT_READY -> "not ready";
        case NOT_RUNNING -> "not running";
      };
    }
  }

  State state(Part part) {
    if (process(part).isEmpty()) {
      return State.NOT_RUNNING;
    }
    return part.ready() ? State.READY : State.NOT_READY;
  }

  Optional<ProcessHandle> process(Part part) {
    return pidFile(part).process();
  }

  /** Returns when the part is ready; one that runs already is only waited for. */
  void start(Part part) {
    Optional<ProcessHandle> running = process(part);
    if (running.isPresent() && await(part, running.get(), () -> "")) {
      return;
    }
    refuseStrangers(part);
    Launch launch = part.prepare();
    Instant giveUp = Instant.now().plus(RETRY_PATIENCE);
    while (!startOnce(part, launch)) {
      if (Instant.now().isAfter(giveUp)) {
        throw ended(part, launch);
      }
      sleep();
    }
  }

  /** False if it ended for a reason that goes away by itself. */
  private boolean startOnce(Part part, Launch launch) {
    launch.putAsideIfLong();
    long before = size(launch.output());
    ProcessHandle process = launch.start().toHandle();
    keep(part, process);
    if (await(part, process, () -> read(launch.output(), before))) {
      return true;
    }
    if (part.worthAnotherTry(read(launch.output(), before))) {
      return false;
    }
    throw ended(part, launch);
  }

  /** A process that nobody would find again is not left behind. */
  private void keep(Part part, ProcessHandle process) {
    try {
      pidFile(part).write(process);
    } catch (Trouble e) {
      end(part, process);
      throw e;
    }
  }

  void stop(Part part) {
    process(part).ifPresent(process -> end(part, process));
    pidFile(part).delete();
  }

  private void end(Part part, ProcessHandle process) {
    part.terminate(process);
    if (!exited(process, STOP_PATIENCE)) {
      process.destroyForcibly();
      if (!exited(process, KILL_PATIENCE)) {
        throw Trouble.failed(part.name() + " (process " + process.pid() + ") cannot be ended.");
      }
    }
  }

  /** False if the process ended before it was ready, or was ended because it never would be. */
  private boolean await(Part part, ProcessHandle process, Supplier<String> output) {
    Duration patience = part.patience();
    Instant deadline = Instant.now().plus(patience);
    while (process.isAlive()) {
      if (part.ready()) {
        return true;
      }
      if (part.hopeless(output.get())) {
        end(part, process);
        return false;
      }
      if (Instant.now().isAfter(deadline)) {
        throw Trouble.failed(
            String.format(
                "%s (process %d) runs but was not ready within %d s; see ./trawl logs %s, or stop it by ./trawl down.",
                part.name(), process.pid(), patience.toSeconds(), part.id()));
      }
      sleep();
    }
    return false;
  }

  /**
   * Sees to it that a part that does not run can listen where it has to.
   *
   * @throws Trouble naming the port and how to move it
   */
  void refuseStrangers(Part part) {
    if (process(part).isEmpty()) {
      part.ports().forEach(port -> refuseStrangers(part, port));
    }
  }

  private static void refuseStrangers(Part part, Port port) {
    if (!port.free()) {
      throw Trouble.failed(
          String.format(
              "Port %d, which the %s needs, is in use by another program; set %s to a free one.",
              port.number(), part.name(), port.variable()));
    }
  }

  private static Trouble ended(Part part, Launch launch) {
    return Trouble.failed(
        String.format(
            "The %s ended while it was starting; the reason is at the end of %s.",
            part.name(), launch.output()));
  }

  private static boolean exited(ProcessHandle process, Duration patience) {
    try {
      process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  private PidFile pidFile(Part part) {
    return new PidFile(folder.resolve(part.id() + ".pid"));
  }

  private static long size(Path file) {
    return file.toFile().length();
  }

  private static String read(Path file, long from) {
    try {
      byte[] all = Files.readAllBytes(file);
      int start = (int) Math.min(from, all.length);
      return new String(all, start, all.length - start, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  private static void sleep() {
    try {
      Thread.sleep(POLL_MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Trouble.failed("Interrupted.", e);
    }
  }
}
