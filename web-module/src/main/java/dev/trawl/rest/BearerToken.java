package dev.trawl.rest;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The token by which a program is let in (RFC 6750, section 2.1). */
final class BearerToken {
  private static final String SCHEME = "Bearer ";

  private BearerToken() {}

  /**
   * What came with a call. Of another scheme is what a proxy before us may have asked for.
   *
   * @param sent the field Authorization
   */
  static Optional<String> in(@Nullable String sent) {
    return Optional.ofNullable(sent)
        .filter(header -> header.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
        .map(header -> header.substring(SCHEME.length()).strip());
  }
}
