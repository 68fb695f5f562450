package dev.trawl.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongSupplier;

/**
 * What came out of one decoder, compared with what was transferred. Each layer has one of its own:
 * in a nested bomb the layer that explodes need not be the outermost.
 */
final class UnpackedStream extends FilterInputStream {
  /** A page of nothing but spaces packs well too: below this size no ratio is suspicious. */
  private static final long HARMLESS_BYTES = 1 << 20;

  private static final long HIGHEST_RATIO = 200;

  private final LongSupplier transferred;
  private long count;

  /** What a decoder makes of a body of which so many bytes were transferred up to then. */
  UnpackedStream(InputStream decoder, LongSupplier transferred) {
    super(decoder);
    this.transferred = transferred;
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
    byte[] one = new byte[1]; // some decoders give blocks only
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private void advance(int read) throws ExchangeException {
    count += read;
    if (count > HARMLESS_BYTES && count > HIGHEST_RATIO * transferred.getAsLong()) {
      throw new ExchangeException(
          Reason.BOMB, "%d bytes unpacked from %d".formatted(count, transferred.getAsLong()));
    }
  }
}
