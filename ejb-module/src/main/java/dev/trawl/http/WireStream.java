package dev.trawl.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it is transferred: counts its bytes, and watches that they come fast enough. Closing it
 * does nothing, as the connection may live on.
 */
final class WireStream extends FilterInputStream {
  private final SpeedCheck speed;
  private final long mostBytes;
  private long count;

  WireStream(InputStream body, Timeouts timeouts, long mostBytes) {
    super(body);
    speed = new SpeedCheck(timeouts);
    this.mostBytes = mostBytes;
  }

  long count() {
    return count;
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

  @Override
  public void close() {}

  private void advance(int read) throws ExchangeException {
    count += read;
    if (count > mostBytes) {
      throw new ExchangeException(
          Reason.TOO_LARGE, "more than " + mostBytes + " bytes transferred");
    }
    speed.advance(read);
  }
}
