package dev.trawl.sitemap;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;

/** A file's content without its gzip, as a stream that ends at the protocol's limit. */
final class Unpacked implements Closeable {
  /** Servers pack what is packed already, and say so once or not at all. */
  private static final int MOST_LAYERS = 2;

  /** The magic number and the one method there is, RFC 1952 section 2.3.1. */
  private static final byte[] GZIP = {0x1f, (byte) 0x8b, 8};

  private final BoundedStream bounded;
  private final BufferedInputStream buffered;

  private Unpacked(InputStream stream) {
    bounded = new BoundedStream(stream, SitemapParser.MOST_BYTES);
    buffered = new BufferedInputStream(bounded);
  }

  /** IOException if it begins as gzip does and is none. */
  static Unpacked of(InputStream body) throws IOException {
    Unpacked content = new Unpacked(body);
    for (int layer = 0; layer < MOST_LAYERS && content.isGzip(); layer++) {
      content = new Unpacked(new GZIPInputStream(content.buffered));
    }
    return content;
  }

  private boolean isGzip() throws IOException {
    byte[] start = peek(GZIP.length);
    return Arrays.equals(start, GZIP);
  }

  /** Its first bytes, which are still there to be read. */
  byte[] peek(int length) throws IOException {
    buffered.mark(length);
    byte[] start = buffered.readNBytes(length);
    buffered.reset();
    return start;
  }

  InputStream stream() {
    return buffered;
  }

  /** Whether there was more than could be read; known when the stream has ended. */
  boolean isCut() {
    return bounded.isCut();
  }

  @Override
  public void close() throws IOException {
    buffered.close();
  }
}
