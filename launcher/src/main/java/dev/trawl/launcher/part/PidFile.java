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

  /** The system's clock may be set while a process runs, which moves the start time it reports. */
  private static final Duration TOLERANCE = Duration.ofSeconds(3);

  void write(ProcessHandle process) {
    Instant start = process.info().startInstant().orElse(Instant.EPOCH);
    Path half = file.resolveSibling(file.getFileName() + ".half");
    Folders.write(half, process.pid() + "\n" + start + "\n");
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
      return ProcessHandle.of(Long.parseLong(lines.get(0)))
          .filter(ProcessHandle::isAlive)
          .filter(process -> startedAt(process, start));
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

  private static boolean startedAt(ProcessHandle process, Instant start) {
    Instant actual = process.info().startInstant().orElse(Instant.EPOCH);
    return Duration.between(start, actual).abs().compareTo(TOLERANCE) < 0;
  }
}
