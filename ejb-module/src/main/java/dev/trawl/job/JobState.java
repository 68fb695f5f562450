package dev.trawl.job;

import java.util.Map;
import java.util.Set;

/** The life of a job, as one table of allowed transitions. */
public enum JobState {
  /** Accepted. */
  QUEUED,
  /** URLs are dispatched. */
  RUNNING,
  /** Nothing new is dispatched until it is resumed. */
  PAUSED,
  /** To be stopped as soon as what is in flight has come back. */
  STOPPING,
  /** No URL is open. */
  COMPLETED,
  /** Stopped on request. */
  STOPPED,
  /** The job itself could not go on. */
  FAILED;

  private static final Map<JobState, Set<JobState>> NEXT =
      Map.of(
          QUEUED, Set.of(RUNNING, PAUSED, STOPPING, FAILED),
          RUNNING, Set.of(PAUSED, STOPPING, COMPLETED, FAILED),
          PAUSED, Set.of(RUNNING, STOPPING, COMPLETED, FAILED),
          STOPPING, Set.of(STOPPED, FAILED),
          COMPLETED, Set.of(),
          STOPPED, Set.of(),
          FAILED, Set.of());

  /** Whether the table allows it. */
  public boolean mayBecome(JobState next) {
    return NEXT.getOrDefault(this, Set.of()).contains(next);
  }

  /** Whether what was asked for may still be changed: it goes on, or can. */
  public boolean mayBeChanged() {
    return this == QUEUED || this == RUNNING || this == PAUSED;
  }

  /** Whether nothing can change any more. */
  public boolean isFinal() {
    return NEXT.getOrDefault(this, Set.of()).isEmpty();
  }
}
