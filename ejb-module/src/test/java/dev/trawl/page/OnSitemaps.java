package dev.trawl.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.trawl.body.Body;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;

/**
 * Tests of sitemaps in an empty database: a job of one host, whose sitemaps are offered and end.
 */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class OnSitemaps {
  static final String HOST = "http://a.example";

  final Connection connection;
  final Frontiers crawl;
  final ResultTransaction results = new ResultTransaction();
  final JobContext job;

  OnSitemaps() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"],
             "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
            """);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  static CrawlUrl url(String path) {
    return CrawlUrl.parse(path.startsWith("/") ? HOST + path : path).orElseThrow();
  }

  UUID id(String path) {
    return UrlId.ofSitemap(job.num(), url(path));
  }

  void offer(String path, int level, int hops) {
    Changes changes = new Changes();
    crawl.frontier().offerSitemaps(job, List.of(url(path)), level, hops, Optional.empty(), changes);
    crawl.frontier().write(changes);
  }

  void settle(String path, FetchOutcome outcome) {
    FetchResult result =
        new FetchResult(
            job.id(),
            id(path),
            url(path).toString(),
            0,
            outcome,
            Instant.EPOCH,
            Duration.ofMillis(7),
            "n1");
    results.store(List.of(Processor.process(result, job, TestBodies.STORE)));
  }

  static Answer answer(int status, Optional<String> location, String body) {
    return new Answer(
        status,
        Optional.of("application/xml"),
        location,
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Body.of(body.getBytes(UTF_8)),
        Optional.empty());
  }

  static Answer file(String body) {
    return answer(200, Optional.empty(), body);
  }

  static Answer urls(String... locs) {
    return file(list("urlset", "url", locs));
  }

  static Answer index(String... locs) {
    return file(list("sitemapindex", "sitemap", locs));
  }

  static String list(String root, String entry, String... locs) {
    return Stream.of(locs)
        .map(loc -> "<" + entry + "><loc>" + loc + "</loc></" + entry + ">")
        .collect(
            Collectors.joining(
                "",
                "<" + root + " xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>",
                "</" + root + ">"));
  }

  static Answer redirect(String location) {
    return answer(302, Optional.of(location), "");
  }
}
