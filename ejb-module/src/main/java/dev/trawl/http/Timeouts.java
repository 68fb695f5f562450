package dev.trawl.http;

import java.time.Duration;

/**
 * How long an exchange may take.
 *
 * @param connect for each address that is tried, and for the TLS handshake; through a proxy for the
 *     connection to it and to the address together
 * @param firstByte silence after the request is sent, before the answer begins
 * @param answer everything: from the start of the fetch to the last byte
 * @param lowestSpeed bytes a second an answer must not fall below once it began; 0 switches the
 *     rule off
 * @param speedWindow over which that speed is measured, and the longest silence inside a body;
 *     inside headers that is {@code firstByte}
 */
public record Timeouts(
    Duration connect, Duration firstByte, Duration answer, int lowestSpeed, Duration speedWindow) {
  /** Connect 10 s, first byte 20 s, whole answer 60 s, at least 100 bytes a second over 15 s. */
  public static final Timeouts DEFAULT =
      new Timeouts(
          Duration.ofSeconds(10),
          Duration.ofSeconds(20),
          Duration.ofSeconds(60),
          100,
          Duration.ofSeconds(15));

  /** The same with other values for what an administrator may set. */
  public Timeouts with(Duration connecting, Duration silence, Duration whole, int slowest) {
    return new Timeouts(connecting, silence, whole, slowest, speedWindow);
  }

  /** Throws IllegalArgumentException for a time that is not positive, or a negative speed. */
  public Timeouts {
    if (isNotPositive(connect)
        || isNotPositive(firstByte)
        || isNotPositive(answer)
        || isNotPositive(speedWindow)) {
      throw new IllegalArgumentException("every timeout must be above zero");
    }
    if (lowestSpeed < 0) {
      throw new IllegalArgumentException("lowestSpeed must not be negative: " + lowestSpeed);
    }
  }

  private static boolean isNotPositive(Duration time) {
    return time.isZero() || time.isNegative();
  }
}
