package dev.trawl.sitemap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends at a limit, and where what it reads from fails; it can tell both from an end. */
final class BoundedStream extends FilterInputStream {
  private long left;
  private boolean cut;

  BoundedStream(InputStream stream, long limit) {
    super(stream);
    left = limit;
  }

  boolean isCut() {
    return cut;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    if (cut) {
      return -1;
    }
    try {
      if (left == 0) {
        cut = in.read() >= 0;
        return -1;
      }
      int read = in.read(bytes, offset, (int) Math.min(length, left));
      left -= Math.max(read, 0);
      return read;
    } catch (IOException e) {
      // Packed data that breaks off, or is broken: what came before is good.
      cut = true;
      return -1;
    }
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }
}
