package dev.trawl.body;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A file of the spool: written once from its start to its end, then read, then removed. */
final class SpoolFile {
  private static final Logger LOG = System.getLogger(SpoolFile.class.getName());

  private final Spool spool;
  private final Path path;
  private final OutputStream out;
  private final AtomicBoolean removed = new AtomicBoolean();
  private long length;

  /**
   * A file of a spool.
   *
   * @param path of an empty file
   */
  SpoolFile(Spool spool, Path path) throws IOException {
    this.spool = spool;
    this.path = path;
    out = Files.newOutputStream(path);
  }

  Path path() {
    return path;
  }

  void write(byte[] bytes, int count) throws SpoolException {
    try {
      out.write(bytes, 0, count);
    } catch (IOException e) {
      throw spool.failure(e);
    }
    length += count;
    spool.grown(count);
  }

  /** Nothing more will be written. Some file systems say only now that they are full. */
  void end() throws SpoolException {
    try {
      out.close();
    } catch (IOException e) {
      throw spool.failure(e);
    }
  }

  /** Removes it, also while it is written; a second time does nothing. */
  void remove() {
    if (!removed.compareAndSet(false, true)) {
      return;
    }
    spool.grown(-length);
    try (out) {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      // The work that it was for is done, and must not fail by this; the next start removes it.
      LOG.log(Level.WARNING, "a file of a large body stays until the next start: " + path, e);
    }
  }
}
