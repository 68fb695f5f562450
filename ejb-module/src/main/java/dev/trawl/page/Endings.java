package dev.trawl.page;

import dev.trawl.config.TrawlConfig;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.OpenUrl;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * Ends URLs of which there is no result: a line for each, counters. Part of the caller's
 * transaction.
 */
@ApplicationScoped
class Endings {
  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;
  @Inject TrawlConfig config;

  /** How the frontier is told. */
  @FunctionalInterface
  interface Settlement {
    void settle(List<OpenUrl> urls, Changes changes);
  }

  /**
   * Ends them.
   *
   * @param urls open, locked, of jobs that are in the map
   * @return what was stored, by job
   */
  Map<UUID, List<StoredPage>> end(
      Map<Integer, JobContext> jobs, List<OpenUrl> urls, PageEnd end, Settlement settlement) {
    Map<UUID, List<StoredPage>> stored = new HashMap<>();
    if (urls.isEmpty()) {
      return stored;
    }
    List<UUID> sitemaps = urls.stream().filter(OpenUrl::sitemap).map(OpenUrl::id).toList();
    SitemapRows.storeFailed(em.unwrap(Connection.class), sitemaps, end, config.node());
    for (OpenUrl url : urls.stream().filter(one -> !one.sitemap()).toList()) {
      em.persist(new Page(url, end, config.node()));
      UUID job = Objects.requireNonNull(jobs.get(url.queue().job())).id();
      stored
          .computeIfAbsent(job, id -> new ArrayList<>())
          .add(new StoredPage(url.id(), url.url(), Optional.empty(), end.error()));
    }
    em.flush();
    Changes changes = new Changes();
    settlement.settle(urls, changes);
    frontier.write(changes);
    return stored;
  }
}
