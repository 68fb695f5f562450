package dev.trawl.fetch;

import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** Says whether URLs of a job may be requested now; implemented by whoever knows jobs. */
public interface FetchGate {
  /** False while the job is paused, and once it ends or is gone. */
  boolean isOpen(UUID jobId);

  /**
   * Those of a task's URLs that are still leased in it. Asked where a task comes again or late,
   * since whoever had it before may have got some way.
   */
  Set<UUID> leased(UUID taskId, Collection<UUID> urlIds);
}
