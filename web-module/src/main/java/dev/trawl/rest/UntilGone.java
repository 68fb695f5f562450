package dev.trawl.rest;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Passes on what is written until the client is gone, which who writes is told once. Jersey tries
 * once more to flush and to close, and logs that this fails as an error of the server.
 */
final class UntilGone extends OutputStream {
  private final OutputStream client;
  private boolean gone;

  UntilGone(OutputStream client) {
    this.client = client;
  }

  private interface Step {
    void take() throws IOException;
  }

  @Override
  public void write(int octet) throws IOException {
    tell(() -> client.write(octet));
  }

  @Override
  public void write(byte[] octets, int from, int count) throws IOException {
    tell(() -> client.write(octets, from, count));
  }

  @Override
  public void flush() throws IOException {
    tell(client::flush);
  }

  @Override
  public void close() throws IOException {
    tell(client::close);
  }

  private void tell(Step step) throws IOException {
    if (!gone) {
      try {
        step.take();
      } catch (IOException e) {
        gone = true;
        throw e;
      }
    }
  }
}
