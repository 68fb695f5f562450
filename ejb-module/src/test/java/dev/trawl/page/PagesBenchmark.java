package dev.trawl.page;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongToIntFunction;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;

/**
 * What a call takes that lists pages of a job which has a million, by the product's classes on a
 * PostgreSQL that is set as the launcher sets it. No test: started by {@code bench/run --pages}.
 *
 * <p>Prints a name, the median and the longest in milliseconds, and what was found, a line. Every
 * call is from another place in the job, evenly spread from its newest page to its first.
 */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
public final class PagesBenchmark {
  private static final int PAGES = 1_000_000;
  private static final int BATCH = 20_000;
  private static final int CALLS = 25;
  private static final int LIMIT = 50;

  /** Links of a page, of which there are so many different sets. */
  private static final int LINKS = 60;

  private static final int LINK_SETS = 500;

  /**
   * As launcher's PostgresCluster has them; nothing that is measured waits for the disk's promise.
   */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "shared_buffers", "256MB",
          "max_wal_size", "2GB",
          "checkpoint_timeout", "15min",
          "random_page_cost", "1.1",
          "jit", "off");

  private final Connection connection;
  private final Pages pages = new Pages();
  private final Inlinks inlinks = new Inlinks();
  private final JobContext job;

  private PagesBenchmark(Connection connection) throws SQLException {
    this.connection = connection;
    Frontiers crawl = new Frontiers(connection);
    pages.em = TestDatabase.entityManager(connection);
    inlinks.em = pages.em;
    inlinks.frontier = crawl.frontier();
    this.job = crawl.job();
    connection.commit();
  }

  public static void main(String... arguments) throws IOException, SQLException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    SETTINGS.forEach(builder::setServerConfig);
    try (EmbeddedPostgres server = builder.start()) {
      Flyway.configure(PagesBenchmark.class.getClassLoader())
          .dataSource(server.getPostgresDatabase())
          .locations("classpath:db/migration")
          .load()
          .migrate();
      try (Connection connection = server.getPostgresDatabase().getConnection()) {
        connection.setAutoCommit(false);
        new PagesBenchmark(connection).run();
      }
    }
  }

  private void run() throws SQLException {
    fill();
    measure("all", list(filter("", "", "", "")));
    measure("status", list(filter("404", "", "", "")));
    measure("class", list(filter("5xx", "", "", "")));
    measure("host", list(filter("", "nowhere.example", "", "")));
    measure("type", list(filter("", "", "application/pdf", "")));
    measure("text", list(filter("", "", "", "nowhere-to-be-found")));
    UUID first = UrlId.of(job.num(), url(0));
    measure("inlinks", after -> inlinks.find(first, after, LIMIT).orElseThrow().items().size());
  }

  private static PageFilter filter(String status, String host, String type, String text) {
    return new PageFilter(StatusRange.parse(status), given(host), given(type), given(text));
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(value -> !value.isEmpty());
  }

  private LongToIntFunction list(PageFilter filter) {
    return before -> pages.list(job.num(), filter, before, LIMIT).items().size();
  }

  private void measure(String what, LongToIntFunction call) throws SQLException {
    List<Double> millis = new ArrayList<>();
    int found = 0;
    for (int i = 0; i < CALLS; i++) {
      long begin = System.nanoTime();
      found += call.applyAsInt(PAGES - (long) i * (PAGES / CALLS));
      connection.commit();
      millis.add((System.nanoTime() - begin) / 1e6);
    }
    millis.sort(null);
    System.out.println(
        String.format(
            Locale.ROOT,
            "%s %.1f %.1f %d",
            what,
            millis.get(CALLS / 2),
            millis.get(CALLS - 1),
            found));
  }

  private void fill() throws SQLException {
    byte[][] links = IntStream.range(0, LINK_SETS).mapToObj(this::links).toArray(byte[][]::new);
    for (int from = 0; from < PAGES; from += BATCH) {
      List<CrawlUrl> urls =
          IntStream.range(from, from + BATCH).mapToObj(PagesBenchmark::url).toList();
      UUID[] ids = urls.stream().map(url -> UrlId.of(job.num(), url)).toArray(UUID[]::new);
      Sql.update(
          connection,
          "INSERT INTO url (id, url, depth, hops) SELECT id, url, 3, 0 FROM unnest(?, ?) AS n (id, url)",
          ids,
          urls.stream().map(CrawlUrl::toString).toArray(String[]::new));
      store(ids, links, from);
      connection.commit();
    }
    connection.setAutoCommit(true);
    Sql.update(connection, "VACUUM ANALYZE");
    connection.setAutoCommit(false);
  }

  /** One page in 5,000 has 404, none another bad status. */
  private void store(UUID[] ids, byte[][] links, int from) {
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, content_type, charset, bytes, title, lang, fetched_at, duration_ms, node,
                          headers, outlinks, simhash)
        SELECT id, ?, CASE WHEN n %% 5000 = 17 THEN 404 ELSE 200 END, 'text/html; charset=utf-8', 'utf-8', 20000,
               'A page with a title of a usual length, number ' || n, 'en', now(), 120, 'node-1:8080',
               'Server: nginx' || E'\\n' || repeat('X-Field: some value of a header field' || E'\\n', 12),
               (?::bytea[])[1 + n %% %d], hashtextextended(n::text, 0)
        FROM unnest(?) WITH ORDINALITY AS i (id, at), LATERAL (SELECT ? + at::integer AS n) numbered
        ORDER BY at
        """
            .formatted(LINK_SETS),
        job.num(),
        links,
        ids,
        from);
  }

  private byte[] links(int set) {
    return Outlinks.encode(
        IntStream.range(0, LINKS)
            .mapToObj(i -> url(1 + (set * 7_919 + i * 104_729) % PAGES))
            .toList(),
        link -> false);
  }

  private static CrawlUrl url(int number) {
    return CrawlUrl.parse(
            "http://www.example/docs/" + number / 1000 + "/a-page-with-a-name-" + number + ".html")
        .orElseThrow();
  }
}
