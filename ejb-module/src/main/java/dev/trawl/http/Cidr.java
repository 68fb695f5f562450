package dev.trawl.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.apache.hc.core5.net.InetAddressUtils;

/**
 * A network: an address and how many of its leading bits count (RFC 4632, RFC 4291 section 2.3).
 */
final class Cidr {
  private static final Pattern ZERO_GROUPS = Pattern.compile("(^|:)0(:0)+(:|$)");

  private final byte[] prefix;
  private final int bits;

  private Cidr(byte[] prefix, int bits) {
    this.prefix = prefix;
    this.bits = bits;
  }

  /**
   * Parses {@code address/bits}, or a single address; throws IllegalArgumentException naming the
   * text.
   */
  static Cidr parse(String text) {
    int slash = text.indexOf('/');
    byte[] address = literal(slash < 0 ? text : text.substring(0, slash), text);
    int width = address.length * 8;
    int bits = slash < 0 ? width : number(text.substring(slash + 1), text);
    if (bits > width) {
      throw notANetwork(text);
    }
    return new Cidr(address, bits);
  }

  boolean contains(byte[] address) {
    if (address.length != prefix.length) {
      return false;
    }
    for (int bit = 0; bit < bits; bit += 8) {
      int mask = bits - bit >= 8 ? 0xff : 0xff << (8 - (bits - bit));
      if (((address[bit / 8] ^ prefix[bit / 8]) & mask) != 0) {
        return false;
      }
    }
    return true;
  }

  /** The shortest usual text of an address: IPv6 with its first run of zeros as {@code ::}. */
  static String text(InetAddress address) {
    return ZERO_GROUPS.matcher(address.getHostAddress()).replaceFirst("::");
  }

  @Override
  public String toString() {
    return text(address(prefix)) + "/" + bits;
  }

  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static byte[] literal(String address, String whole) {
    // Only literals: getByName would ask the name service for anything else.
    if (!InetAddressUtils.isIPv4(address) && !InetAddressUtils.isIPv6(address)) {
      throw notANetwork(whole);
    }
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (UnknownHostException e) {
      throw notANetwork(whole);
    }
  }

  private static int number(String bits, String whole) {
    if (!bits.matches("[0-9]{1,3}")) {
      throw notANetwork(whole);
    }
    return Integer.parseInt(bits);
  }

  private static IllegalArgumentException notANetwork(String text) {
    return new IllegalArgumentException(
        "not a network in CIDR form such as 10.0.0.0/8 or fd00::/8: \"" + text + "\"");
  }
}
