package dev.trawl.http;

/**
 * How much we may send (RFC 9113 section 6.9). Our requests have no body, so that nothing is ever
 * taken from it; but a server that lets it grow too far does not know what it does.
 */
final class SendWindow {
  /** The size of all windows before anything is said (section 6.9.2). */
  static final int FIRST = 65_535;

  private long size;

  SendWindow(long size) {
    this.size = size;
  }

  /** Adds to it, or takes from it where the server changed its settings. */
  void grow(long bytes) throws ExchangeException {
    size += bytes;
    if (size > Integer.MAX_VALUE) {
      throw ExchangeException.malformed("window of " + size + " bytes");
    }
  }
}
