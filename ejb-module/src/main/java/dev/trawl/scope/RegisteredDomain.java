package dev.trawl.scope;

import crawlercommons.domains.EffectiveTldFinder;
import org.jspecify.annotations.Nullable;

/** The registrable domain of the URL Standard, section 3.2, by the public suffix list. */
final class RegisteredDomain {
  private RegisteredDomain() {}

  /**
   * The host itself if it has none: addresses, public suffixes, names outside the list. A dot at
   * the end is no difference.
   */
  static String of(String host) {
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    @Nullable String domain = EffectiveTldFinder.getAssignedDomain(name, true, false);
    return domain == null ? name : domain;
  }
}
