package dev.trawl.http;

import dev.trawl.body.Body;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A packed body that has come whole, of which a decoder takes bit by bit. */
final class GatheredBody extends InputStream {
  /** Of a body in a file, which is not to be in memory as a whole. */
  private static final int WINDOW = 64 * 1024;

  private final Body packed;
  private final long transferred;
  private final Deadline deadline;
  private final InputStream rest;
  private ByteBuffer window;

  /** Bytes that are in the window, or were. */
  private long read;

  /**
   * A body of which so many bytes were transferred, which are others if another coding was undone
   * before.
   */
  GatheredBody(Body packed, long transferred, Deadline deadline) throws IOException {
    this.packed = packed;
    this.transferred = transferred;
    this.deadline = deadline;
    if (packed.length() <= Body.LARGEST_IN_MEMORY) {
      window = ByteBuffer.wrap(packed.bytes());
      read = packed.length();
      rest = InputStream.nullInputStream();
    } else {
      window = ByteBuffer.allocate(WINDOW).limit(0);
      rest = packed.open();
    }
    window.order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The same, of which nothing has been taken. */
  GatheredBody fromItsStart() throws IOException {
    return new GatheredBody(packed, transferred, deadline);
  }

  /** The part of the bytes transferred that the decoder has taken. */
  long taken() {
    long taken = read - window.remaining();
    return transferred * taken / Math.max(1, packed.length());
  }

  boolean isEmpty() {
    return packed.length() == 0;
  }

  /**
   * What comes next, to be taken by its position: so many bytes at least, if there are; little
   * endian as all codings are. Taking all of it does not mean that there is no more.
   */
  ByteBuffer next(int least) throws IOException {
    if (window.remaining() < least && read < packed.length()) {
      window.compact();
      int count = rest.readNBytes(window.array(), window.position(), window.remaining());
      read += count;
      window.position(window.position() + count).flip();
    }
    return window;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    // A decoder may have much to do before it has anything to show for it.
    deadline.check();
    ByteBuffer next = next(1);
    if (!next.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, next.remaining());
    next.get(bytes, offset, count);
    return count;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("read blocks");
  }

  /** Ends the reading; the same body may still be read anew. */
  @Override
  public void close() throws IOException {
    rest.close();
  }

  /** Lets go of the body itself. */
  void end() throws IOException {
    try {
      close();
    } finally {
      packed.close();
    }
  }
}
