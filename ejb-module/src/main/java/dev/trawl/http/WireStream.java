package dev.trawl.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A body as it is transferred: counts its bytes, and watches that they come fast enough. Closing it
 * does nothing, as the connection may live on.
 */
final class WireStream extends FilterInputStream {
  private final Timeouts timeouts;
  private final long mostBytes;
  private long count;
  private long windowStart = System.nanoTime();
  private long countAtWindowStart;

  WireStream(InputStream body, Timeouts timeouts, long mostBytes) {
    super(body);
    this.timeouts = timeouts;
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
    long elapsed = System.nanoTime() - windowStart;
    if (elapsed >= timeouts.speedWindow().toNanos()) {
      checkSpeed(elapsed);
    }
  }

  private void checkSpeed(long elapsed) throws ExchangeException {
    double bytesPerSecond = (count - countAtWindowStart) * 1e9 / elapsed;
    if (bytesPerSecond < timeouts.lowestSpeed()) {
      throw new ExchangeException(
          Reason.TOO_SLOW,
          "%.1f bytes a second, lowest allowed %d"
              .formatted(bytesPerSecond, timeouts.lowestSpeed()));
    }
    windowStart += elapsed;
    countAtWindowStart = count;
  }
}
