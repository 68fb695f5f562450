package dev.trawl.fetch;

import java.util.UUID;

/** Says whether URLs of a job may be requested now; implemented by whoever knows jobs. */
@FunctionalInterface
public interface FetchGate {
  /** False while the job is paused, and once it ends or is gone. */
  boolean isOpen(UUID jobId);
}
