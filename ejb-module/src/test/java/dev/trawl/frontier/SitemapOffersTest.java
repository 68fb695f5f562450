package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.url;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.job.Jobs;
import dev.trawl.message.FetchTask;
import dev.trawl.message.FetchTask.TaskUrl;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sitemaps are URLs of the frontier that are counted nowhere. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class SitemapOffersTest extends OnFrontier {
  private static final String PAGE = "http://a.example/1";
  private static final String SITEMAP = "http://a.example/sitemap.xml";

  private JobContext job(String more) {
    return crawl.job(
        """
        {"seeds": ["http://a.example/"], "scope": {"within": "any"%s},
         "politeness": {"delay": "PT0S", "connectionsPerHost": 4}}
        """
            .formatted(more));
  }

  private static UUID id(JobContext job, String sitemap) {
    return UrlId.ofSitemap(job.num(), url(sitemap));
  }

  private int offer(JobContext job, List<CrawlUrl> sitemaps) {
    Changes changes = new Changes();
    int passedOver = crawl.frontier.offerSitemaps(job, sitemaps, 0, 0, Optional.empty(), changes);
    crawl.frontier.write(changes);
    return passedOver;
  }

  private int offer(JobContext job, String sitemap) {
    return offer(job, List.of(url(sitemap)));
  }

  private void robotsName(String... sitemaps) {
    Sql.update(
        connection,
        """
        INSERT INTO robots (host_id, status, content_type, content, cut, sitemaps)
        SELECT id, 200, '', '', false, ? FROM host WHERE origin = 'http://a.example'
        """,
        (Object) sitemaps);
  }

  private long number(String sql, Object... arguments) {
    return TestDatabase.number(connection, sql, arguments);
  }

  private long open() {
    return number("SELECT count(*) FROM open_url WHERE sitemap");
  }

  private List<TaskUrl> lease() {
    Sql.update(connection, "UPDATE host_queue SET due_at = now() WHERE queued > 0");
    return crawl.lease().stream().map(FetchTask::urls).flatMap(List::stream).toList();
  }

  private void assertUncounted(JobContext job) {
    for (String counter : List.of("discovered", "fetched", "redirected", "failed", "excluded")) {
      assertThat(crawl.counter(job, counter)).as(counter).isZero();
    }
  }

  @Test
  void aSitemapIsLeasedAsOneAndCountedNowhere() {
    JobContext job = job("");
    offer(job, SITEMAP);
    assertThat(lease()).containsExactly(new TaskUrl(id(job, SITEMAP), SITEMAP, 0, "sitemap"));
    assertUncounted(job);
    assertThat(crawl.settle(job, new Verdict.Again(Duration.ZERO, true), id(job, SITEMAP)))
        .isEqualTo(1);
    assertThat(lease()).containsExactly(new TaskUrl(id(job, SITEMAP), SITEMAP, 1, "sitemap"));
    crawl.settle(job, new Verdict.Fetched(100), id(job, SITEMAP));
    assertUncounted(job);
    assertThat(crawl.counter(job, "bytes")).isZero();
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
    assertThat(number("SELECT count(*) FROM task")).isZero();
  }

  @Test
  void aSitemapIsReadOnceByEachJob() {
    JobContext job = job("");
    JobContext other = job("");
    offer(job, List.of(url(SITEMAP), url(SITEMAP)));
    offer(job, SITEMAP);
    offer(other, SITEMAP);
    assertThat(open()).isEqualTo(2);
    assertThat(number("SELECT queued FROM host_queue WHERE job = ?", job.num())).isEqualTo(1);
    crawl.settle(job, new Verdict.Fetched(0), id(job, SITEMAP));
    offer(job, SITEMAP);
    assertThat(number("SELECT count(*) FROM open_url WHERE job = ?", job.num())).isZero();
  }

  @Test
  void aPageMayLinkToTheSameUrl() {
    JobContext job = job("");
    offer(job, SITEMAP);
    crawl.offer(job, SITEMAP);
    assertThat(lease())
        .extracting(TaskUrl::kind)
        .containsExactlyInAnyOrder(TaskUrl.SITEMAP, TaskUrl.PAGE);
    assertThat(crawl.counter(job, "discovered")).isEqualTo(1);
  }

  @Test
  void itsLevelHopsAndReferrerAreKept() {
    JobContext job = job("");
    UUID index = UUID.randomUUID();
    Changes changes = new Changes();
    crawl.frontier.offerSitemaps(job, List.of(url(SITEMAP)), 2, 3, Optional.of(index), changes);
    crawl.frontier.write(changes);
    UUID id = id(job, SITEMAP);
    assertThat(crawl.urlColumn(id, "depth")).contains("2");
    assertThat(crawl.urlColumn(id, "hops")).contains("3");
    assertThat(crawl.urlColumn(id, "referrer")).contains(index.toString());
    assertThat(crawl.openColumn(id, "depth")).contains("2");
  }

  @Test
  void aJobReadsTenThousandSitemaps() {
    JobContext job = job("");
    UUID[] read =
        IntStream.range(0, 9_997)
            .mapToObj(i -> id(job, "http://a.example/" + i))
            .toArray(UUID[]::new);
    Sql.update(
        connection,
        "INSERT INTO sitemap (id, fetched_at) SELECT *, now() FROM unnest(?)",
        (Object) read);
    assertThat(offer(job, "http://a.example/open")).isZero();
    assertThat(
            offer(job, IntStream.range(0, 5).mapToObj(i -> url("http://b.example/" + i)).toList()))
        .isEqualTo(3);
    assertThat(open()).isEqualTo(3);
    assertThat(offer(job, "http://c.example/")).isEqualTo(1);
    assertThat(open()).isEqualTo(3);
    JobContext other = job("");
    assertThat(offer(other, "http://c.example/")).isZero();
    assertThat(open()).as("of another job too").isEqualTo(4);
  }

  /** Such a name does not fit into an index, so that no transaction with it could ever succeed. */
  @Test
  void aHostThatCannotBeIsPassedOver() {
    JobContext job = job("");
    String host = "a.".repeat(1_500) + "example";
    assertThat(offer(job, List.of(url("http://" + host + "/s.xml"), url(SITEMAP)))).isEqualTo(1);
    assertThat(open()).isEqualTo(1);
    robotsName("http://" + host + "/s.xml");
    lease();
  }

  @Test
  void whatRobotsTxtNamesIsOfferedToEachJobOnce() {
    JobContext job = job("");
    crawl.offer(job, PAGE);
    robotsName(SITEMAP, "http://b.example/s.xml", "mailto:nobody@a.example");
    List<TaskUrl> leased = Stream.concat(lease().stream(), lease().stream()).toList();
    assertThat(leased)
        .extracting(TaskUrl::url)
        .containsExactlyInAnyOrder(PAGE, SITEMAP, "http://b.example/s.xml");
    assertThat(open()).isEqualTo(2);
    assertThat(crawl.urlColumn(id(job, "http://b.example/s.xml"), "depth")).contains("0");

    Sql.update(
        connection, "UPDATE robots SET sitemaps = array_append(sitemaps, 'http://a.example/late')");
    crawl.offer(job, "http://a.example/2");
    lease();
    assertThat(open()).as("those of the first time").isEqualTo(2);

    JobContext other = job("");
    crawl.offer(other, PAGE);
    lease();
    assertThat(number("SELECT count(*) FROM open_url WHERE sitemap AND job = ?", other.num()))
        .isEqualTo(3);
  }

  @Test
  void whoWantsNoneOrNamesThemOrIgnoresRobotsTxtDoesNotGetThem() {
    String request =
        "{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"delay\": \"PT0S\"%s}%s}";
    JobContext off = crawl.job(request.formatted("", ", \"sitemaps\": \"off\""));
    JobContext named = crawl.job(request.formatted("", ", \"sitemaps\": [\"" + SITEMAP + "\"]"));
    JobContext ignores = crawl.job(request.formatted(", \"robots\": \"ignore\"", ""));
    for (JobContext job : List.of(off, named, ignores)) {
      crawl.offer(job, PAGE);
    }
    robotsName(SITEMAP);
    lease();
    assertThat(open()).isZero();
  }

  @Test
  void beforeRobotsTxtIsKnownNothingIsOffered() {
    JobContext job = job("");
    crawl.offer(job, PAGE);
    robotsName(SITEMAP);
    Sql.update(connection, "UPDATE host SET robots_until = '-infinity'");
    List<FetchTask> tasks = crawl.lease();
    assertThat(tasks).singleElement().matches(FetchTask::asksRobots);
    assertThat(open()).isZero();
    crawl.settle(job, new Verdict.Again(Duration.ZERO, false), UrlId.of(job.num(), url(PAGE)));
    Sql.update(connection, "UPDATE host SET robots_until = 'infinity'");
    assertThat(lease()).hasSize(1);
    assertThat(open()).isEqualTo(1);
  }

  @Test
  void sitemapsTakeNothingOfMaxPages() {
    JobContext job = job(", \"maxPages\": 1");
    crawl.offer(job, PAGE, "http://a.example/2");
    offer(job, SITEMAP);
    lease();
    lease();
    assertThat(number("SELECT count(*) FROM open_url WHERE task IS NOT NULL AND sitemap"))
        .isEqualTo(1);
    assertThat(number("SELECT count(*) FROM open_url WHERE task IS NOT NULL")).isEqualTo(2);
    assertThat(number("SELECT requested FROM job")).isEqualTo(1);
    Sql.update(connection, "UPDATE task SET lease_until = now() - interval '1 s'");
    crawl.givingBack.expired();
    assertThat(number("SELECT requested FROM job")).as("the page's is given back").isZero();
    lease();
    lease();
    crawl.settle(job, new Verdict.Failed(0, false), id(job, SITEMAP));
    assertThat(number("SELECT requested FROM job")).isEqualTo(1);
  }

  @Test
  void whatAStopExcludesIsCountedWithoutSitemaps() {
    JobContext job = job("");
    crawl.offer(job, PAGE, "http://a.example/2");
    offer(job, SITEMAP);
    Sql.update(connection, "UPDATE job SET state = 'STOPPING'");
    JobEnd end = new JobEnd();
    end.em = findingNothing();
    end.jobs = new Jobs();
    end.frontier = crawl.frontier;
    end.queues = crawl.queues;
    end.known = crawl.known;
    end.check(job.num(), job.id());
    assertThat(number("SELECT count(*) FROM open_url")).isZero();
    assertThat(crawl.urlColumn(id(job, SITEMAP), "excluded")).contains("stopped");
    assertThat(
            number(
                "SELECT count(*) FROM sitemap WHERE id = ? AND fetched_at IS NULL",
                id(job, SITEMAP)))
        .as("known as a sitemap")
        .isEqualTo(1);
    assertThat(number("SELECT count(*) FROM sitemap")).isEqualTo(1);
    assertThat(crawl.counter(job, "excluded")).isEqualTo(2);
    assertThat(crawl.counter(job, "discovered")).isEqualTo(2);
  }

  /** An EntityManager on the connection that knows no entities. */
  private EntityManager findingNothing() {
    return (EntityManager)
        Proxy.newProxyInstance(
            SitemapOffersTest.class.getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (proxy, method, arguments) -> method.getName().equals("unwrap") ? connection : null);
  }
}
