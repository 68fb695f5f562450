package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.JobContext;
import dev.trawl.host.HostDirectories;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of the URL of a sitemap or a robots.txt. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class SitemapWhysTest extends OnSitemaps {
  private static final String ROBOTS = "/robots.txt";

  private final Whys whys = new Whys();

  SitemapWhysTest() throws SQLException {
    whys.em = TestDatabase.entityManager(connection);
    whys.frontier = crawl.frontier();
    whys.hosts = HostDirectories.on(connection);
  }

  private Optional<Why> find(JobContext of, String url) {
    return whys.find(of.num(), url(url));
  }

  private Why why(String path) {
    return find(job, path).orElseThrow();
  }

  private void update(String sql) {
    assertThat(Sql.update(connection, sql)).isPositive();
  }

  private void robotsAnswer(int status) {
    update(
        "INSERT INTO robots (host_id, status, content_type, content, cut, fetched_at) SELECT id, "
            + status
            + ", '', '', false, '2026-01-01T00:00:00Z' FROM host WHERE origin = 'http://a.example'");
  }

  @Test
  void aSitemapSaysWhatItNamedAndHowItWasFetched() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", urls(HOST + "/1", HOST + "/2", "ftp://x/"));
    assertThat(why("/s.xml"))
        .isEqualTo(
            new Why(
                HOST + "/s.xml",
                "sitemap",
                "done",
                Optional.of("fetched"),
                Optional.empty(),
                Optional.of("pages that it names: 2; entries that are no URL: 1"),
                0,
                Optional.empty(),
                List.of(
                    new Why.Attempt(
                        Instant.EPOCH,
                        "n1",
                        Optional.of(200),
                        Optional.empty(),
                        Optional.empty(),
                        7))));
    assertThat(why("/1").kind()).isEqualTo("page");
    assertThat(why("/1").referrer()).contains(HOST + "/s.xml");
  }

  @Test
  void aSitemapOfAnIndexSaysWhichAndARedirectWhereItLeads() {
    offer("/index.xml", 0, 0);
    settle("/index.xml", index(HOST + "/moved.xml"));
    settle("/moved.xml", redirect("/new.xml"));
    assertThat(why("/index.xml").detail()).contains("sitemaps that it names: 1");
    assertThat(why("/moved.xml").referrer()).contains(HOST + "/index.xml");
    assertThat(why("/moved.xml").depth()).isEqualTo(1);
    assertThat(why("/moved.xml").outcome()).contains("redirected");
    assertThat(why("/moved.xml").detail()).contains("leads to " + HOST + "/new.xml");
    assertThat(why("/new.xml").state()).isEqualTo("queued");
  }

  @Test
  void aSitemapThatCouldNotBeReadSaysWhyWithEveryAttempt() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", new Failure(Optional.empty(), "reset", "closed"));
    assertThat(why("/s.xml").detail().orElseThrow()).contains("request 2 is due at ");
    settle("/s.xml", file("<html>"));
    assertThat(why("/s.xml").outcome()).contains("failed");
    assertThat(why("/s.xml").attempts())
        .extracting(Why.Attempt::error)
        .containsExactly(Optional.of("reset"), Optional.of("sitemap-unreadable"));
  }

  @Test
  void aSitemapThatBrokeOffSaysThatToo() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", file("<urlset><url><loc>" + HOST + "/1</loc></url><url><loc>" + HOST));
    assertThat(why("/s.xml").outcome()).contains("fetched");
    assertThat(why("/s.xml").detail().orElseThrow())
        .contains("broke off")
        .endsWith("pages that it names: 1");
  }

  @Test
  void aSitemapThatIsKeptOutSaysByWhatRule() {
    offer("/s.xml", 0, 0);
    update("UPDATE job SET state = 'STOPPING'");
    settle("/s.xml", new NotRequested("not-running", ""));
    assertThat(why("/s.xml").outcome()).contains("excluded");
    assertThat(why("/s.xml").rule()).contains("stopped");
    assertThat(why("/s.xml").detail().orElseThrow()).contains("the job was stopped");
    assertThat(why("/s.xml").attempts()).isEmpty();
  }

  /** Sitemaps do not count against it. */
  @Test
  void aSitemapThatIsQueuedDoesNotWaitForMaxPages() {
    offer("/s.xml", 0, 0);
    update("UPDATE job SET max_pages = 1, requested = 1");
    assertThat(why("/s.xml").detail().orElseThrow()).contains("robots.txt first");
  }

  @Test
  void ofAUrlThatIsBothThePageIsTold() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", urls());
    assertThat(why("/s.xml").kind()).isEqualTo("sitemap");
    crawl.offer(job, HOST + "/s.xml");
    assertThat(why("/s.xml").kind()).isEqualTo("page");
    assertThat(why("/s.xml").state()).isEqualTo("queued");
  }

  @Test
  void aSitemapIsFoundAsItIsWrittenAlone() {
    offer("/s.xml?utm_source=x", 0, 0);
    assertThat(why("/s.xml?utm_source=x").kind()).isEqualTo("sitemap");
    assertThat(find(job, "/s.xml")).isEmpty();
  }

  @Test
  void robotsTxtSaysHowItWasAnswered() {
    crawl.offer(job, HOST + "/1");
    robotsAnswer(200);
    assertThat(why(ROBOTS))
        .isEqualTo(
            new Why(
                HOST + ROBOTS,
                "robots",
                "done",
                Optional.of("fetched"),
                Optional.empty(),
                Optional.of("status 200 at 2026-01-01T00:00:00Z, for all jobs"),
                0,
                Optional.empty(),
                List.of()));
    update("UPDATE robots SET status = 404");
    assertThat(why(ROBOTS).outcome()).contains("failed");
    assertThat(why(ROBOTS).detail().orElseThrow()).endsWith("everything is allowed");
  }

  @Test
  void robotsTxtThatWasNotAnsweredWaitsUntilTheHostIsGivenUp() {
    crawl.offer(job, HOST + "/1");
    assertThat(why(ROBOTS).state()).isEqualTo("queued");
    assertThat(why(ROBOTS).detail()).contains("the host is to be asked for robots.txt first");
    update("UPDATE host_queue SET given_up = 'robots-unreachable', given_up_detail = 'status 503'");
    assertThat(why(ROBOTS).state()).isEqualTo("done");
    assertThat(why(ROBOTS).outcome()).contains("failed");
    assertThat(why(ROBOTS).detail()).contains("robots-unreachable: status 503");
  }

  @Test
  void robotsTxtOfAJobThatHasEndedIsStillTold() {
    crawl.offer(job, HOST + "/1");
    update("DELETE FROM host_queue");
    update("UPDATE job SET state = 'COMPLETED'");
    update("UPDATE host SET trouble = 'dns: no such name'");
    assertThat(why(ROBOTS).outcome()).contains("failed");
    assertThat(why(ROBOTS).detail()).contains("it was never answered: dns: no such name");
    robotsAnswer(200);
    assertThat(why(ROBOTS).outcome()).contains("fetched");
  }

  @Test
  void robotsTxtIsOnlyToldWhereTheJobHasToDoWithIt() {
    JobContext wide = crawl.job();
    crawl.offer(wide, HOST + "/1", "http://b.example/");
    crawl.offer(job, "http://b.example/");
    assertThat(find(wide, "http://b.example/robots.txt")).isPresent();
    assertThat(find(wide, "/robots.txt?x")).isEmpty();
    assertThat(find(wide, "http://c.example/robots.txt")).isEmpty();
    assertThat(find(job, ROBOTS)).as("no URL of the host is known yet").isEmpty();
    assertThat(find(job, "http://b.example/robots.txt")).as("out of scope").isEmpty();
    JobContext ignoring =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"politeness\": {\"robots\": \"ignore\"}}");
    crawl.offer(ignoring, HOST + "/1");
    assertThat(find(ignoring, ROBOTS)).as("is not asked for").isEmpty();
  }

  @Test
  void aPageMayBeCalledRobotsTxt() {
    crawl.offer(job, HOST + ROBOTS);
    assertThat(why(ROBOTS).kind()).isEqualTo("page");
  }
}
