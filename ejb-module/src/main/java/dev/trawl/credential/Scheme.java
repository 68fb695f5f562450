package dev.trawl.credential;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a secret is shown to a server. */
public enum Scheme {
  /** RFC 7617. */
  BASIC,
  /** RFC 6750. */
  BEARER;

  /** As requests and messages have it. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The one of that name. */
  public static Optional<Scheme> of(String wire) {
    return Arrays.stream(values()).filter(scheme -> scheme.wire().equals(wire)).findFirst();
  }
}
