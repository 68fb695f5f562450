package dev.trawl.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What came out of one decoder, compared with what was transferred. Each layer has one of its own:
 * in a nested bomb the layer that explodes need not be the outermost.
 */
final class UnpackedStream extends FilterInputStream {
  /** A page of nothing but spaces packs well too: below this size no ratio is suspicious. */
  private static final long HARMLESS_BYTES = 1 << 20;

  private static final long HIGHEST_RATIO = 200;

  private final WireStream wire;
  private long count;

  UnpackedStream(InputStream decoder, WireStream wire) {
    super(decoder);
    this.wire = wire;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read = in.read(bytes, offset, length);
    if (read > 0) {
      advance(read);
    }
    return read;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    if (value >= 0) {
      advance(1);
    }
    return value;
  }

  private void advance(int read) throws ExchangeException {
    count += read;
    if (count > HARMLESS_BYTES && count > HIGHEST_RATIO * wire.count()) {
      throw new ExchangeException(
          Reason.BOMB, "%d bytes unpacked from %d".formatted(count, wire.count()));
    }
  }
}
