package dev.trawl.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.frame.FrameFlag;
import org.apache.hc.core5.http2.frame.FrameType;

/**
 * Deals with the frames that bring nothing of an answer: answers them, passes over them, or finds
 * that the connection or the stream is over. Not thread-safe.
 */
final class Http2Control {
  private static final int SETTING_BYTES = 6;
  private static final int LAST_STREAM_AND_ERROR = 8;
  private static final int LEAST_FRAME_SIZE = 1 << 14;
  private static final int LARGEST_FRAME_SIZE = (1 << 24) - 1;

  private final FrameInput input;
  private final FrameOutput output;
  private final SendWindow connectionWindow = new SendWindow(SendWindow.FIRST);
  private SendWindow streamWindow = new SendWindow(SendWindow.FIRST);
  private long firstWindow = SendWindow.FIRST;
  private int streamId;
  private boolean greeted;
  private boolean leaving;

  Http2Control(FrameInput input, FrameOutput output) {
    this.input = input;
    this.output = output;
  }

  void opened(int newStreamId) {
    streamId = newStreamId;
    streamWindow = new SendWindow(firstWindow);
  }

  /** Whether the server wants no more requests on this connection. */
  boolean isLeaving() {
    return leaving;
  }

  /** A connection begins with the server's settings (RFC 9113 section 3.4). */
  void checkGreeting(FrameHead frame) throws ExchangeException {
    if (!greeted && (!frame.is(FrameType.SETTINGS) || frame.has(FrameFlag.ACK))) {
      throw ExchangeException.malformed("HTTP/2 that does not begin with settings");
    }
    greeted = true;
  }

  /**
   * Deals with a frame.
   *
   * @throws NotProcessedException if the request may be sent again elsewhere
   */
  void take(FrameHead frame) throws IOException {
    FrameType type = FrameType.valueOf(frame.type());
    if (type == null) {
      input.skip(frame.length());
      return;
    }
    switch (type) {
      case SETTINGS -> settings(frame);
      case PING -> ping(frame);
      case GOAWAY -> goAway(frame);
      case WINDOW_UPDATE -> windowUpdate(frame);
      case RST_STREAM -> reset(frame);
      case PRIORITY -> payload(frame, 5);
      case DATA, HEADERS -> throw strange(frame);
      case PUSH_PROMISE, CONTINUATION -> throw misplaced(frame);
      default -> input.skip(frame.length());
    }
  }

  private void settings(FrameHead frame) throws IOException {
    boolean ack = frame.has(FrameFlag.ACK);
    checkConnection(frame);
    if (ack ? frame.length() > 0 : frame.length() % SETTING_BYTES > 0) {
      throw wrongSize(frame);
    }
    if (ack) {
      return;
    }
    ByteBuffer settings = ByteBuffer.wrap(input.payload(frame));
    while (settings.hasRemaining()) {
      setting(settings.getShort(), settings.getInt() & 0xffff_ffffL);
    }
    output.settingsAck();
    output.flush();
  }

  /** RFC 9113 section 6.5.2. */
  private void setting(short name, long value) throws ExchangeException {
    boolean refused = false;
    if (name == H2Param.ENABLE_PUSH.getCode()) {
      refused = value != 0;
    } else if (name == H2Param.MAX_FRAME_SIZE.getCode()) {
      refused = value < LEAST_FRAME_SIZE || value > LARGEST_FRAME_SIZE;
    } else if (name == H2Param.INITIAL_WINDOW_SIZE.getCode()) {
      refused = value > Integer.MAX_VALUE;
      streamWindow.grow(value - firstWindow);
      firstWindow = value;
    }
    if (refused) {
      throw ExchangeException.malformed("setting " + name + " of " + value);
    }
  }

  private void ping(FrameHead frame) throws IOException {
    checkConnection(frame);
    byte[] data = payload(frame, 8);
    if (!frame.has(FrameFlag.ACK)) {
      output.pingAck(data);
      output.flush();
    }
  }

  private void goAway(FrameHead frame) throws IOException {
    checkConnection(frame);
    if (frame.length() < LAST_STREAM_AND_ERROR) {
      throw wrongSize(frame);
    }
    ByteBuffer content = ByteBuffer.wrap(input.payload(frame));
    int last = content.getInt() & Integer.MAX_VALUE;
    int error = content.getInt();
    leaving = true;
    if (error == H2Error.HTTP_1_1_REQUIRED.getCode()) {
      throw new NotProcessedException(Connecting.FRESH_HTTP_1, "HTTP/1.1 required");
    }
    if (last < streamId) {
      throw new NotProcessedException(
          Connecting.FRESH, "connection given up by the server: " + name(error));
    }
  }

  private void windowUpdate(FrameHead frame) throws IOException {
    int bytes = ByteBuffer.wrap(payload(frame, 4)).getInt() & Integer.MAX_VALUE;
    if (bytes == 0 || (frame.streamId() != 0 && isIdle(frame))) {
      throw misplaced(frame);
    }
    if (frame.streamId() == 0) {
      connectionWindow.grow(bytes);
    } else if (frame.streamId() == streamId) {
      streamWindow.grow(bytes);
    }
  }

  private void reset(FrameHead frame) throws IOException {
    int error = ByteBuffer.wrap(payload(frame, 4)).getInt();
    if (isIdle(frame)) {
      throw misplaced(frame);
    }
    if (frame.streamId() != streamId) {
      return;
    }
    if (error == H2Error.HTTP_1_1_REQUIRED.getCode()) {
      throw new NotProcessedException(Connecting.FRESH_HTTP_1, "HTTP/1.1 required");
    }
    if (error == H2Error.REFUSED_STREAM.getCode()) {
      throw new NotProcessedException(Connecting.FRESH, "stream refused by the server");
    }
    throw new ExchangeException(Reason.RESET, "stream reset by the server: " + name(error));
  }

  /** Of an answer, but not to what was asked for now. */
  private IOException strange(FrameHead frame) {
    return isIdle(frame)
        ? misplaced(frame)
        : new NoHttpResponseException("the server goes on with an earlier answer");
  }

  /** Whether nobody ever opened that stream: we use the odd ones in turn, pushes are off. */
  private boolean isIdle(FrameHead frame) {
    return frame.streamId() > streamId || frame.streamId() % 2 == 0;
  }

  private byte[] payload(FrameHead frame, int size) throws IOException {
    if (frame.length() != size) {
      throw wrongSize(frame);
    }
    return input.payload(frame);
  }

  private static void checkConnection(FrameHead frame) throws ExchangeException {
    if (frame.streamId() != 0) {
      throw misplaced(frame);
    }
  }

  private static ExchangeException misplaced(FrameHead frame) {
    return ExchangeException.malformed(
        "frame " + FrameType.toString(frame.type()) + " that must not come here");
  }

  private static ExchangeException wrongSize(FrameHead frame) {
    return ExchangeException.malformed(
        "frame " + FrameType.toString(frame.type()) + " of " + frame.length() + " bytes");
  }

  private static String name(int error) {
    H2Error known = H2Error.getByCode(error);
    return known == null ? String.valueOf(error) : known.name();
  }
}
