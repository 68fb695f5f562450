package dev.trawl.http;

import java.util.List;
import java.util.stream.Stream;

/**
 * Networks that may be fetched from although they are not public: the value of
 * TRAWL_ALLOWED_NETWORKS.
 */
public final class AllowedNetworks {
  /** Only public addresses. */
  public static final AllowedNetworks NONE = new AllowedNetworks(List.of());

  private final List<Cidr> networks;

  private AllowedNetworks(List<Cidr> networks) {
    this.networks = networks;
  }

  /**
   * Parses a list of networks in CIDR form, such as {@code 127.0.0.0/8, fd00::/8}, separated by
   * commas or spaces; an address alone is a network of one; empty text is no network. Bits beyond
   * the prefix do not matter.
   *
   * @throws IllegalArgumentException quoting the first part that is no network
   */
  public static AllowedNetworks parse(String text) {
    return new AllowedNetworks(
        Stream.of(text.split("[,\\s]+")).filter(part -> !part.isEmpty()).map(Cidr::parse).toList());
  }

  boolean contains(byte[] address) {
    return networks.stream().anyMatch(network -> network.contains(address));
  }

  /** The networks as they could be parsed again. */
  @Override
  public String toString() {
    return String.join(",", networks.stream().map(Cidr::toString).toList());
  }
}
