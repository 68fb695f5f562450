package dev.trawl.page;

import dev.trawl.job.CrawlJob;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Statistics of jobs, counted by this node for whoever asks. However many ask, that costs a
 * twentieth of one connection's time at the most for each job, and never more than one connection
 * for all of them.
 */
@ApplicationScoped
public class Statistics {
  @EJB Counting counting;

  private final CountCache<JobStatistics> counts = new CountCache<>(System::nanoTime);

  /**
   * The job's, as they were some time ago; of a job that has ended, as they stay. Where it cannot
   * be counted now, they may be from before its end.
   *
   * @throws UncountedException if the job is too large to be counted, or too many wait for that
   */
  public JobStatistics of(CrawlJob job) {
    return counts.get(
        job.num(), job.finished().isPresent(), () -> counting.count(job.num(), Counting.LONGEST));
  }
}
