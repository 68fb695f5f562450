package dev.trawl.http;

import java.io.ByteArrayOutputStream;

/**
 * Writes brotli (RFC 7932) that is not compressed, with a window of choice: what no encoder at hand
 * would make.
 */
final class StoredBrotli {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private long bits;
  private int count;

  /** A whole stream with the bytes in blocks of 16 MiB. */
  static byte[] of(int windowBits, byte[] bytes) {
    StoredBrotli stream = new StoredBrotli(windowBits);
    for (int from = 0; from < bytes.length; from += 1 << 24) {
      int length = Math.min(bytes.length - from, 1 << 24);
      stream.beginBlock(length);
      stream.out.write(bytes, from, length);
    }
    stream.write(0b11, 2); // the last block, empty
    stream.align();
    return stream.out.toByteArray();
  }

  /** The beginning of a stream, with a block of 16 MiB of which nothing comes. */
  static byte[] promising16Mebibytes(int windowBits) {
    StoredBrotli stream = new StoredBrotli(windowBits);
    stream.beginBlock(1 << 24);
    return stream.out.toByteArray();
  }

  private StoredBrotli(int windowBits) {
    if (windowBits == 16) {
      write(0, 1);
    } else if (windowBits > 17) {
      write(1 | ((windowBits - 17) << 1), 4);
    } else {
      write(1 | ((windowBits == 17 ? 0 : windowBits - 8) << 4), 7);
    }
  }

  private void beginBlock(int length) {
    int nibbles = length <= 1 << 16 ? 4 : length <= 1 << 20 ? 5 : 6;
    write(0, 1);
    write(nibbles - 4, 2);
    write(length - 1, 4 * nibbles);
    write(1, 1);
    align();
  }

  private void write(int value, int width) {
    bits |= (long) value << count;
    count += width;
    while (count >= 8) {
      out.write((int) bits);
      bits >>>= 8;
      count -= 8;
    }
  }

  private void align() {
    if (count > 0) {
      write(0, 8 - count);
    }
  }
}
