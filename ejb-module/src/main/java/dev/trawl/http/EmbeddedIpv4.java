package dev.trawl.http;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** IPv6 networks whose addresses stand for an IPv4 address, and lead to it. */
record EmbeddedIpv4(Cidr network, int offset) {
  private static final byte[] MAPPED_PREFIX = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1};

  /** IPv4-compatible (RFC 4291 section 2.5.5.1), NAT64 (RFC 6052) and 6to4 (RFC 3056). */
  private static final List<EmbeddedIpv4> ALL =
      List.of(
          new EmbeddedIpv4(Cidr.parse("::/96"), 12),
          new EmbeddedIpv4(Cidr.parse("64:ff9b::/96"), 12),
          new EmbeddedIpv4(Cidr.parse("2002::/16"), 2));

  /** The IPv4 address that an IPv6 address stands for. */
  static Optional<byte[]> in(byte[] address) {
    if (address.length != 16) {
      return Optional.empty();
    }
    // IPv4-mapped (RFC 4291 section 2.5.5.2) is not in the list: Java parses its prefix as IPv4.
    if (Arrays.equals(address, 0, 12, MAPPED_PREFIX, 0, 12)) {
      return Optional.of(Arrays.copyOfRange(address, 12, 16));
    }
    return ALL.stream()
        .filter(form -> form.network.contains(address))
        .map(form -> Arrays.copyOfRange(address, form.offset, form.offset + 4))
        .findFirst();
  }
}
