package dev.trawl.http;

/**
 * How much a server may send before it hears from us (RFC 9113 section 6.9), on a stream or on the
 * whole connection. Nothing of it is held, as who reads a body takes it from the socket; whoever
 * sends more than that waits for TCP.
 */
final class ReceiveWindow {
  /** Bytes; enough for 10 MB/s from a server that is 100 ms away. */
  static final int SIZE = 1 << 20;

  private int used;

  /**
   * Counts what was taken, padding included.
   *
   * @return bytes to give back now: none until half of the window is used
   */
  int take(int bytes) {
    used += bytes;
    if (used < SIZE / 2) {
      return 0;
    }
    int back = used;
    used = 0;
    return back;
  }
}
