package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;

/**
 * A body as it comes in DATA frames (RFC 9113 section 6.1), up to the end of its stream. One that
 * has not the length that was announced is malformed (section 8.1.1).
 */
final class Http2Body extends InputStream {
  private final Http2Connection connection;
  private final FrameInput input;
  private final long announced;
  private long received;
  private int frameLength;
  private int left;
  private int padding;

  /**
   * The body of the answer at hand.
   *
   * @param announced its length, or below zero
   */
  Http2Body(Http2Connection connection, FrameInput input, long announced) {
    this.connection = connection;
    this.input = input;
    this.announced = announced;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    input.waitFromNow();
    while (left == 0 && !connection.hasEnded()) {
      begin(connection.next());
    }
    if (left == 0) {
      checkWhole();
      return -1;
    }
    int count = input.read(bytes, offset, Math.min(length, left));
    left -= count;
    if (left == 0) {
      end();
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  private void begin(FrameHead frame) throws IOException {
    if (frame.is(FrameType.HEADERS)) {
      connection.trailers(frame);
      return;
    }
    left = data(frame);
    frameLength = frame.length();
    received += left;
    if (announced >= 0 && received > announced) {
      throw ExchangeException.malformed("more than the " + announced + " bytes announced");
    }
    connection.dataBegins(frame, left);
    if (left == 0) {
      end();
    }
  }

  /** How much of a frame is no padding, of which it takes the length. */
  private int data(FrameHead frame) throws IOException {
    padding = 0;
    if (!frame.has(FrameFlag.PADDED)) {
      return frame.length();
    }
    padding = frame.length() == 0 ? 0 : readOne();
    int data = frame.length() - 1 - padding;
    if (data < 0) {
      throw ExchangeException.malformed("padding longer than its frame");
    }
    return data;
  }

  private int readOne() throws IOException {
    byte[] one = new byte[1];
    input.read(one, 0, 1);
    return one[0] & 0xff;
  }

  private void end() throws IOException {
    input.skip(padding);
    connection.dataEnds(frameLength);
  }

  private void checkWhole() throws ExchangeException {
    if (received < announced) {
      throw ExchangeException.malformed(received + " bytes of the " + announced + " announced");
    }
  }
}
