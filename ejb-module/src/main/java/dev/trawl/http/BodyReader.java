package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a stream into an array that grows with what arrives, not with what was promised. */
final class BodyReader {
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final int LARGEST_FIRST_BUFFER = 64 * 1024;

  private final InputStream body;
  private final int most;
  private byte[] buffer;
  private int size;

  /**
   * A reader of at most so many bytes.
   *
   * @param announced the size to expect, or below zero; when it is right nothing is copied
   */
  BodyReader(InputStream body, long announced, long most) {
    this.body = body;
    this.most = (int) most;
    long first = announced >= 0 ? Math.min(announced, LARGEST_FIRST_BUFFER) : FIRST_BUFFER;
    buffer = new byte[(int) Math.min(first, most)];
  }

  /** Reads to the end or to the limit. */
  byte[] read() throws IOException {
    int count = 0;
    while (count >= 0 && size < most) {
      if (size == buffer.length) {
        count = readOneAndGrow();
      } else {
        count = body.read(buffer, size, buffer.length - size);
        size += Math.max(count, 0);
      }
    }
    return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
  }

  /** Whether the stream goes on behind what was read. */
  boolean hasMore() throws IOException {
    return size == most && body.read() >= 0;
  }

  /** A full buffer is mostly the whole body: ask before it is doubled. */
  private int readOneAndGrow() throws IOException {
    int value = body.read();
    if (value >= 0) {
      buffer =
          Arrays.copyOf(buffer, (int) Math.min(most, Math.max(FIRST_BUFFER, 2L * buffer.length)));
      buffer[size++] = (byte) value;
    }
    return value;
  }
}
