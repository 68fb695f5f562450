package dev.trawl.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hc.core5.http2.config.H2Param;
import org.apache.hc.core5.http2.config.H2Setting;
import org.apache.hc.core5.http2.frame.DefaultFrameFactory;
import org.apache.hc.core5.http2.frame.FrameFactory;
import org.apache.hc.core5.http2.frame.RawFrame;
import org.apache.hc.core5.http2.impl.io.FrameOutputBuffer;

/** Writes the frames of a client; nothing is sent before a flush. Not thread-safe. */
final class FrameOutput {
  /** Much smaller than any server takes, as each connection has a buffer of that size. */
  private static final int LARGEST_PAYLOAD = 2048;

  /** RFC 9113 section 3.4. */
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

  private static final FrameFactory FRAMES = DefaultFrameFactory.INSTANCE;

  private final OutputStream socket;
  private final FrameOutputBuffer buffer = new FrameOutputBuffer(LARGEST_PAYLOAD);

  FrameOutput(OutputStream socket) {
    this.socket = new BufferedOutputStream(socket, LARGEST_PAYLOAD);
  }

  /** What a connection begins with: no pushes, our windows, and the largest head. */
  void preface(int maxHeaderBytes) throws IOException {
    socket.write(PREFACE);
    write(
        FRAMES.createSettings(
            new H2Setting(H2Param.ENABLE_PUSH, 0),
            new H2Setting(H2Param.INITIAL_WINDOW_SIZE, ReceiveWindow.SIZE),
            new H2Setting(H2Param.MAX_HEADER_LIST_SIZE, maxHeaderBytes)));
    windowUpdate(0, ReceiveWindow.SIZE - SendWindow.FIRST);
  }

  /** A request without a body. */
  void request(int streamId, byte[] block) throws IOException {
    for (int start = 0; start < block.length; start += LARGEST_PAYLOAD) {
      int size = Math.min(LARGEST_PAYLOAD, block.length - start);
      boolean last = start + size == block.length;
      ByteBuffer part = ByteBuffer.wrap(block, start, size);
      write(
          start == 0
              ? FRAMES.createHeaders(streamId, part, last, true)
              : FRAMES.createContinuation(streamId, part, last));
    }
  }

  void settingsAck() throws IOException {
    write(FRAMES.createSettingsAck());
  }

  void pingAck(byte[] data) throws IOException {
    write(FRAMES.createPingAck(ByteBuffer.wrap(data)));
  }

  /** Lets the server send more, on a stream or, as stream 0, on the whole connection. */
  void windowUpdate(int streamId, int bytes) throws IOException {
    write(FRAMES.createWindowUpdate(streamId, bytes));
  }

  void flush() throws IOException {
    socket.flush();
  }

  private void write(RawFrame frame) throws IOException {
    buffer.write(frame, socket);
  }
}
