package dev.trawl.page;

import dev.trawl.database.Part;
import dev.trawl.database.Sql;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who leads to a page. No table says so: it would have a row for each link of each page. So the
 * outlinks of the job's pages are read, some at a time.
 */
@Stateless
public class Inlinks {
  /** Pages whose links are looked at in one call, as long as these are of a usual number. */
  static final int WINDOW = 2_000;

  @PersistenceContext EntityManager em;
  @EJB Frontier frontier;

  /**
   * A page whose links are looked at.
   *
   * @param outlinks as they are stored
   * @param beyond whether there are so many before it that it is left to the next call
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Looked(
      long sequence,
      Inlink page,
      Optional<String> location,
      byte @Nullable [] outlinks,
      boolean beyond) {
    static Looked read(ResultSet row) throws SQLException {
      return new Looked(
          row.getLong("seq"),
          new Inlink(
              row.getObject("id", UUID.class),
              row.getString("url"),
              Optional.ofNullable(row.getString("title")),
              Optional.ofNullable(row.getObject("status", Integer.class))),
          Optional.ofNullable(row.getString("location")),
          row.getBytes("outlinks"),
          row.getBoolean("beyond"));
    }

    List<Outlinks.Stored> links() {
      return outlinks == null ? List.of() : Outlinks.decode(outlinks);
    }

    boolean redirectsTo(Destination destination) {
      return Processed.isRedirect(page.status())
          && location
              .filter(to -> destination.isOfRedirect(CrawlUrl.parse(page.url()).orElseThrow(), to))
              .isPresent();
    }
  }

  /**
   * Pages of the same job that link or redirect to a page, in the order in which they were stored,
   * of those that are looked at in one call; itself, if it links to itself. A link counts if the
   * job would follow it to the page's URL, or would but for {@code nofollow}.
   *
   * @param id the page's
   * @param after only those stored after that one; 0 for all
   * @param limit the most of them, from 1
   * @return empty if there is no such page
   */
  public Optional<Part<Inlink>> find(UUID id, long after, int limit) {
    Connection connection = em.unwrap(Connection.class);
    int num = UrlId.jobNumber(id);
    return Sql.first(
            connection,
            """
            SELECT u.url FROM page p JOIN url u ON u.id = p.id JOIN job j ON j.num = p.job
            WHERE p.id = ? AND NOT j.deleted
            """,
            row -> CrawlUrl.parse(row.getString(1)).orElseThrow(),
            id)
        .flatMap(url -> job(num).map(job -> new Destination(job, url)))
        .map(destination -> walk(look(connection, num, after), destination, limit));
  }

  private Optional<JobContext> job(int num) {
    Map<Integer, JobContext> jobs = frontier.jobs(List.of(num));
    return Optional.ofNullable(jobs.get(num));
  }

  private static List<Looked> look(Connection connection, int job, long after) {
    return Sql.query(
        connection,
        """
        SELECT p.id, p.seq, p.status, p.title, p.location, u.url, p.stored_before >= ? AS beyond,
               CASE WHEN p.stored_before < ? THEN p.outlinks END AS outlinks
        FROM (SELECT id, seq, status, title, location, outlinks, %s AS stored_before
              FROM page WHERE job = ? AND seq > ? ORDER BY seq LIMIT ?) p
          JOIN url u ON u.id = p.id
        ORDER BY p.seq
        """
            .formatted(Outlinks.storedBefore("seq")),
        Looked::read,
        Outlinks.MOST_STORED,
        Outlinks.MOST_STORED,
        job,
        after,
        WINDOW);
  }

  private static Part<Inlink> walk(List<Looked> pages, Destination destination, int limit) {
    List<Inlink> found = new ArrayList<>();
    long read = 0;
    Optional<Long> last = Optional.empty();
    for (Looked page : pages) {
      if (page.beyond() || read > Outlinks.MOST_READ || found.size() == limit) {
        return new Part<>(found, last);
      }
      List<Outlinks.Stored> links = page.links();
      if (page.redirectsTo(destination)
          || links.stream().anyMatch(link -> destination.isOfLink(link.url()))) {
        found.add(page.page());
      }
      read += links.stream().mapToLong(link -> link.url().length()).sum();
      last = Optional.of(page.sequence());
    }
    return new Part<>(found, pages.size() == WINDOW ? last : Optional.empty());
  }
}
