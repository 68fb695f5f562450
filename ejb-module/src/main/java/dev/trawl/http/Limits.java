package dev.trawl.http;

/**
 * What one answer may cost.
 *
 * @param maxBodyBytes the largest body after decoding, 0 to 2,147,483,639 bytes
 * @param cut whether a larger body is cut there instead of failing as {@link Reason#TOO_LARGE}
 */
public record Limits(long maxBodyBytes, boolean cut) {
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
    return new Limits(maxBodyBytes, false);
  }

  /** Only the first so many bytes of a body are wanted. */
  public static Limits cutAt(long maxBodyBytes) {
    return new Limits(maxBodyBytes, true);
  }
}
