package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.HostQueues;
import dev.trawl.host.Hosts;
import dev.trawl.host.QueueKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Opens URLs that the job has just met: rows of the frontier that wait for their hosts. */
@ApplicationScoped
class Opening {
  @Inject Hosts hosts;

  /**
   * A URL to open.
   *
   * @param origin of its host
   * @param depth by which it is taken: the nearest first
   * @param directory that it counts against, where the job has a budget for each
   */
  record Opened(UUID id, String origin, int depth, Optional<UUID> directory) {
    static Opened of(JobContext job, Candidate url) {
      return new Opened(
          url.id(),
          url.url().origin(),
          url.depth(),
          PageBudget.ofDirectory(job, url.url()).map(PageBudget::id));
    }
  }

  /**
   * Opens them, in that order.
   *
   * @return what arrives in the queues, which is not written here
   */
  Map<QueueKey, HostQueues.Change> open(
      Connection connection, JobContext job, List<Opened> urls, boolean sitemaps) {
    if (urls.isEmpty()) {
      return Map.of();
    }
    Map<String, Long> numbers =
        hosts.ids(connection, urls.stream().map(Opened::origin).collect(Collectors.toSet()));
    Long[] hostIds = urls.stream().map(url -> numbers.get(url.origin())).toArray(Long[]::new);
    Sql.update(
        connection,
        """
        INSERT INTO open_url (id, job, host_id, depth, sitemap, directory)
        SELECT id, ?, host_id, depth, ?, directory
        FROM unnest(?, ?, ?, ?) WITH ORDINALITY AS c (id, host_id, depth, directory, n) ORDER BY n
        """,
        job.num(),
        sitemaps,
        urls.stream().map(Opened::id).toArray(UUID[]::new),
        hostIds,
        urls.stream().map(Opened::depth).toArray(Integer[]::new),
        urls.stream().map(url -> url.directory().orElse(null)).toArray(UUID[]::new));
    HostQueues.Change one = new HostQueues.Change(1, job.manners(), Duration.ZERO);
    Map<QueueKey, HostQueues.Change> arrivals = new HashMap<>();
    for (Long host : hostIds) {
      arrivals.merge(new QueueKey(job.num(), host), one, HostQueues.Change::plus);
    }
    return arrivals;
  }
}
