package dev.trawl.faults;

import java.time.Duration;

/**
 * Something bad that was done and can be undone.
 *
 * @param target who was hit
 * @param least how long it lasts
 * @param most how much longer it may last if the cluster has not recovered by itself
 * @param undo makes everything as it was; returns when it is
 */
record Harm(String target, Duration least, Duration most, Runnable undo) {

  /** For a time that does not depend on anything. */
  static Harm lasting(String target, Duration time, Runnable undo) {
    return new Harm(target, time, time, undo);
  }
}
