package dev.trawl.frontier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trawl.fetch.FetchGate;
import dev.trawl.job.JobState;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * Jobs as they were at most half a second ago: enough to decide whether a request is still wanted,
 * and to judge links before the transaction that stores them looks again.
 */
@ApplicationScoped
public class RecentJobs implements FetchGate {
  private static final Duration MAX_AGE = Duration.ofMillis(500);

  @EJB Frontier frontier;

  private final Cache<UUID, Optional<JobContext>> recent =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(MAX_AGE).build();

  /** The job of that id; empty if there is none. */
  public Optional<JobContext> find(UUID id) {
    return recent.get(id, frontier::job);
  }

  @Override
  public boolean isOpen(UUID jobId) {
    return find(jobId).filter(job -> job.state() == JobState.RUNNING && !job.deleted()).isPresent();
  }
}
