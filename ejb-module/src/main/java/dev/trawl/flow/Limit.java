package dev.trawl.flow;

/**
 * A limit that is left a tenth further than it is met, so that nothing flutters around it.
 * Thread-confined.
 */
final class Limit {
  private static final double MARGIN = 0.1;

  private boolean met;

  /** Whether something falls short of what it must have. */
  boolean isShort(double value, double least) {
    met = value < (met ? least * (1 + MARGIN) : least);
    return met;
  }

  /** Whether something has more than it may. */
  boolean isOver(double value, double most) {
    met = value > (met ? most * (1 - MARGIN) : most);
    return met;
  }
}
