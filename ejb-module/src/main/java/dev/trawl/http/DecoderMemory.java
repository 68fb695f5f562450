package dev.trawl.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What all decoders of a client may hold at once for their windows and tables, on the heap or
 * outside of it: 64 MiB. A server chooses how much its coding needs, up to 16 MiB of window.
 * Thread-safe.
 */
final class DecoderMemory {
  static final int BYTES = 64 << 20;

  /** Fair: one that needs much would never have its turn among many that need little. */
  private final Semaphore free = new Semaphore(BYTES, true);

  /** Makes a decoder. */
  @FunctionalInterface
  interface Opener {
    InputStream open() throws IOException;
  }

  /**
   * Opens a decoder as soon as there are so many bytes for it. They are given back when the stream
   * is closed. Whoever holds some must not ask for more, or two could wait for each other.
   *
   * @throws ExchangeException as {@link Reason#CANCELLED} if there are none before the deadline; an
   *     interrupt does the same, and stays set
   */
  InputStream open(int bytes, Deadline deadline, Opener decoder) throws IOException {
    take(bytes, deadline);
    boolean opened = false;
    try {
      InputStream stream = new Held(decoder.open(), bytes);
      opened = true;
      return stream;
    } finally {
      if (!opened) {
        free.release(bytes);
      }
    }
  }

  /** Bytes that nobody holds. */
  int free() {
    return free.availablePermits();
  }

  private void take(int bytes, Deadline deadline) throws ExchangeException {
    try {
      if (!free.tryAcquire(bytes, deadline.remainingNanos(), TimeUnit.NANOSECONDS)) {
        throw new ExchangeException(Reason.CANCELLED, "no memory came free for the decoder");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExchangeException(Reason.CANCELLED, "interrupted");
    }
  }

  private final class Held extends FilterInputStream {
    private int bytes;

    Held(InputStream decoder, int bytes) {
      super(decoder);
      this.bytes = bytes;
    }

    @Override
    public void close() throws IOException {
      try {
        super.close();
      } finally {
        free.release(bytes);
        bytes = 0;
      }
    }
  }
}
