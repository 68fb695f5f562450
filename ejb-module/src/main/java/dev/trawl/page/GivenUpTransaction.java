package dev.trawl.page;

import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.GivenUpQueue;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.OpenUrl;
import dev.trawl.frontier.Settled;
import dev.trawl.frontier.Verdict;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A part of what waits for a host that was given up, ended in a transaction. */
@ApplicationScoped
class GivenUpTransaction {
  @EJB Frontier frontier;
  @Inject Endings endings;

  /** Queues of hosts that were given up, with URLs in them. */
  @Transactional(TxType.REQUIRES_NEW)
  List<GivenUpQueue> queues() {
    return frontier.givenUp();
  }

  /** Ends some of a queue's URLs, as failed without a request; what was stored, by job. */
  @Transactional(TxType.REQUIRES_NEW)
  Map<UUID, List<StoredPage>> end(GivenUpQueue queue) {
    List<OpenUrl> urls = frontier.lockQueued(queue.key());
    Map<Integer, JobContext> jobs = frontier.jobs(List.of(queue.key().job()));
    jobs.values().removeIf(job -> job.deleted() || !job.isGrowing());
    return endings.end(
        jobs,
        jobs.isEmpty() ? List.of() : urls,
        PageEnd.of(queue.error(), queue.detail()),
        (ended, changes) ->
            frontier.settle(
                jobs,
                ended.stream().map(url -> new Settled(url, new Verdict.Failed(0, false))).toList(),
                changes));
  }
}
