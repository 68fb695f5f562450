package dev.trawl.page;

import dev.trawl.body.Body;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchResult;
import dev.trawl.message.HeaderLines;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;

/** A test on pages that were stored as results are, in one transaction on empty tables. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
abstract class OnPages {
  static final String HOST = "http://a.example";
  static final Optional<String> HTML = Optional.of("text/html; charset=utf-8");

  final Connection connection;
  final Frontiers crawl;
  final Pages pages = new Pages();
  final JobContext job;
  private final ResultTransaction results = new ResultTransaction();
  private int seconds;

  OnPages() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    pages.em = results.em;
    job = crawl.job();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  static CrawlUrl url(String path) {
    return CrawlUrl.parse(HOST + path).orElseThrow();
  }

  UUID id(String path) {
    return id(job, path);
  }

  static UUID id(JobContext of, String path) {
    return UrlId.of(of.num(), url(path));
  }

  /** Lets it wait to be fetched. */
  void open(JobContext of, String path) {
    Candidate candidate = Frontier.candidate(of, url(path), 0, 0, Optional.empty());
    Changes changes = new Changes();
    crawl.frontier().offer(of, List.of(candidate), changes);
    crawl.frontier().write(changes);
  }

  /** A page of HTML. */
  void page(JobContext of, String path, String html) {
    store(of, path, 200, HTML, Optional.empty(), html);
  }

  void page(String path, String html) {
    page(job, path, html);
  }

  void redirect(String path, String location) {
    store(job, path, 302, HTML, Optional.of(location), "moved");
  }

  /** A page without an answer. */
  void fail(String path) {
    open(job, path);
    settle(job, path, new Failure(Optional.empty(), "malformed", "no HTTP"));
  }

  void store(
      JobContext of,
      String path,
      int status,
      Optional<String> contentType,
      Optional<String> location,
      String body) {
    open(of, path);
    settle(of, path, status, contentType, location, HeaderLines.NONE, body);
  }

  /** Stores the result of what waits. */
  void settle(
      JobContext of,
      String path,
      int status,
      Optional<String> contentType,
      Optional<String> location,
      HeaderLines headers,
      String body) {
    Answer answer =
        new Answer(
            status,
            contentType,
            location,
            List.of(),
            headers,
            Optional.empty(),
            Optional.empty(),
            Optional.of("HTTP/1.1"),
            Body.of(body.getBytes(StandardCharsets.UTF_8)),
            Optional.empty(),
            List.of());
    settle(of, path, answer);
  }

  private void settle(JobContext of, String path, FetchOutcome outcome) {
    FetchResult result =
        new FetchResult(
            of.id(),
            id(of, path),
            url(path).toString(),
            0,
            outcome,
            Instant.EPOCH.plusSeconds(seconds++),
            Duration.ZERO,
            "n1");
    results.store(List.of(Processor.process(result, of, TestBodies.STORE)));
  }
}
