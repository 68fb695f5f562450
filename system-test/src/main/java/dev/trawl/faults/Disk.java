package dev.trawl.faults;

import dev.trawl.stack.Command;
import dev.trawl.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The disk that a cluster's data is on, which can be filled up to the broker's quota.
 *
 * <p>It is everybody's disk, so it does not get full: the quotas are raised to a share of what was
 * free at the start, and a file that takes space without being written reaches them.
 *
 * @param folder somewhere on it
 */
record Disk(Path folder) {

  /** Of what is free at the start, so that the crawls themselves do not reach it. */
  private static final double QUOTA = 0.8;

  /** The broker gets half of the quota, and has to find less than that. */
  private static final double FILLED = 1 - QUOTA / 2 + 0.05;

  private static final Duration LIMIT = Duration.ofMinutes(1);

  /** The variable with which a cluster whose data is in this folder has to be started. */
  static Map<String, String> quota(Path folder) {
    long free = usable(Folders.make(folder));
    return Map.of("TRAWL_MIN_FREE", (long) (QUOTA * free / 1024 / 1024) + "m");
  }

  /** Takes the space; what is returned gives it back. */
  Runnable fill() {
    long bytes = (long) (FILLED * usable(folder));
    Command.run(
            folder,
            Map.of(),
            LIMIT,
            List.of("fallocate", "-l", Long.toString(bytes), filler().toString()))
        .orThrow();
    return this::free;
  }

  void free() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(filler() + " cannot be removed", e);
    }
  }

  private Path filler() {
    return folder.resolve("filler");
  }

  private static long usable(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
