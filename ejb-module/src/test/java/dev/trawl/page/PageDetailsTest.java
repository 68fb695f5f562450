package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Candidate;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
import dev.trawl.message.HeaderLines;
import dev.trawl.message.HeaderLines.Field;
import dev.trawl.page.PageDetails.Redirect;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is shown of one page alone: header fields, the way to it, and what it is a copy of. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class PageDetailsTest {
  private static final String HOST = "http://a.example";

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();
  private final Pages pages = new Pages();
  private final JobContext job;
  private int seconds;

  PageDetailsTest() throws SQLException {
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

  private static CrawlUrl url(String path) {
    return CrawlUrl.parse(HOST + path).orElseThrow();
  }

  private UUID id(JobContext of, String path) {
    return UrlId.of(of.num(), url(path));
  }

  private UUID id(String path) {
    return id(job, path);
  }

  private PageDetails page(String path) {
    return pages.find(id(path)).orElseThrow();
  }

  private void open(JobContext of, String path) {
    Candidate candidate = Frontier.candidate(of, url(path), 0, 0, Optional.empty());
    Changes changes = new Changes();
    crawl.frontier().offer(of, List.of(candidate), changes);
    crawl.frontier().write(changes);
  }

  private void settle(
      JobContext of,
      String path,
      int status,
      Optional<String> location,
      String headers,
      String body) {
    settle(of, path, status, "text/html", location, headers, body);
  }

  private void settle(
      JobContext of,
      String path,
      int status,
      String contentType,
      Optional<String> location,
      String headers,
      String body) {
    Answer answer =
        new Answer(
            status,
            Optional.of(contentType),
            location,
            List.of(),
            HeaderLines.of(headers),
            Optional.empty(),
            Optional.empty(),
            Body.of(body.getBytes(StandardCharsets.UTF_8)),
            Optional.empty(),
            List.of());
    FetchResult result =
        new FetchResult(
            of.id(),
            id(of, path),
            url(path).toString(),
            0,
            answer,
            Instant.EPOCH.plusSeconds(seconds++),
            Duration.ZERO,
            "n1");
    results.store(List.of(Processor.process(result, of, TestBodies.STORE)));
  }

  private void page(JobContext of, String path, String body) {
    open(of, path);
    settle(of, path, 200, Optional.empty(), "", body);
  }

  private void page(JobContext of, String path, String body, String contentType) {
    open(of, path);
    settle(of, path, 200, contentType, Optional.empty(), "", body);
  }

  private void redirect(String path, int status, String location) {
    settle(job, path, status, Optional.of(location), "", "moved");
  }

  private static String text(String changed) {
    return IntStream.range(0, 600)
        .mapToObj(i -> i == 300 ? changed : "word" + i)
        .collect(Collectors.joining(" ", "<p>", ""));
  }

  @Test
  void headerFieldsAreShownInTheirOrder() {
    open(job, "/");
    settle(job, "/", 200, Optional.empty(), "Server: x\nSet-Cookie: a\nETag: \"1\"", "");
    assertThat(page("/").headers())
        .containsExactly(new Field("Server", "x"), new Field("ETag", "\"1\""));
    assertThat(page("/").page().url()).isEqualTo(HOST + "/");
    assertThat(pages.find(new UUID(0, 0))).isEmpty();
  }

  @Test
  void theRedirectsThatLedToAPageAreShownAndNotWhatLinkedToThem() {
    open(job, "/");
    settle(job, "/", 200, Optional.empty(), "", "<a href=/1>1</a>");
    redirect("/1", 301, "/2");
    redirect("/2", 302, "/3");
    settle(job, "/3", 200, Optional.empty(), "", "the end");
    assertThat(page("/3").redirects())
        .containsExactly(
            new Redirect(id("/1"), HOST + "/1", 301), new Redirect(id("/2"), HOST + "/2", 302));
    assertThat(page("/2").redirects()).containsExactly(new Redirect(id("/1"), HOST + "/1", 301));
    assertThat(page("/1").redirects()).isEmpty();
    assertThat(page("/").redirects()).isEmpty();
  }

  @Test
  void anExactDuplicateNamesTheFirstPageOfItsJob() {
    JobContext other = crawl.job();
    page(other, "/0", "the same");
    page(job, "/1", "the same");
    page(job, "/2", "the same");
    page(job, "/3", "something else");
    assertThat(page("/1").duplicateOf()).isEmpty();
    assertThat(page("/2").duplicateOf()).contains(id("/1"));
    assertThat(page("/3").duplicateOf()).isEmpty();
  }

  @Test
  void bodiesThatAreNotKeptAreDuplicatesToo() {
    JobContext none =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"content\": {\"keep\": []}}");
    page(job, "/0", "the same");
    page(none, "/1", "the same");
    page(none, "/2", "the same");
    page(none, "/3", "something else");
    assertThat(duplicateOf(none, "/1")).isEmpty();
    assertThat(duplicateOf(none, "/2")).contains(id(none, "/1"));
    assertThat(duplicateOf(none, "/3")).isEmpty();
  }

  /** Of two types of which the job keeps one. */
  @Test
  void aBodyThatIsKeptAndOneThatIsNotAreDuplicates() {
    JobContext pdf =
        crawl.job(
            "{\"seeds\": [\"http://a.example/\"], \"content\": {\"keep\": [\"application/pdf\"]}}");
    page(pdf, "/1", "the same");
    page(pdf, "/2", "the same", "application/pdf");
    page(pdf, "/3", "the same");
    page(pdf, "/4", "another", "application/pdf");
    page(pdf, "/5", "another");
    assertThat(duplicateOf(pdf, "/2")).contains(id(pdf, "/1"));
    assertThat(duplicateOf(pdf, "/3")).contains(id(pdf, "/1"));
    assertThat(duplicateOf(pdf, "/5")).contains(id(pdf, "/4"));
  }

  private Optional<UUID> duplicateOf(JobContext of, String path) {
    return pages.find(id(of, path)).orElseThrow().duplicateOf();
  }

  @Test
  void pagesWithoutABodyAreNoDuplicates() {
    page(job, "/1", "");
    page(job, "/2", "");
    assertThat(page("/2").duplicateOf()).isEmpty();
  }

  @Test
  void nearDuplicatesOfTheJobAreShownTheMostSimilarFirst() {
    JobContext other = crawl.job();
    page(other, "/0", text("x"));
    page(job, "/1", text("another"));
    page(job, "/2", text("x"));
    page(job, "/3", "<title>another title</title>" + text("x"));
    page(job, "/4", text("x").replace("word", "other"));
    assertThat(page("/2").similarTo()).containsExactly(id("/3"), id("/1"));
    assertThat(page("/3").similarTo()).containsExactly(id("/2"), id("/1"));
    assertThat(page("/4").similarTo()).isEmpty();
  }

  @Test
  void theCanonicalUrlIsThePagesOrElseTheAnswers() {
    String field = "Link: <http://b.example/>; rel=preload\nlink: </c>; rel=canonical";
    open(job, "/1");
    settle(job, "/1", 200, Optional.empty(), field, "<link rel=canonical href=/d>");
    open(job, "/2");
    settle(job, "/2", 200, Optional.empty(), field, "<p>");
    open(job, "/3");
    settle(job, "/3", 404, Optional.empty(), field, "<link rel=canonical href=/d>");
    assertThat(page("/1").canonical()).contains(HOST + "/d");
    assertThat(page("/2").canonical()).contains(HOST + "/c");
    assertThat(page("/3").canonical()).isEmpty();
  }
}
