package dev.trawl.page;

import java.io.IOException;
import java.io.InputStream;

/** A stored body as a stream, read part by part in short transactions: constant memory. */
public final class StoredBody extends InputStream {
  private static final int PART = 256 * 1024;

  private final Pages pages;
  private final Pages.Content content;
  private byte[] part = new byte[0];
  private int at;
  private int read;

  private StoredBody(Pages pages, Pages.Content content) {
    this.pages = pages;
    this.content = content;
  }

  /** Its decoded bytes; IOException if it is removed meanwhile. */
  public static InputStream open(Pages pages, Pages.Content content) throws IOException {
    InputStream stored = new StoredBody(pages, content);
    return content.gzip() ? Bodies.unpacked(stored) : stored;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (at == part.length && !hasNext()) {
      return -1;
    }
    int count = Math.min(length, part.length - at);
    System.arraycopy(part, at, bytes, offset, count);
    at += count;
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private boolean hasNext() throws IOException {
    if (read == content.stored()) {
      return false;
    }
    part = pages.part(content.page(), read, PART);
    at = 0;
    read += part.length;
    if (part.length == 0) {
      throw new IOException("the page was removed while it was read");
    }
    return true;
  }
}
