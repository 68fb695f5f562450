package dev.trawl.scope;

import java.util.List;

/**
 * The scope of a job as its owner states it.
 *
 * @param include RE2 patterns, at least one of which must be found in a URL; none means every URL
 *     will do
 * @param exclude RE2 patterns, none of which may be found in a URL
 * @param maxDepth links from a seed, at least 0; a seed has depth 0
 */
public record ScopeSpec(Within within, List<String> include, List<String> exclude, int maxDepth) {
  /**
   * Copies the lists.
   *
   * @throws IllegalArgumentException if the depth is negative; patterns are looked at by {@link
   *     Scope#of}
   */
  public ScopeSpec {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    if (maxDepth < 0) {
      throw new IllegalArgumentException("maxDepth " + maxDepth + " is negative");
    }
  }
}
