package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** Which process is a part: its id and when it started, since ids are used again. */
record PidFile(Path file) {

  /** Where the kernel does not tell; the start time moves when the system's clock is set. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  private static final int START_TIME = 22;

  void write(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Folders.write(
        half, process.pid() + "\n" + start + "\n" + sinceBoot(process.pid()).orElse("") + "\n");
    try {
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Trouble.failed("Cannot write " + file + ".", e);
    }
  }

  /** The process, if it is still there and still the same. */
  Optional<ProcessHandle> process() {
    try {
      List<String> lines = Files.readAllLines(file);
      Instant start = Instant.parse(lines.get(1));
      Optional<String> sinceBoot =
          lines.stream().skip(2).findFirst().filter(line -> !line.isEmpty());
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .filter(ProcessHandle::isAlive)
          .filter(
              process ->
                  sinceBoot.isPresent()
                      ? sinceBoot.equals(sinceBoot(process.pid()))
                      : startedAt(process, start));
    } catch (IOException
        | DateTimeParseException
        | NumberFormatException
        | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw Trouble.failed("Cannot delete " + file + ".", e);
    }
  }

  /**
   * Which start of the machine it was, and when after that, in the kernel's own ticks (proc(5)).
   */
  private static Optional<String> sinceBoot(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      // The second field is the program's name in parentheses, with whatever is in that.
      String[] fromThird = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      String boot = Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
      return Optional.of(boot + " " + fromThird[START_TIME - 3]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private static boolean startedAt(ProcessHandle process, Instant start) {
    Instant actual = process.info().startInstant().orElse(Instant.EPOCH);
    return Duration.between(start, actual).abs().compareTo(TOLERANCE) < 0;
  }
}
