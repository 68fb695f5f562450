package dev.trawl.launcher;

import dev.trawl.launcher.client.Api;
import dev.trawl.launcher.part.Trouble;
import java.io.IOException;
import java.io.InputStream;
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
        pages.transferTo(System.out);
        System.out.flush();
      } else {
        writeFile(pages, Path.of(target).toAbsolutePath());
      }
    } catch (IOException e) {
      throw Trouble.failed("The pages could not be written to " + target + ": " + e, e);
    }
  }

  private static void writeFile(InputStream pages, Path file) throws IOException {
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
    Path folder = Path.of(target).toAbsolutePath().getParent();
    if (!target.equals("-") && (folder == null || !Files.isWritable(folder))) {
      throw Trouble.wrongUse("--out " + target + ": its folder cannot be written to.");
    }
  }
}
