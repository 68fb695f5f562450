package dev.trawl.stack;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Signals that Java has no call for. */
public final class Signals {

  private Signals() {}

  /**
   * Sends a signal to a process that is there.
   *
   * @param name such as {@code STOP}
   */
  public static void send(String name, long pid) {
    Command.run(
            Path.of("."),
            Map.of(),
            Duration.ofSeconds(10),
            List.of("kill", "-" + name, Long.toString(pid)))
        .orThrow();
  }
}
