package dev.trawl.page;

import dev.trawl.frontier.Changes;
import dev.trawl.frontier.JobChange;
import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.InvalidTransitionException;
import dev.trawl.job.JobPatch;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.Optional;
import java.util.UUID;

/**
 * Changes a job that has not ended, in one transaction. Here, and not in the frontier, because of
 * pages that become seeds: what they link to is nearer then.
 */
@Stateless
public class JobPatching {
  @PersistenceContext EntityManager em;
  @EJB JobChange change;
  @Inject Reach reach;

  /**
   * Changes it.
   *
   * @return false if there is no such job
   * @throws InvalidTransitionException if the job ends or has ended
   * @throws InvalidRequestException naming the fields that are wrong
   */
  public boolean patch(UUID id, JobPatch patch) {
    Changes changes = new Changes();
    Optional<JobChange.Changed> changed = change.apply(id, patch, changes);
    changed.ifPresent(
        done -> {
          reach.follow(em.unwrap(Connection.class), done.job(), done.nearer(), changes);
          change.write(done, changes);
        });
    return changed.isPresent();
  }
}
