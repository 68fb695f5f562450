package dev.trawl.scope;

import java.util.List;
import java.util.Locale;

/**
 * The scope of a job as its owner states it.
 *
 * @param include RE2 patterns, at least one of which must be found in a URL; none means every URL
 *     will do
 * @param exclude RE2 patterns, none of which may be found in a URL
 * @param maxDepth links from a seed, at least 0; a seed has depth 0
 * @param excludeTypes file name extensions that are left out, without their dot, in lower case here
 *     whatever case they were given in
 * @param traps what is taken for a crawler trap
 */
public record ScopeSpec(
    Within within,
    List<String> include,
    List<String> exclude,
    int maxDepth,
    List<String> excludeTypes,
    TrapSpec traps) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the depth is negative; patterns and file types are looked
   *     at by {@link Scope#of}
   */
  public ScopeSpec {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    excludeTypes = excludeTypes.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
    if (maxDepth < 0) {
      throw new IllegalArgumentException("maxDepth " + maxDepth + " is negative");
    }
  }

  /** With files of every type, and the traps left out that are left out by default. */
  public ScopeSpec(Within within, List<String> include, List<String> exclude, int maxDepth) {
    this(within, include, exclude, maxDepth, List.of(), TrapSpec.DEFAULT);
  }
}
