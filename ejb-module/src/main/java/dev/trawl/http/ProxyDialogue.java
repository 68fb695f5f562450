package dev.trawl.http;

import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * What is said to a proxy before it hands the target's bytes through. It ends at one time, however
 * slowly the proxy speaks, and after {@value #MOST_BYTES} bytes, however much it says.
 */
final class ProxyDialogue {
  static final int MOST_BYTES = 16 * 1024;

  private final Socket socket;
  private final long end;
  private int received;
  private boolean begun;
  private boolean waiting;

  /**
   * @param socket to the proxy; it need not be connected yet
   * @param end by {@link System#nanoTime}
   */
  ProxyDialogue(Socket socket, long end) {
    this.socket = socket;
    this.end = end;
  }

  void send(byte[] message) throws IOException {
    begun = true;
    socket.getOutputStream().write(message);
  }

  /** Sends what the proxy can answer only when it has tried to connect to the target. */
  void ask(byte[] message) throws IOException {
    send(message);
    waiting = true;
  }

  /** Whether anything was sent. */
  boolean hasBegun() {
    return begun;
  }

  /** Whether {@link #ask} was called and not a byte has come since. */
  boolean isWaiting() {
    return waiting;
  }

  /**
   * The next byte, 0 to 255. Single ones, since what follows the proxy's answer is not ours to
   * read.
   *
   * @throws EOFException if there is none
   */
  int read() throws IOException {
    if (received == MOST_BYTES) {
      throw new ExchangeException(Reason.PROXY, "answers with more than " + MOST_BYTES + " bytes");
    }
    long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("not answered in time");
    }
    socket.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
    int next = socket.getInputStream().read();
    if (next < 0) {
      throw new EOFException("connection closed");
    }
    waiting = false;
    received++;
    return next;
  }

  byte[] read(int count) throws IOException {
    byte[] bytes = new byte[count];
    for (int i = 0; i < count; i++) {
      bytes[i] = (byte) read();
    }
    return bytes;
  }
}
