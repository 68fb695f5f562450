package dev.trawl.page;

import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.OpenUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** The one transaction in which URLs whose message is given up end: a line for each, counters. */
@ApplicationScoped
class DeadLetterTransaction {
  /** The reason of such a line, which a replay may replace. */
  static final String ERROR = "dead-letter";

  @EJB Frontier frontier;
  @Inject Endings endings;

  /** Settles those of the URLs that are still leased in that task; what was stored, by job. */
  @Transactional(TxType.REQUIRES_NEW)
  Map<UUID, List<StoredPage>> settleTask(UUID task, String reason) {
    return settle(
        frontier.lock(frontier.leasedIn(task)).stream()
            .filter(url -> url.task().filter(task::equals).isPresent())
            .toList(),
        Optional.empty(),
        reason,
        false);
  }

  /** Settles the URL if it is open and of that job; what was stored, by job. */
  @Transactional(TxType.REQUIRES_NEW)
  Map<UUID, List<StoredPage>> settleUrl(UUID url, UUID job, String reason, boolean requested) {
    return settle(frontier.lock(List.of(url)), Optional.of(job), reason, requested);
  }

  private Map<UUID, List<StoredPage>> settle(
      Collection<OpenUrl> open, Optional<UUID> ofJob, String reason, boolean requested) {
    Map<Integer, JobContext> jobs =
        frontier.jobs(open.stream().map(url -> url.queue().job()).collect(Collectors.toSet()));
    jobs.values()
        .removeIf(job -> job.deleted() || ofJob.filter(id -> !id.equals(job.id())).isPresent());
    List<OpenUrl> urls = open.stream().filter(url -> jobs.containsKey(url.queue().job())).toList();
    return endings.end(
        jobs,
        urls,
        PageEnd.of(ERROR, reason),
        (ended, changes) -> frontier.settleAsDead(jobs, ended, requested, changes));
  }
}
