package dev.trawl.page;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the pages of a job are like, counted at one moment. Lists have at most {@link #LONGEST}
 * entries, those of hosts {@link #HOSTS}; the greatest count comes first, but depths are in their
 * order.
 *
 * @param at by the database's clock
 * @param slowestHosts by the mean of what a request took
 * @param failingHosts by how many of their pages have failed; only those of which some have
 */
public record JobStatistics(
    Instant at,
    List<Status> statuses,
    List<MediaType> types,
    List<Depth> depths,
    List<Excluded> excluded,
    List<Host> slowestHosts,
    List<Host> failingHosts) {
  /** The longest list but those of hosts. */
  static final int LONGEST = 100;

  /** The most hosts of a list. */
  static final int HOSTS = 10;

  /** Pages that ended alike: with an answer, an error, or an answer that was none for us. */
  public record Status(Optional<Integer> status, Optional<String> error, long pages) {}

  /**
   * Pages of a type.
   *
   * @param type media type in lower case, without parameters; empty for those that told none
   * @param bytes of their decoded bodies
   */
  public record MediaType(Optional<String> type, long pages, long bytes) {}

  /** Pages so many links away from a seed. */
  public record Depth(int depth, long pages) {}

  /** URLs that a rule keeps out. */
  public record Excluded(String rule, long urls) {}

  /**
   * A host.
   *
   * @param host scheme, name and port, the default port left out
   * @param failed of its pages, as the counters count it
   * @param meanMs of a request, in milliseconds
   * @param maxMs of a request, in milliseconds
   * @param error what most of those that failed have failed with: an error, or {@code status 404};
   *     empty where it was not looked for
   */
  public record Host(
      String host, long pages, long failed, double meanMs, long maxMs, Optional<String> error) {}
}
