package dev.trawl.http;

import java.util.Optional;

/**
 * What one exchange may cost.
 *
 * @param maxBodyBytes the largest body after decoding, 0 to 2,147,483,639 bytes
 * @param cut whether a larger body is cut there instead of failing as {@link Reason#TOO_LARGE}
 * @param connections requests at once that its host may have, from 1; its address may have as many,
 *     if that is more than {@link HttpSettings#maxRequestsPerAddress()}
 * @param timeouts other ones than the client's. How fast a head must come is always the client's
 */
public record Limits(long maxBodyBytes, boolean cut, int connections, Optional<Timeouts> timeouts) {
  /** Largest array that every Java machine can make. */
  private static final long LARGEST = Integer.MAX_VALUE - 8L;

  /** Throws IllegalArgumentException for a size out of range. */
  public Limits {
    if (maxBodyBytes < 0 || maxBodyBytes > LARGEST) {
      throw new IllegalArgumentException(
          "maxBodyBytes must be 0 to " + LARGEST + ": " + maxBodyBytes);
    }
  }

  /** A body over this many bytes is a failure. */
  public static Limits failAbove(long maxBodyBytes) {
    return new Limits(maxBodyBytes, false, 1, Optional.empty());
  }

  /** Only the first so many bytes of a body are wanted. */
  public static Limits cutAt(long maxBodyBytes) {
    return new Limits(maxBodyBytes, true, 1, Optional.empty());
  }

  /** The same for a host that may have so many requests at once. */
  public Limits withConnections(int atOnce) {
    return new Limits(maxBodyBytes, cut, atOnce, timeouts);
  }

  /** The same within other times. */
  public Limits withTimeouts(Timeouts other) {
    return new Limits(maxBodyBytes, cut, connections, Optional.of(other));
  }
}
