package dev.trawl.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;
import java.util.zip.Checksum;
import org.brotli.dec.BrotliInputStream;

/** Decodes brotli (RFC 7932). It must be read in blocks. */
final class BrotliStream extends InputStream {
  /** Three groups of at most 256 code tables, of which one may be there twice, and the rest. */
  private static final int TABLES = 5 << 20;

  /** What is unpacked in one go, and may have to be unpacked again. */
  private static final int SLICE = 64 * 1024;

  /** More than the library reads ahead, twice over. */
  private static final int READ_AHEAD = 3 * 4096;

  private final GatheredBody body;
  private final Checksum sum = new CRC32C();
  private BrotliInputStream decoder;
  private long unpacked;
  private boolean ended;

  BrotliStream(GatheredBody body) throws ExchangeException {
    this.body = body;
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
    if (ended) {
      return -1;
    }
    int most = Math.min(length, SLICE);
    try {
      int count = decoder.read(bytes, offset, most);
      if (count > 0) {
        sum.update(bytes, offset, count);
        unpacked += count;
      }
      return count;
    } catch (IOException | IndexOutOfBoundsException e) {
      ended = true;
      return last(bytes, offset, most, e);
    }
  }

  /**
   * Gives what the read that failed would have given if the failure is but that something follows
   * the end of the stream, which browsers ignore. The library does not tell that from a stream that
   * is broken or cut off. So it is decoded again with one and with another thing behind it: where
   * they make a difference, the stream had not ended.
   */
  private int last(byte[] bytes, int offset, int length, Exception failure)
      throws ExchangeException {
    byte[] last = again((byte) 0, length, failure);
    if (!Arrays.equals(last, again((byte) 0xff, length, failure))) {
      throw malformed(failure);
    }
    System.arraycopy(last, 0, bytes, offset, last.length);
    return last.length == 0 ? -1 : last.length;
  }

  /** The bytes behind those that were given already, if these come out as they did. */
  private byte[] again(byte behind, int length, Exception failure) throws ExchangeException {
    try {
      decoder.close();
      byte[] more = new byte[READ_AHEAD];
      Arrays.fill(more, behind);
      InputStream longer =
          new SequenceInputStream(body.fromItsStart(), new ByteArrayInputStream(more));
      decoder = new BrotliInputStream(longer);
      CheckedInputStream unpacking = new CheckedInputStream(decoder, new CRC32C());
      unpacking.skipNBytes(unpacked);
      boolean same = unpacking.getChecksum().getValue() == sum.getValue();
      byte[] next = unpacking.readNBytes(length);
      if (same && next.length < length) {
        return next;
      }
    } catch (IOException | IndexOutOfBoundsException e) {
      failure.addSuppressed(e);
    }
    throw malformed(failure);
  }

  /** The library's own loses bytes where both kinds of reading are mixed. */
  @Override
  public int read() {
    throw new UnsupportedOperationException("read blocks");
  }

  @Override
  public void close() throws IOException {
    try {
      decoder.close();
    } finally {
      body.end();
    }
  }

  private static ExchangeException malformed(Exception e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new ExchangeException(Reason.MALFORMED, "not brotli: " + cause.getMessage());
  }
}
