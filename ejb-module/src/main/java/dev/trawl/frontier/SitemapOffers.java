package dev.trawl.frontier;

import dev.trawl.database.Sql;
import dev.trawl.host.DueQueue;
import dev.trawl.host.QueueKey;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import dev.trawl.url.Where;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way in for sitemaps: rows of the frontier that are leased and settled like pages, and counted
 * nowhere. Every call is part of the caller's transaction.
 */
@ApplicationScoped
class SitemapOffers {
  private static final Logger LOG = System.getLogger(SitemapOffers.class.getName());

  /** Of one job; an index may name 50,000, and each of them as many. */
  private static final int MOST = 10_000;

  @Inject Opening opening;

  /**
   * Opens those that the job does not know yet.
   *
   * @param level 0 where robots.txt or the job names it, else one more than that of the index
   * @param hops redirects in a row that led here
   * @param referrer the index or redirect that names it
   * @return how many of them are not read, since the job has as many as it may have, or since they
   *     have a host that cannot be
   */
  int offer(
      Connection connection,
      JobContext job,
      Collection<CrawlUrl> urls,
      int level,
      int hops,
      Optional<UUID> referrer,
      Changes changes) {
    Map<UUID, CrawlUrl> wanted = new LinkedHashMap<>();
    int nowhere = 0;
    for (CrawlUrl url : urls) {
      if (url.host().length() > CrawlUrl.LONGEST_HOST) {
        nowhere++;
      } else {
        wanted.put(UrlId.ofSitemap(job.num(), url), url);
      }
    }
    long room = wanted.isEmpty() ? 0 : MOST - known(connection, job.num());
    List<UUID> ids = wanted.keySet().stream().limit(Math.max(0, room)).toList();
    int passedOver = wanted.size() - ids.size() + nowhere;
    if (passedOver > 0) {
      LOG.log(
          Level.WARNING,
          passedOver
              + " sitemaps are not read: a job reads "
              + MOST
              + ", and none of a host that cannot be"
              + Where.of(job.id()));
    }
    if (ids.isEmpty()) {
      return passedOver;
    }
    Set<UUID> fresh = insert(connection, ids, wanted, level, hops, referrer.orElse(null));
    List<Opening.Opened> opened =
        wanted.entrySet().stream()
            .filter(one -> fresh.contains(one.getKey()))
            .map(
                one ->
                    new Opening.Opened(
                        one.getKey(), one.getValue().origin(), level, Optional.empty()))
            .toList();
    opening.open(connection, job, opened, true).forEach(changes::add);
    return passedOver;
  }

  /**
   * Offers what robots.txt names, once for each job and host. The hosts are locked.
   *
   * @param due queues of jobs that want it, and are in the map
   */
  void offerOfRobots(
      Connection connection, List<DueQueue> due, Map<Integer, JobContext> jobs, Changes changes) {
    Map<Long, List<CrawlUrl>> named = named(connection, due);
    List<QueueKey> done = new ArrayList<>();
    for (DueQueue queue : due) {
      offer(
          connection,
          Objects.requireNonNull(jobs.get(queue.key().job())),
          named.getOrDefault(queue.key().host(), List.of()),
          0,
          0,
          Optional.empty(),
          changes);
      done.add(queue.key());
    }
    Sql.update(
        connection,
        "UPDATE host_queue q SET sitemaps = true FROM unnest(?, ?) AS d (job, host_id) WHERE q.job = d.job AND q.host_id = d.host_id",
        done.stream().map(QueueKey::job).toArray(Integer[]::new),
        done.stream().map(QueueKey::host).toArray(Long[]::new));
  }

  private static Map<Long, List<CrawlUrl>> named(Connection connection, List<DueQueue> due) {
    Map<Long, List<CrawlUrl>> named = new HashMap<>();
    Sql.query(
        connection,
        "SELECT host_id, unnest(sitemaps) AS url FROM robots WHERE host_id = ANY(?)",
        row -> {
          List<CrawlUrl> ofHost =
              named.computeIfAbsent(row.getLong("host_id"), host -> new ArrayList<>());
          return CrawlUrl.parse(row.getString("url")).map(ofHost::add);
        },
        (Object) due.stream().map(queue -> queue.key().host()).distinct().toArray(Long[]::new));
    return named;
  }

  private static long known(Connection connection, int job) {
    return Sql.query(
            connection,
            """
            SELECT (SELECT count(*) FROM sitemap WHERE id BETWEEN ? AND ?)
              + (SELECT count(*) FROM open_url WHERE job = ? AND sitemap)
            """,
            row -> row.getLong(1),
            UrlId.first(job),
            UrlId.last(job),
            job)
        .get(0);
  }

  private static Set<UUID> insert(
      Connection connection,
      List<UUID> ids,
      Map<UUID, CrawlUrl> urls,
      int level,
      int hops,
      @Nullable UUID referrer) {
    return new HashSet<>(
        Sql.query(
            connection,
            """
            INSERT INTO url (id, url, depth, hops, referrer)
            SELECT id, url, ?, ?, ? FROM unnest(?, ?) AS s (id, url) ORDER BY 1
            ON CONFLICT DO NOTHING RETURNING id
            """,
            row -> row.getObject(1, UUID.class),
            level,
            hops,
            referrer,
            ids.toArray(UUID[]::new),
            ids.stream().map(id -> String.valueOf(urls.get(id))).toArray(String[]::new)));
  }
}
