package dev.trawl.http;

import java.io.Serial;
import java.net.UnknownHostException;

/**
 * Every address of a host is refused. Of this type because it is all that a DnsResolver may throw.
 */
final class AddressRefusedException extends UnknownHostException {
  @Serial private static final long serialVersionUID = 1;

  AddressRefusedException(String refusal) {
    super(refusal);
  }
}
