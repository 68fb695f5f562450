package dev.trawl.body;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** The folder of files that bodies are written to, which belongs to one process. Thread-safe. */
final class Spool {
  private static final long MOMENT_NANOS = 5_000_000_000L;
  private static final FileAttribute<?>[] OURS_ALONE = attributes("rwx------");
  private static final FileAttribute<?>[] MODE_600 = attributes("rw-------");

  private final Path folder;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicLong names = new AtomicLong();
  private volatile long failed = System.nanoTime() - MOMENT_NANOS;

  /**
   * A folder with nothing in it: it is made, or emptied of what a process left that is gone.
   *
   * @throws UncheckedIOException if that cannot be done
   */
  Spool(Path folder) {
    this.folder = folder;
    try {
      Files.createDirectories(folder, OURS_ALONE);
      empty();
    } catch (IOException e) {
      throw new UncheckedIOException("the folder for large bodies cannot be used: " + folder, e);
    }
  }

  /** Systems without such permissions have others of their own. */
  private static FileAttribute<?>[] attributes(String permissions) {
    boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** A new file. */
  SpoolFile create() throws SpoolException {
    Path path = folder.resolve(Long.toString(names.incrementAndGet()));
    try {
      return new SpoolFile(this, Files.createFile(path, MODE_600));
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** To be thrown where a file cannot be written. */
  SpoolException failure(IOException cause) {
    failed = System.nanoTime();
    return new SpoolException(cause);
  }

  /** Whether that was a moment ago. */
  boolean isShortOfRoom() {
    return System.nanoTime() - failed < MOMENT_NANOS;
  }

  /** A file has grown by so much, or is gone with what it had. */
  void grown(long count) {
    bytes.addAndGet(count);
  }

  /** What is in files at the moment. */
  long bytes() {
    return bytes.get();
  }

  /** Removes the folder with all that is in it. */
  void remove() {
    try {
      if (Files.exists(folder)) {
        empty();
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void empty() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
