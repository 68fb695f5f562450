package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.body.Body;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.Frontier;
import dev.trawl.frontier.Frontiers;
import dev.trawl.frontier.JobContext;
import dev.trawl.job.JobPatch;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchResult;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What pages and redirects lead to, as the database has it afterwards. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class ReachTest {
  private static final String HOST = "http://a.example";

  private final Connection connection;
  private final Frontiers crawl;
  private final ResultTransaction results = new ResultTransaction();
  private JobContext job;

  ReachTest() throws SQLException {
    TestDatabase.clear();
    connection = TestDatabase.connect();
    crawl = new Frontiers(connection);
    results.em = PageEntities.on(connection);
    results.frontier = crawl.frontier();
    results.judge = new Judge();
    results.reach = new Reach();
    results.reach.frontier = crawl.frontier();
    job = crawl.job();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private static CrawlUrl url(String path) {
    return CrawlUrl.parse(HOST + path).orElseThrow();
  }

  private void open(String path, int depth) {
    Changes changes = new Changes();
    crawl
        .frontier()
        .offer(
            job, List.of(Frontier.candidate(job, url(path), depth, 0, Optional.empty())), changes);
    crawl.frontier().write(changes);
    crawl.lease();
  }

  private void redirect(String path, String location) {
    settle(
        path,
        new Answer(
            302,
            Optional.empty(),
            Optional.of(location),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Body.EMPTY,
            Optional.empty()));
  }

  private void page(String path, String html) {
    byte[] body = html.getBytes(StandardCharsets.UTF_8);
    settle(
        path,
        new Answer(
            200,
            Optional.of("text/html"),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            Body.of(body),
            Optional.empty()));
  }

  private void settle(String path, Answer answer) {
    FetchResult result =
        new FetchResult(
            job.id(),
            UrlId.of(job.num(), url(path)),
            url(path).toString(),
            0,
            answer,
            Instant.EPOCH,
            Duration.ZERO,
            "n1");
    results.store(List.of(Processor.process(result, job, TestBodies.STORE)));
  }

  /** Each URL that is known, with its depth. */
  private List<String> known() {
    return Sql.query(
        connection,
        "SELECT url, depth FROM url",
        row -> row.getString("url").substring(HOST.length()) + " " + row.getInt("depth"));
  }

  @Test
  void linksAreOfferedWithoutWhatIsDroppedAndStoredAsTheyWereFound() {
    open("/1", 1);
    page("/1", "<a href='/2?utm_source=a'></a><a href='/2?b=1&gclid=c'></a><a href='/2'></a>");
    assertThat(known()).containsExactlyInAnyOrder("/1 1", "/2 2", "/2?b=1 2");
    byte[] outlinks =
        Sql.first(
                connection,
                "SELECT outlinks FROM page WHERE id = ?",
                row -> row.getBytes(1),
                UrlId.of(job.num(), url("/1")))
            .orElseThrow();
    assertThat(Outlinks.decode(outlinks))
        .extracting(Outlinks.Stored::url)
        .containsExactlyInAnyOrder(HOST + "/2?utm_source=a", HOST + "/2?b=1&gclid=c", HOST + "/2");
  }

  @Test
  void aRedirectIsFollowedWithoutWhatIsDropped() {
    open("/1", 1);
    redirect("/1", "/2?gclid=1");
    assertThat(known()).containsExactlyInAnyOrder("/1 1", "/2 1");
    assertThat(
            TestDatabase.number(
                connection, "SELECT count(*) FROM page WHERE location = ?", HOST + "/2?gclid=1"))
        .isEqualTo(1);
  }

  /** It was cut, and what was left of it was crawled once the page got nearer. */
  @Test
  void whereARedirectLeadsIsNotCut() {
    job =
        crawl.job(
            "{\"seeds\": [\"http://a.example/\"], \"scope\": {\"within\": \"any\", \"traps\":"
                + " \"ignore\"}}");
    for (String path : List.of("/" + "x".repeat(5_000), "/" + "y".repeat(9_000))) {
      String from = path.substring(0, 3);
      open(from, 5);
      redirect(from, path);
      open("/hub" + path.charAt(1), 1);
      page("/hub" + path.charAt(1), "<a href='" + from + "'></a>");
    }
    assertThat(known().stream().map(line -> line.length() + line.substring(line.length() - 2)))
        .as("lengths and depths")
        .containsExactlyInAnyOrder("5 2", "7 1", "5003 2", "5 2", "7 1", "9003 5");
    assertThat(
            TestDatabase.number(
                connection, "SELECT count(*) FROM page WHERE status = 302 AND location IS NULL"))
        .isEqualTo(1);
  }

  /** Its links are a step from a seed then, and so may be within a depth that they were not. */
  @Test
  void whatAPageThatBecomesASeedLedToIsNearer() throws SQLException {
    open("/deep", 64);
    page("/deep", "<a href='/deeper'></a>");
    assertThat(known()).containsExactlyInAnyOrder("/deep 64", "/deeper 65");
    assertThat(crawl.counter(job, "excluded")).isEqualTo(1);
    JobPatching patching = new JobPatching();
    patching.em = results.em;
    patching.change = crawl.change();
    patching.reach = results.reach;
    JobPatch patch = JobPatch.read("{\"seeds\": [\"" + HOST + "/deep\"]}");
    assertThat(patching.patch(job.id(), patch)).isTrue();
    assertThat(known()).containsExactlyInAnyOrder("/deep 0", "/deeper 1");
    assertThat(crawl.counter(job, "excluded")).isZero();
    connection.commit(); // in a transaction no time passes
    assertThat(crawl.lease()).hasSize(1);
    assertThat(patching.patch(UUID.randomUUID(), patch)).isFalse();
  }

  /** What they lead to would fill the memory if it was offered at once. */
  @Test
  void whatVeryManyLongLinksAreBehindIsBroughtNearerToo() {
    String links =
        IntStream.range(0, 250)
            .mapToObj(i -> "<a href=" + i + "></a>")
            .collect(Collectors.joining());
    List<String> deep = IntStream.range(0, 14).mapToObj(i -> "/deep" + i).toList();
    for (String path : deep) {
      open(path, 5);
      page(path, "<base href='/" + "x".repeat(8_000) + "/'><a href=" + path + "er></a>" + links);
    }
    open("/hub", 1);
    page(
        "/hub",
        deep.stream().map(path -> "<a href=" + path + "></a>").collect(Collectors.joining()));
    assertThat(known().stream().filter(line -> line.startsWith("/deep")).toList())
        .containsExactlyInAnyOrderElementsOf(
            deep.stream().flatMap(path -> Stream.of(path + " 2", path + "er 3")).toList());
  }

  /** Each way back in had to find the same URLs again, or depths would not be lowered there. */
  @Test
  void whatGetsNearerBringsTheSameUrlsNearer() {
    open("/far", 5);
    redirect("/far", "/far;jsessionid=1");
    open("/deep", 5);
    page("/deep", "<a href='/deeper?gclid=1'></a>");
    assertThat(known())
        .containsExactlyInAnyOrder("/far 5", "/far;jsessionid=1 5", "/deep 5", "/deeper 6");
    open("/hub", 1);
    page("/hub", "<a href='/far?gclid=1'></a><a href='/deep;jsessionid=2'></a>");
    assertThat(known())
        .containsExactlyInAnyOrder(
            "/far 2", "/far;jsessionid=1 2", "/deep 2", "/deeper 3", "/hub 1");
  }
}
