package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A packed body that has come whole, of which a decoder takes bit by bit. */
final class GatheredBody extends InputStream {
  private final ByteBuffer packed;
  private final long transferred;
  private final Deadline deadline;

  /**
   * A body of which so many bytes were transferred, which are others if another coding was undone
   * before.
   */
  GatheredBody(byte[] packed, long transferred, Deadline deadline) {
    this.packed = ByteBuffer.wrap(packed).order(ByteOrder.LITTLE_ENDIAN);
    this.transferred = transferred;
    this.deadline = deadline;
  }

  /** The same, of which nothing has been taken. */
  GatheredBody fromItsStart() {
    return new GatheredBody(packed.array(), transferred, deadline);
  }

  /** The part of the bytes transferred that the decoder has taken. */
  long taken() {
    return transferred * packed.position() / Math.max(1, packed.limit());
  }

  /** What is left, to be taken by its position; little endian as all codings are. */
  ByteBuffer packed() {
    return packed;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    // A decoder may have much to do before it has anything to show for it.
    deadline.check();
    if (!packed.hasRemaining()) {
      return -1;
    }
    int count = Math.min(length, packed.remaining());
    packed.get(bytes, offset, count);
    return count;
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("read blocks");
  }
}
