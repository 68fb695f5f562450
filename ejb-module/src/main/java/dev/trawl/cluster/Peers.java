package dev.trawl.cluster;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The living nodes with the role {@code process}, of which this may be one, as of its last beat.
 * What is done by each of them is known without asking anybody, and for a second or so two may
 * differ in it.
 */
@ApplicationScoped
public class Peers {
  private volatile int count = 1;
  private volatile boolean first = true;

  void note(int living, int before) {
    count = Math.max(1, living);
    first = before == 0;
  }

  /** How many there are, from 1. */
  public int count() {
    return count;
  }

  /** Whether this one is to do first what only one needs to do. */
  public boolean isFirst() {
    return first;
  }
}
