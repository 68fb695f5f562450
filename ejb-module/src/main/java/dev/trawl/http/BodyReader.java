package dev.trawl.http;

import dev.trawl.body.BodyBuffer;
import java.io.IOException;
import java.io.InputStream;

/** Reads a stream into a buffer that grows with what arrives, not with what was promised. */
final class BodyReader {
  private static final int FIRST_BUFFER = 16 * 1024;
  private static final int LARGEST_FIRST_BUFFER = 64 * 1024;

  private final InputStream body;
  private final BodyBuffer buffer;
  private final long most;

  /** A reader of at most so many bytes. */
  BodyReader(InputStream body, BodyBuffer buffer, long most) {
    this.body = body;
    this.buffer = buffer;
    this.most = most;
  }

  /**
   * How large a buffer is to be at first.
   *
   * @param announced the size to expect, or below zero; when it is right nothing is copied
   */
  static int firstBuffer(long announced, long most) {
    long first = announced >= 0 ? Math.min(announced, LARGEST_FIRST_BUFFER) : FIRST_BUFFER;
    return (int) Math.min(first, most);
  }

  /** Reads to the end or to the limit. */
  void read() throws IOException {
    int count = 0;
    while (count >= 0 && buffer.length() < most) {
      count = buffer.readFrom(body, most - buffer.length());
    }
  }

  /** Whether the stream goes on behind what was read. */
  boolean hasMore() throws IOException {
    return buffer.length() == most && body.read() >= 0;
  }
}
