package dev.trawl.page;

import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Statistics of jobs, counted by this node for whoever asks. However many ask, that costs a
 * twentieth of one connection's time at the most.
 */
@ApplicationScoped
public class Statistics {
  @EJB Counting counting;

  private final CountCache<JobStatistics> counts = new CountCache<>(System::nanoTime);

  /**
   * The job's, as they were some time ago.
   *
   * @throws UncountedException if the job is too large to be counted, or too many wait for that
   */
  public JobStatistics of(int job) {
    return counts.get(job, () -> counting.count(job, Counting.LONGEST));
  }
}
