package dev.trawl.frontier;

import java.util.Comparator;

/**
 * An area of a site in a job; in the order in which rows are locked.
 *
 * @param job its number
 * @param area the name of the {@link dev.trawl.scope.Area}
 */
public record AreaKey(int job, String area) implements Comparable<AreaKey> {
  @Override
  public int compareTo(AreaKey other) {
    return Comparator.comparingInt(AreaKey::job).thenComparing(AreaKey::area).compare(this, other);
  }
}
