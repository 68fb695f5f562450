package dev.trawl.http;

import java.io.IOException;
import java.io.Serial;
import java.net.InetAddress;

/** An address has as many requests as it may have at once: nothing was sent to it. */
final class AddressCrowdedException extends IOException {
  @Serial private static final long serialVersionUID = 1;

  private final InetAddress address;

  AddressCrowdedException(InetAddress address, int requests) {
    super(address.getHostAddress() + " has " + requests + " requests under way");
    this.address = address;
  }

  InetAddress address() {
    return address;
  }
}
