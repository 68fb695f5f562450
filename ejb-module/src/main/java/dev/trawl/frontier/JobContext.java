package dev.trawl.frontier;

import dev.trawl.host.Manners;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobState;
import dev.trawl.job.Politeness;
import dev.trawl.scope.Scope;
import dev.trawl.scope.TrapSpec;
import java.util.Optional;
import java.util.UUID;

/**
 * A job as the frontier needs it.
 *
 * @param num its number
 * @param id its id
 * @param state its state when it was read
 * @param deleted whether it is to be removed
 * @param request what was asked for
 * @param scope the scope as it stands
 * @param scopeVersion which scope that is, shut areas included
 * @param shutAreas parts of sites that it has found to be without end
 * @param revisits the number of the job that it repeats, if it asks on condition
 */
public record JobContext(
    int num,
    UUID id,
    JobState state,
    boolean deleted,
    JobRequest request,
    Scope scope,
    int scopeVersion,
    ShutAreas shutAreas,
    Optional<Integer> revisits) {
  /** How it treats hosts. */
  public Manners manners() {
    Politeness politeness = request.politeness();
    return new Manners(
        politeness.delay(), politeness.connectionsPerHost(), politeness.obeyRobots());
  }

  /** Whether it keeps out of crawler traps. */
  public boolean avoidsTraps() {
    return !request.scope().traps().equals(TrapSpec.OFF);
  }

  /** Whether it may request only so many URLs of each host, or of each directory. */
  boolean hasPageBudgets() {
    return request.limits().maxPagesPerHost().isPresent()
        || request.limits().maxPagesPerDirectory().isPresent();
  }

  /** Whether cookies that its answers set are kept, and sent with its requests. */
  public boolean keepsCookies() {
    return request.fetch().cookies();
  }

  /** Whether results of it still lead to more URLs. */
  public boolean isGrowing() {
    return state == JobState.RUNNING || state == JobState.PAUSED || state == JobState.QUEUED;
  }
}
