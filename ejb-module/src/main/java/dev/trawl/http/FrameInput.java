package dev.trawl.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.impl.BasicHttpTransportMetrics;
import org.apache.hc.core5.http.io.HttpTransportMetrics;

/**
 * Takes frames from a socket: a head, then its payload bit by bit. It counts what belongs to the
 * answer that is awaited, and keeps to the socket's timeout even if a server sends something else
 * meanwhile. Not thread-safe.
 *
 * <p>The library's reader gives whole frames only, so that nobody would see how slowly one comes,
 * and takes streams from 65,536 on for others.
 */
final class FrameInput {
  /** What a server may send that is told nothing else (RFC 9113 section 6.5.2). */
  private static final int LARGEST_PAYLOAD = 16_384;

  private final Socket socket;
  private final InputStream stream;
  private final BasicHttpTransportMetrics answered = new BasicHttpTransportMetrics();
  private final byte[] buffer = new byte[8192];
  private int position;
  private int limit;
  private int awaited;
  private boolean isAwaited;
  private long waitingSince;

  FrameInput(Socket socket) throws IOException {
    this.socket = socket;
    stream = socket.getInputStream();
  }

  /** From now on the answer on this stream is waited for. */
  void await(int streamId) {
    awaited = streamId;
    waitFromNow();
  }

  /** Whoever takes the answer was busy with something else until now. */
  void waitFromNow() {
    waitingSince = System.nanoTime();
  }

  /** Bytes of all answers that were awaited, frame heads included. */
  HttpTransportMetrics answered() {
    return answered;
  }

  /**
   * Reads the next head; what is left of the payload before must have been taken.
   *
   * @throws ConnectionClosedException if the connection ended
   * @throws SocketTimeoutException if nothing of the answer has come for the socket's timeout
   */
  FrameHead head() throws IOException {
    while (limit - position < FrameHead.BYTES) {
      fill();
    }
    ByteBuffer bytes = ByteBuffer.wrap(buffer, position, FrameHead.BYTES);
    int lengthAndType = bytes.getInt();
    FrameHead head =
        new FrameHead(
            lengthAndType >>> 8,
            lengthAndType & 0xff,
            bytes.get() & 0xff,
            bytes.getInt() & Integer.MAX_VALUE);
    position += FrameHead.BYTES;
    isAwaited = head.streamId() == awaited;
    count(FrameHead.BYTES);
    if (head.length() > LARGEST_PAYLOAD) {
      throw ExchangeException.malformed("frame of " + head.length() + " bytes");
    }
    return head;
  }

  /** Takes at least one byte of a payload, of which so many are left. */
  int read(byte[] bytes, int offset, int left) throws IOException {
    if (position == limit) {
      fill();
    }
    int count = Math.min(left, limit - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    count(count);
    return count;
  }

  byte[] payload(FrameHead head) throws IOException {
    byte[] payload = new byte[head.length()];
    int size = 0;
    while (size < payload.length) {
      size += read(payload, size, payload.length - size);
    }
    return payload;
  }

  void skip(int bytes) throws IOException {
    int left = bytes;
    while (left > 0) {
      if (position == limit) {
        fill();
      }
      int count = Math.min(left, limit - position);
      position += count;
      count(count);
      left -= count;
    }
  }

  private void count(int bytes) {
    if (isAwaited) {
      answered.incrementBytesTransferred(bytes);
      waitFromNow();
    }
  }

  private void fill() throws IOException {
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    int count = stream.read(buffer, limit, buffer.length - limit);
    if (count < 0) {
      throw new ConnectionClosedException("connection closed");
    }
    limit += count;
    checkSilence();
  }

  private void checkSilence() throws IOException {
    long patience = TimeUnit.MILLISECONDS.toNanos(socket.getSoTimeout());
    if (patience > 0 && System.nanoTime() - waitingSince > patience) {
      throw new SocketTimeoutException("frames, but none of the answer");
    }
  }
}
