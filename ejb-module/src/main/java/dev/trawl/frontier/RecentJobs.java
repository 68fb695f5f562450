package dev.trawl.frontier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trawl.batch.BackOff;
import dev.trawl.database.Infrastructure;
import dev.trawl.fetch.FetchGate;
import dev.trawl.job.JobState;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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

  private final BackOff backOff = new BackOff("reading jobs");

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  /** The job of that id; empty if there is none. Waits while the database is away. */
  public Optional<JobContext> find(UUID id) {
    Optional<JobContext> known = recent.getIfPresent(id);
    return known != null ? known : read(id);
  }

  private Optional<JobContext> read(UUID id) {
    // Not the cache's own loading, which would hold a lock over other jobs for as long as the
    // database is away.
    Optional<JobContext> job =
        backOff.untilAnswered(() -> frontier.job(id), Infrastructure::isAway);
    recent.put(id, job);
    return job;
  }

  @Override
  public Set<UUID> leased(UUID taskId, Collection<UUID> urlIds) {
    return backOff.untilAnswered(() -> frontier.leased(taskId, urlIds), Infrastructure::isAway);
  }

  @Override
  public boolean isOpen(UUID jobId) {
    return find(jobId).filter(job -> job.state() == JobState.RUNNING && !job.deleted()).isPresent();
  }
}
