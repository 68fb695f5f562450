package dev.trawl.frontier;

import dev.trawl.host.DueQueue;
import java.util.HashMap;
import java.util.Map;

/**
 * Connections that are left at addresses in a round. Not exact while several nodes dispatch, or
 * where an address is not known yet; the last word is the fetcher's, which requests nothing beyond
 * the limit.
 */
final class AddressRoom {
  private final int most;
  private final Map<String, Integer> tasks;

  /**
   * @param most requests at once to one address
   * @param tasks that hold a connection to each address now
   */
  AddressRoom(int most, Map<String, Integer> tasks) {
    this.most = most;
    this.tasks = new HashMap<>(tasks);
  }

  /**
   * What is left at a host's address; no limit before that is known.
   *
   * @param ofHost what the job allows for a single host, which the address then has to bear
   */
  int left(DueQueue queue, int ofHost) {
    return queue
        .address()
        .map(address -> Math.max(most, ofHost) - tasks.getOrDefault(address, 0))
        .orElse(Integer.MAX_VALUE);
  }

  void take(DueQueue queue, int count) {
    queue.address().ifPresent(address -> tasks.merge(address, count, Integer::sum));
  }
}
