package dev.trawl.frontier;

import dev.trawl.cookie.Cookie;
import java.time.Instant;
import java.util.Comparator;

/**
 * A cookie that an answer set, or removed by one that has expired.
 *
 * @param cookie as it was read
 * @param at when the answer was asked for
 */
record CookieChange(Cookie cookie, Instant at) {
  /**
   * What a later cookie replaces: one of the same job, name, domain and path (RFC 6265 section
   * 5.3). In an order, which is that of locks.
   */
  record Key(int job, String domain, String path, String name) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.comparingInt(Key::job)
            .thenComparing(Key::domain)
            .thenComparing(Key::path)
            .thenComparing(Key::name);

    static Key of(int job, Cookie cookie) {
      return new Key(job, cookie.domain(), cookie.path(), cookie.name());
    }

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  /** The later of two; of one answer, what stands behind. */
  CookieChange or(CookieChange next) {
    return next.at.isBefore(at) ? this : next;
  }
}
