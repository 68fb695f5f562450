package dev.trawl.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a process holds in memory. */
public final class Memory {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  private Memory() {}

  /** The most resident memory that a process ever had, in bytes (Linux: VmHWM). */
  public static long peakResident(long pid) {
    return status(pid, "VmHWM:");
  }

  /** The resident memory that a process has now, in bytes (Linux: VmRSS). */
  public static long resident(long pid) {
    return status(pid, "VmRSS:");
  }

  private static long status(long pid, String field) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The bytes of all objects that are left on a JVM's heap after a full collection, whatever its
   * collector.
   */
  public static long heapAfterCollection(long pid) {
    Outcome histogram =
        Command.run(
            Path.of("."),
            Map.of(),
            LIMIT,
            List.of(Jdk.tool("jcmd"), Long.toString(pid), "GC.class_histogram"));
    String total =
        histogram
            .orThrow()
            .out()
            .lines()
            .filter(line -> line.startsWith("Total"))
            .findFirst()
            .orElseThrow();
    return Long.parseLong(total.strip().split("\\s+", -1)[2]);
  }
}
