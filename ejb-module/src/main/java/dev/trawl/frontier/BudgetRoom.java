package dev.trawl.frontier;

import dev.trawl.host.QueueKey;
import java.util.HashMap;
import java.util.Map;

/** URLs that may be requested for the first time: what a round of leasing has to share out. */
final class BudgetRoom {
  private final Map<Integer, Long> jobs;
  private final Map<QueueKey, Long> hosts;

  /**
   * All that is left.
   *
   * @param jobs by maxPages, for those that have it
   * @param hosts by maxPagesPerHost, for the queues of jobs that have it
   */
  BudgetRoom(Map<Integer, Long> jobs, Map<QueueKey, Long> hosts) {
    this.jobs = new HashMap<>(jobs);
    this.hosts = Map.copyOf(hosts);
  }

  /** What is left for a queue; may be negative. */
  long left(QueueKey queue) {
    return Math.min(
        jobs.getOrDefault(queue.job(), Long.MAX_VALUE), hosts.getOrDefault(queue, Long.MAX_VALUE));
  }

  /** Takes so many for a queue, which comes once a round. */
  void take(QueueKey queue, int urls) {
    jobs.computeIfPresent(queue.job(), (num, pages) -> pages - urls);
  }
}
