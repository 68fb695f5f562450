package dev.trawl.cookie;

import java.util.ArrayList;
import java.util.List;

/** How hosts and the domains of cookies go together. */
public final class Domains {
  private Domains() {}

  /** Whether a cookie of the domain is for the host (RFC 6265 section 5.1.3). */
  static boolean match(String host, String domain) {
    return host.equals(domain)
        || (host.endsWith(domain)
            && host.charAt(host.length() - domain.length() - 1) == '.'
            && !isAddress(host));
  }

  /** Every domain whose cookies may be for the host: itself, and those above it. */
  public static List<String> of(String host) {
    List<String> domains = new ArrayList<>(List.of(host));
    if (!isAddress(host)) {
      for (int dot = host.indexOf('.'); dot >= 0; dot = host.indexOf('.', dot + 1)) {
        domains.add(host.substring(dot + 1));
      }
    }
    return domains;
  }

  /** A host of a URL whose last label is a number is an IPv4 address (URL Standard, 3.5). */
  private static boolean isAddress(String host) {
    return host.startsWith("[")
        || host.substring(host.lastIndexOf('.') + 1).chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
