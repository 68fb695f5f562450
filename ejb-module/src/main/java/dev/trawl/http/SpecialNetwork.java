package dev.trawl.http;

import java.util.List;
import java.util.Optional;

/**
 * A network that is not the public internet, from IANA's special-purpose address registries (RFC
 * 6890 and its successors), and the addresses at which cloud providers serve a machine's own
 * secrets.
 *
 * @param cidr the network, which is also what an administrator would allow
 * @param kind what it is, with its article
 */
record SpecialNetwork(Cidr cidr, String kind) {
  private static final String METADATA = "a cloud metadata";
  private static final String DOCUMENTATION = "a documentation";
  private static final String IETF = "an IETF protocol";
  private static final String PRIVATE = "a private";

  /** More specific networks first: the first match names the address. */
  private static final List<SpecialNetwork> ALL =
      List.of(
          of("169.254.169.254/32", METADATA),
          of("100.100.100.200/32", METADATA),
          of("168.63.129.16/32", METADATA),
          of("fd00:ec2::254/128", METADATA),
          of("127.0.0.0/8", "a loopback"),
          of("10.0.0.0/8", PRIVATE),
          of("172.16.0.0/12", PRIVATE),
          of("192.168.0.0/16", PRIVATE),
          of("169.254.0.0/16", "a link-local"),
          of("100.64.0.0/10", "a carrier-grade NAT"),
          of("0.0.0.0/32", "the unspecified"),
          of("0.0.0.0/8", "a \"this network\""),
          of("192.0.0.0/24", IETF),
          of("192.0.2.0/24", DOCUMENTATION),
          of("198.51.100.0/24", DOCUMENTATION),
          of("203.0.113.0/24", DOCUMENTATION),
          of("192.88.99.0/24", "a 6to4 relay"),
          of("198.18.0.0/15", "a benchmark"),
          of("224.0.0.0/4", "a multicast"),
          of("255.255.255.255/32", "the broadcast"),
          of("240.0.0.0/4", "a reserved"),
          of("::/128", "the unspecified"),
          of("::1/128", "a loopback"),
          of("fc00::/7", "a unique local"),
          of("fe80::/10", "a link-local"),
          of("fec0::/10", "a site-local"),
          of("ff00::/8", "a multicast"),
          of("64:ff9b:1::/48", "a local NAT64"),
          of("100::/64", "a discard-only"),
          of("2001:db8::/32", DOCUMENTATION),
          of("3fff::/20", DOCUMENTATION),
          of("2001::/23", IETF),
          of("5f00::/16", "a segment routing"));

  static Optional<SpecialNetwork> of(byte[] address) {
    return ALL.stream().filter(network -> network.cidr.contains(address)).findFirst();
  }

  private static SpecialNetwork of(String cidr, String kind) {
    return new SpecialNetwork(Cidr.parse(cidr), kind);
  }
}
