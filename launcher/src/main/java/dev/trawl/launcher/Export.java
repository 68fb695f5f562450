package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.part.Trouble;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a job's pages, streamed. */
final class Export {

  private Export() {}

  /**
   * @param target a file, or {@code -} for standard output; a file appears when it is complete
   */
  static void write(Api api, String job, String format, String target) {
    try (InputStream pages = api.export(job, format)) {
      if (target.equals("-")) {
        // System.out itself would not tell that a disk is full.
        try (OutputStream output = new FileOutputStream(FileDescriptor.out)) {
          pages.transferTo(output);
        }
      } else {
        writeFile(pages, followed(Path.of(target).toAbsolutePath()));
      }
    } catch (IOException e) {
      throw Trouble.failed("The pages could not be written to " + target + ": " + e, e);
    }
  }

  private static void writeFile(InputStream pages, Path file) throws IOException {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      // A pipe, a terminal, /dev/null: nothing to be replaced.
      try (OutputStream output = Files.newOutputStream(file)) {
        pages.transferTo(output);
      }
      return;
    }
    Path half = file.resolveSibling(file.getFileName() + ".part");
    try {
      Files.copy(pages, half, StandardCopyOption.REPLACE_EXISTING);
      Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }

  /** So that nobody waits for a crawl whose pages then have no place. */
  static void checkPlace(String target) {
    if (target.equals("-")) {
      return;
    }
    Path file = followed(Path.of(target).toAbsolutePath());
    if (Files.isDirectory(file)) {
      throw Trouble.wrongUse("--out " + target + ": it is a folder.");
    }
    boolean isSpecial = Files.exists(file) && !Files.isRegularFile(file);
    Path written = isSpecial ? file : file.getParent();
    if (written == null || !Files.isWritable(written)) {
      throw Trouble.wrongUse(
          "--out " + target + (isSpecial ? ": it" : ": its folder") + " cannot be written to.");
    }
  }

  /** Where a symbolic link leads, so that the file there is written and not the link replaced. */
  private static Path followed(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return target(file); // there is no file yet
    }
  }

  private static Path target(Path link) {
    try {
      return link.resolveSibling(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return link; // it is none
    }
  }
}
