package dev.trawl.frontier;

import dev.trawl.database.Sql;
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
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.IntUnaryOperator;
import org.flywaydb.core.Flyway;

/**
 * What it costs to offer a million links of which nine of ten are known: from the URL to the
 * commit, in transactions as large as a full batch of results, on a PostgreSQL that is set as the
 * launcher sets it. Parsing pages and storing them is not in it. No test: started by {@code
 * bench/run --offers}.
 *
 * <p>Prints a name, the seconds and those of them in transactions a line: {@code fill} for 900,000
 * links to new URLs, {@code cached} for the million where {@link KnownUrls} holds all that is
 * known, {@code stored} for the million where it holds none of it and each is asked of the
 * database, as after a restart.
 */
public final class OffersBenchmark {
  private static final int LINKS = 1_000_000;
  private static final int KNOWN = 900_000;
  private static final int NEW = LINKS - KNOWN;
  private static final int NEW_EVERY = LINKS / NEW;

  /**
   * What links lead back to where all of it is remembered; half of what {@link KnownUrls} holds.
   */
  private static final int REMEMBERED = 200_000;

  /** As of ResultStore. */
  private static final int PAGES_A_TRANSACTION = 64;

  private static final int LINKS_A_PAGE = 100;
  private static final int HOSTS = 200;

  /** A prime, so that its multiples meet each of the known URLs once. */
  private static final int STRIDE = 7_919;

  /** As launcher's PostgresCluster has them; the tests' own server does not write to the disk. */
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "shared_buffers", "256MB",
          "wal_compression", "on",
          "max_wal_size", "2GB",
          "checkpoint_timeout", "15min",
          "autovacuum_naptime", "15s",
          "random_page_cost", "1.1",
          "jit", "off");

  /** Nanoseconds. Judging links, the rest, is what many threads do in the product. */
  private record Took(long nanos, long inTransactions) {}

  private final Connection connection;
  private final JobContext job;

  private OffersBenchmark(Connection connection) throws SQLException {
    this.connection = connection;
    this.job =
        new Frontiers(connection)
            .job(
                """
                {"seeds": ["http://www.example/"], "scope": {"within": "any"}}
                """);
    connection.commit();
  }

  public static void main(String... arguments) throws IOException, SQLException {
    EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder();
    SETTINGS.forEach(builder::setServerConfig);
    try (EmbeddedPostgres server = builder.start()) {
      Flyway.configure(OffersBenchmark.class.getClassLoader())
          .dataSource(server.getPostgresDatabase())
          .locations("classpath:db/migration")
          .load()
          .migrate();
      try (Connection connection = server.getPostgresDatabase().getConnection()) {
        connection.setAutoCommit(false);
        if (!Sql.query(connection, "SHOW fsync", row -> row.getString(1)).contains("on")) {
          throw new IllegalStateException("The database does not write to the disk");
        }
        new OffersBenchmark(connection).run();
      }
    }
  }

  private void run() throws SQLException {
    Frontiers frontiers = new Frontiers(connection);
    print("fill", offer(frontiers, KNOWN, 1, link -> link));
    SplittableRandom random = new SplittableRandom(1);
    print(
        "cached",
        offer(
            frontiers,
            LINKS,
            2,
            link ->
                link % NEW_EVERY == 0
                    ? KNOWN + link / NEW_EVERY
                    : KNOWN - 1 - random.nextInt(REMEMBERED)));
    Frontiers restarted = new Frontiers(connection);
    print(
        "stored",
        offer(
            restarted,
            LINKS,
            2,
            link ->
                link % NEW_EVERY == 0
                    ? LINKS + link / NEW_EVERY
                    : (int) ((long) (link - link / NEW_EVERY) * STRIDE % KNOWN)));
    long discovered = restarted.counter(job, "discovered");
    if (discovered != LINKS + NEW) {
      throw new IllegalStateException(discovered + " URLs are known, not " + (LINKS + NEW));
    }
  }

  private static void print(String what, Took took) {
    System.out.println(
        String.format(
            Locale.ROOT, "%s %.2f %.2f", what, took.nanos() / 1e9, took.inTransactions() / 1e9));
  }

  /**
   * Offers so many links.
   *
   * @param target the number of the URL that a link leads to
   */
  private Took offer(Frontiers frontiers, int links, int depth, IntUnaryOperator target)
      throws SQLException {
    int batch = PAGES_A_TRANSACTION * LINKS_A_PAGE;
    long inTransactions = 0;
    long begin = System.nanoTime();
    for (int from = 0; from < links; from += batch) {
      List<Candidate> candidates = new ArrayList<>(batch);
      for (int page = from; page < Math.min(links, from + batch); page += LINKS_A_PAGE) {
        addLinks(candidates, page, depth, target);
      }
      long judged = System.nanoTime();
      Changes changes = new Changes();
      frontiers.frontier().offer(job, candidates, changes);
      frontiers.frontier().write(changes);
      connection.commit();
      inTransactions += System.nanoTime() - judged;
      // As the product: after the commit only.
      frontiers.known.learn(changes.offered());
    }
    return new Took(System.nanoTime() - begin, inTransactions);
  }

  /** What one page leads to. */
  private void addLinks(List<Candidate> candidates, int first, int depth, IntUnaryOperator target) {
    Optional<UUID> referrer = Optional.of(UrlId.of(job.num(), url(first / LINKS_A_PAGE)));
    for (int link = first; link < first + LINKS_A_PAGE; link++) {
      CrawlUrl url = url(target.applyAsInt(link));
      candidates.add(Frontier.candidate(job, url, depth, 0, referrer));
    }
  }

  private static CrawlUrl url(int number) {
    // Not by a format: that would cost as much as what is measured.
    return Frontiers.url(
        "http://www"
            + number % HOSTS
            + ".example/docs/"
            + number / 1000
            + "/a-page-with-a-name-"
            + number
            + ".html");
  }
}
