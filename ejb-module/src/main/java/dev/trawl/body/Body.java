package dev.trawl.body;

import java.io.IOException;
import java.io.InputStream;

/**
 * Bytes that were gathered: in memory, or in a file that is there until this is closed. Thread-safe
 * but for being closed while somebody reads.
 */
public sealed interface Body extends AutoCloseable permits MemoryBody, FileBody {
  /** In bytes: what is larger is never in memory. */
  int LARGEST_IN_MEMORY = 256 * 1024;

  /** Nothing. */
  Body EMPTY = of(new byte[0]);

  /**
   * Bytes that are in memory anyway, and that nobody counts.
   *
   * @param bytes not copied, so not to be written into
   */
  static Body of(byte[] bytes) {
    return new MemoryBody(bytes, () -> {});
  }

  /** In bytes. */
  long length();

  /**
   * The bytes from the first on; as often as wanted, and to be closed each time.
   *
   * @throws IOException if the file cannot be read
   */
  InputStream open() throws IOException;

  /**
   * All of them in memory: for small ones, and for whoever has taken the memory ({@link
   * BodyStore#within}). Not copied, so not to be written into.
   *
   * @throws java.io.UncheckedIOException if the file cannot be read
   */
  byte[] bytes();

  /** Gives back the memory or removes the file; a second time does nothing. */
  @Override
  void close();
}
