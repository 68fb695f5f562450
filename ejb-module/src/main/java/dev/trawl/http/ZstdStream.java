package dev.trawl.http;

import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import com.github.luben.zstd.util.Native;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * Decodes zstd (RFC 8878): any number of frames, with windows of up to 8 MiB (RFC 9659). It must be
 * read in blocks, and closed, as its memory is outside of the heap.
 */
final class ZstdStream extends InputStream {
  /** The most bytes that a decoder takes: the window, and buffers of some blocks. */
  static final int MEMORY = 9 << 20;

  private static final int WINDOW_LOG = 23;
  private static final int FRAME = 0xFD2FB528;
  private static final int SKIPPABLE_FRAME = 0x184D2A50;

  /** What is done in one native call, during which the garbage collector may have to wait. */
  private static final int SLICE = 64 * 1024;

  private static final Logger LOG = System.getLogger(ZstdStream.class.getName());

  /**
   * Whether there is a native library for this machine, and a folder from which it can be loaded.
   */
  static final boolean AVAILABLE = load();

  private final ZstdDecompressCtx decoder = new ZstdDecompressCtx().setLongMax(WINDOW_LOG);
  private final GatheredBody body;
  private final Deadline deadline;
  private boolean inFrame = true;

  ZstdStream(GatheredBody body, Deadline deadline) {
    this.body = body;
    this.deadline = deadline;
  }

  private static boolean load() {
    try {
      Native.load();
      return true;
    } catch (LinkageError e) {
      LOG.log(Level.WARNING, "No zstd here: servers will not be told that we take it", e);
      return false;
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer target = ByteBuffer.wrap(bytes, offset, Math.min(length, SLICE));
    while (target.position() == offset && target.hasRemaining()) {
      if (!inFrame && !isAtFrame()) {
        return -1;
      }
      decode(target);
    }
    return target.position() - offset;
  }

  /** What is behind the last frame, and is none, is ignored as with gzip. */
  private boolean isAtFrame() throws IOException {
    ByteBuffer packed = body.next(Integer.BYTES);
    if (packed.remaining() < Integer.BYTES) {
      return false;
    }
    int magic = packed.getInt(packed.position());
    return magic == FRAME || (magic & ~0xf) == SKIPPABLE_FRAME;
  }

  private void decode(ByteBuffer target) throws IOException {
    deadline.check();
    ByteBuffer packed = body.next(1);
    int from = packed.position();
    int to = target.position();
    int end = packed.limit();
    packed.limit(Math.min(end, from + SLICE));
    try {
      inFrame = !decoder.decompressByteBufferStream(target, packed);
    } catch (ZstdException e) {
      throw malformed(FailureReasons.detail(e));
    }
    packed.limit(end);
    if (inFrame && packed.position() == from && target.position() == to) {
      throw malformed("it ends within a frame");
    }
  }

  private static ExchangeException malformed(String detail) {
    return new ExchangeException(Reason.MALFORMED, "not zstd: " + detail);
  }

  @Override
  public int read() {
    throw new UnsupportedOperationException("read blocks");
  }

  @Override
  public void close() throws IOException {
    decoder.close();
    body.end();
  }
}
