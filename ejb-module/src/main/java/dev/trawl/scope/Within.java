package dev.trawl.scope;

import dev.trawl.url.CrawlUrl;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far from its seeds a job may go. */
public enum Within {
  /**
   * Same host and port as a seed. The scheme does not matter, nor does a default port: http://h/
   * and https://h/ are the same.
   */
  HOST,

  /**
   * Same registered domain as a seed, by the public suffix list with its private part:
   * alice.github.io and bob.github.io are two. An address, and a name that has no registered
   * domain, is compared as a host without port.
   */
  DOMAIN,

  /** As HOST, and the path begins with the folder of a seed on that host. */
  PREFIX,

  /** The whole web. */
  ANY;

  /**
   * What all URLs have in them that this lets in because of a seed, so that they can be looked for;
   * others may have it too.
   */
  public String trace(CrawlUrl seed) {
    return this == DOMAIN ? RegisteredDomain.of(seed.host()) : seed.authority();
  }

  /** The value of {@code scope.within} in a job: "host", "domain", "prefix" or "any". */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The constant with this wire name, which is in lower case; empty for another text. */
  public static Optional<Within> ofWireName(String name) {
    return Arrays.stream(values()).filter(within -> within.wireName().equals(name)).findFirst();
  }
}
