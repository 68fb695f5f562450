package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import org.brotli.dec.BrotliInputStream;

/** Decodes brotli (RFC 7932). It must be read in blocks. */
final class BrotliStream extends InputStream {
  /** Three groups of at most 256 code tables, of which one may be there twice, and the rest. */
  private static final int TABLES = 5 << 20;

  private final InputStream decoder;

  BrotliStream(GatheredBody body) throws ExchangeException {
    try {
      decoder = new BrotliInputStream(body);
    } catch (IOException e) {
      throw malformed(e);
    }
  }

  /**
   * The most bytes that a decoder takes for a body that begins with this byte. Where a window grows
   * it is there once and a half.
   *
   * @throws ExchangeException as {@link Reason#MALFORMED} for a window above 16 MiB
   */
  static int memory(byte first) throws ExchangeException {
    int window = 1 << windowBits(first);
    return window + window / 2 + TABLES;
  }

  /** RFC 7932 section 9.1: one, four or seven bits. */
  private static int windowBits(byte first) throws ExchangeException {
    int four = (first >> 1) & 7;
    int seven = (first >> 4) & 7;
    if ((first & 1) == 0) {
      return 16;
    }
    if (four != 0) {
      return 17 + four;
    }
    if (seven == 1) {
      // Reserved; the "large window" of some encoders, of up to 1 GiB, begins so.
      throw new ExchangeException(Reason.MALFORMED, "brotli with a window above 16 MiB");
    }
    return seven == 0 ? 17 : 8 + seven;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    try {
      return decoder.read(bytes, offset, length);
    } catch (IOException | IndexOutOfBoundsException e) {
      throw malformed(e);
    }
  }

  /** The library's own loses bytes where both kinds of reading are mixed. */
  @Override
  public int read() {
    throw new UnsupportedOperationException("read blocks");
  }

  @Override
  public void close() throws IOException {
    decoder.close();
  }

  private static ExchangeException malformed(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new ExchangeException(Reason.MALFORMED, "not brotli: " + cause.getMessage());
  }
}
