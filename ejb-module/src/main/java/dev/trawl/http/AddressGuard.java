package dev.trawl.http;

import java.net.InetAddress;
import java.util.Optional;

/** Decides whether an address may be connected to. */
record AddressGuard(AllowedNetworks allowed) {

  /** Why the address is refused, in words that say how to allow it; empty if it is not. */
  Optional<String> refusal(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (allowed.contains(bytes)) {
      return Optional.empty();
    }
    Optional<SpecialNetwork> special = SpecialNetwork.of(bytes);
    if (special.isPresent()) {
      return Optional.of(Cidr.text(address) + " is " + howToAllow(special.get()));
    }
    return EmbeddedIpv4.in(bytes).flatMap(ipv4 -> refusalOfEmbedded(address, ipv4));
  }

  private Optional<String> refusalOfEmbedded(InetAddress address, byte[] ipv4) {
    if (allowed.contains(ipv4)) {
      return Optional.empty();
    }
    String text = Cidr.text(address) + " stands for " + Cidr.text(Cidr.address(ipv4)) + ", ";
    return SpecialNetwork.of(ipv4).map(network -> text + howToAllow(network));
  }

  private static String howToAllow(SpecialNetwork network) {
    return "%s address; add %s to TRAWL_ALLOWED_NETWORKS to fetch it"
        .formatted(network.kind(), network.cidr());
  }
}
