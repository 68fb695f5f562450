package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.frontier.Conditions;
import dev.trawl.frontier.JobContext;
import dev.trawl.frontier.OpenUrl;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Answers of 304: the page of the earlier job stands in for what was not sent. Whether that was
 * asked for need not be noted with the request: it is, once, where there is such a page.
 */
final class Revisits {
  private Revisits() {}

  /** Whether an answer to it may rely on the page of an earlier job. */
  static boolean isConditional(OpenUrl url, JobContext job) {
    return job.revisits().isPresent() && url.attempt() == 0 && !url.sitemap();
  }

  /**
   * The results, those of 304 with the earlier page, as far as there is one. Its body and its text
   * cannot be removed until the transaction has ended.
   */
  static Map<UUID, Processed> resolve(
      Connection connection,
      List<OpenUrl> open,
      Map<UUID, Processed> results,
      Map<Integer, JobContext> jobs) {
    Map<UUID, UUID> wanted = new HashMap<>();
    for (OpenUrl url : open) {
      JobContext job = Objects.requireNonNull(jobs.get(url.queue().job()));
      boolean unmodified = Objects.requireNonNull(results.get(url.id())).isNotModified();
      if (unmodified && isConditional(url, job)) {
        job.revisits().ifPresent(num -> wanted.put(url.id(), UrlId.inJob(num, url.id())));
      }
    }
    if (wanted.isEmpty()) {
      return results;
    }
    Map<UUID, Processed> resolved = new HashMap<>(results);
    for (Earlier earlier : find(connection, wanted)) {
      resolved.computeIfPresent(
          earlier.url(),
          (id, processed) ->
              unmodified(
                  processed, Objects.requireNonNull(jobs.get(UrlId.jobNumber(id))), earlier));
    }
    return resolved;
  }

  private static List<Earlier> find(Connection connection, Map<UUID, UUID> wanted) {
    List<UUID> urls = List.copyOf(wanted.keySet());
    // A body and its text stay while a page has them; a page that is locked is being removed.
    return Sql.query(
        connection,
        """
        SELECT n.id, %s
        FROM unnest(?, ?) AS n (id, earlier) JOIN page p ON p.id = n.earlier JOIN job j ON j.num = p.job
        WHERE %s FOR KEY SHARE OF p SKIP LOCKED
        """
            .formatted(Earlier.COLUMNS, Conditions.STANDS_IN),
        Earlier::read,
        urls.toArray(UUID[]::new),
        urls.stream().map(wanted::get).toArray(UUID[]::new));
  }

  private static Processed unmodified(Processed processed, JobContext job, Earlier earlier) {
    boolean obeys = job.request().politeness().obeyTags();
    boolean nofollow = processed.parsed().tags().nofollow();
    List<Link> links =
        Outlinks.decode(earlier.outlinks()).stream()
            .flatMap(
                link ->
                    CrawlUrl.parse(link.url()).stream()
                        .map(url -> Link.of(job, url, nofollow || (obeys && link.nofollow()))))
            .toList();
    return processed.unmodified(job, earlier, links);
  }
}
