package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.message.FetchOutcome.Failure;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What sitemaps lead to, and what is kept of them. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class SitemapResultsTest extends OnSitemaps {
  SitemapResultsTest() throws SQLException {}

  /** What waits, each with its level or depth. */
  private List<String> open() {
    return Sql.query(
        connection,
        "SELECT CASE WHEN sitemap THEN 'sitemap ' ELSE 'page ' END || url || ' ' || o.depth FROM open_url o JOIN url USING (id)",
        row -> row.getString(1).replace(HOST, ""));
  }

  /** What is kept of a sitemap: status, error, how many it named, how many were none. */
  private String kept(String path) {
    return Sql.first(
            connection,
            """
            SELECT concat_ws(' ', coalesce(status::text, '-'), coalesce(error, '-'), urls, refused) FROM sitemap WHERE id = ?
            """,
            row -> row.getString(1),
            id(path))
        .orElse("nothing");
  }

  private long number(String sql) {
    return TestDatabase.number(connection, sql);
  }

  private void assertNoLines() {
    assertThat(number("SELECT count(*) FROM page")).isZero();
    for (String counter : List.of("fetched", "redirected", "failed", "bytes")) {
      assertThat(crawl.counter(job, counter)).as(counter).isZero();
    }
  }

  @Test
  void whatASitemapNamesIsOfferedAsIfASeedLinkedToIt() {
    offer("/s.xml", 2, 0);
    settle("/s.xml", urls(HOST + "/1", HOST + "/2?utm_source=x", "http://b.example/", "ftp://x/"));
    assertThat(open()).containsExactlyInAnyOrder("page /1 1", "page /2 1");
    assertThat(kept("/s.xml")).isEqualTo("200 - 3 1");
    assertThat(crawl.counter(job, "discovered")).isEqualTo(3);
    assertThat(crawl.counter(job, "excluded")).as("of another host").isEqualTo(1);
    assertThat(
            Sql.query(
                connection,
                "SELECT referrer FROM url WHERE url = ?",
                row -> row.getObject(1, UUID.class),
                HOST + "/1"))
        .containsExactly(id("/s.xml"));
    assertNoLines();
  }

  @Test
  void anIndexLeadsToSitemapsThreeLevelsDeep() {
    offer("/0.xml", 0, 0);
    for (int level = 0; level < 3; level++) {
      settle("/" + level + ".xml", index(HOST + "/" + (level + 1) + ".xml"));
      assertThat(open()).containsExactly("sitemap /" + (level + 1) + ".xml " + (level + 1));
    }
    settle("/3.xml", index(HOST + "/4.xml"));
    assertThat(open()).isEmpty();
    assertThat(kept("/3.xml")).isEqualTo("200 sitemap-cut 1 0");
    assertNoLines();
  }

  @Test
  void anIndexThatNamesItselfIsReadOnce() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", index(HOST + "/s.xml", HOST + "/s.xml"));
    assertThat(open()).isEmpty();
  }

  @Test
  void aRedirectIsFollowedFiveTimes() {
    offer("/0", 1, 0);
    for (int hops = 0; hops < 5; hops++) {
      settle("/" + hops, redirect("/" + (hops + 1)));
      assertThat(open()).containsExactly("sitemap /" + (hops + 1) + " 1");
    }
    settle("/5", redirect("/6"));
    assertThat(open()).isEmpty();
    assertThat(number("SELECT count(*) FROM sitemap WHERE status = 302")).isEqualTo(6);
    assertNoLines();
  }

  @Test
  void aRedirectBringsNothingIntoTheScope() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", redirect("http://b.example/s.xml"));
    assertThat(open()).containsExactly("sitemap http://b.example/s.xml 0");
    settle("http://b.example/s.xml", urls("http://b.example/1", HOST + "/1"));
    assertThat(open()).containsExactly("page /1 1");
    assertThat(number("SELECT count(*) FROM job_scope")).isZero();
  }

  @Test
  void aRedirectThatLeadsNowhereEndsThere() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", answer(302, Optional.empty(), ""));
    assertThat(kept("/s.xml")).isEqualTo("302 redirect-without-location 0 0");
    assertNoLines();
  }

  @Test
  void whatIsNoSitemapSaysSo() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", file("<html><body>not found</body></html>"));
    assertThat(kept("/s.xml")).isEqualTo("200 sitemap-unreadable 0 0");
    offer("/bomb.xml", 0, 0);
    settle(
        "/bomb.xml",
        file("<!DOCTYPE urlset [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]><urlset><url><loc>&b;"));
    assertThat(kept("/bomb.xml")).isEqualTo("200 sitemap-dtd 0 0");
    assertThat(open()).isEmpty();
    assertNoLines();
  }

  @Test
  void whatBreaksOffIsReadAsFarAsItGoes() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", file("<urlset><url><loc>" + HOST + "/1</loc></url><url><loc>" + HOST + "/2"));
    assertThat(open()).containsExactly("page /1 1");
    assertThat(kept("/s.xml")).isEqualTo("200 sitemap-cut 1 0");
  }

  @Test
  void aMissingSitemapEndsWithItsStatus() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", answer(404, Optional.empty(), list("urlset", "url", HOST + "/1")));
    assertThat(kept("/s.xml")).isEqualTo("404 - 0 0");
    assertThat(open()).isEmpty();
    assertNoLines();
  }

  @Test
  void aSitemapIsTriedAgainLikeAPage() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", answer(500, Optional.empty(), ""));
    settle("/s.xml", new Failure(Optional.empty(), "reset", "closed"));
    assertThat(kept("/s.xml")).isEqualTo("nothing");
    assertThat(open()).containsExactly("sitemap /s.xml 0");
    settle("/s.xml", new Failure(Optional.empty(), "reset", "closed"));
    assertThat(kept("/s.xml")).isEqualTo("- reset 0 0");
    assertThat(open()).isEmpty();
    assertNoLines();
  }

  /** It came back as a page, and the job's counter of failures went below zero. */
  @Test
  void aSitemapThatEndedAsADeadLetterComesBackAsASitemap() {
    DeadLetterTransaction dead = new DeadLetterTransaction();
    dead.frontier = crawl.frontier();
    dead.endings = new Endings();
    dead.endings.em = results.em;
    dead.endings.frontier = crawl.frontier();
    dead.endings.config = TrawlConfig.of(Map.of("TRAWL_NODE", "n1"));
    offer("/s.xml", 0, 0);
    crawl.lease();
    dead.settleUrl(id("/s.xml"), job.id(), "it broke", true);
    assertThat(kept("/s.xml")).isEqualTo("- dead-letter 0 0");
    settle("/s.xml", urls(HOST + "/1"));
    assertThat(kept("/s.xml")).isEqualTo("200 - 1 0");
    assertThat(open()).containsExactly("page /1 1");
    assertThat(number("SELECT count(*) FROM dead_url")).isZero();
    assertNoLines();
  }
}
