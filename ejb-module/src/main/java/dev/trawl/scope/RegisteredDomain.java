package dev.trawl.scope;

import crawlercommons.domains.EffectiveTldFinder;
import org.jspecify.annotations.Nullable;

/**
 * Public suffixes and registrable domains (URL Standard, section 3.2), by the public suffix list.
 */
public final class RegisteredDomain {
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

  /**
   * Whether names below it belong to different people. A name whose top-level domain is not on the
   * list, as inside a company, is a public suffix only if it has no dot.
   *
   * @param name in lower case, without a dot at its end
   */
  public static boolean isPublicSuffix(String name) {
    if (name.indexOf('.') < 0) {
      return true;
    }
    boolean listed = EffectiveTldFinder.getEffectiveTLD(name, false) != null;
    return listed && EffectiveTldFinder.getAssignedDomain(name, true, false) == null;
  }
}
