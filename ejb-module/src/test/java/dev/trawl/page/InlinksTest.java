package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Part;
import dev.trawl.database.Sql;
import dev.trawl.frontier.JobContext;
import dev.trawl.url.CrawlUrl;
import dev.trawl.url.UrlId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who leads to a page. */
@Timeout(120)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class InlinksTest extends OnPages {
  private final Inlinks inlinks = new Inlinks();

  InlinksTest() throws SQLException {
    inlinks.em = pages.em;
    inlinks.frontier = crawl.frontier();
  }

  /** All parts. */
  private List<Part<Inlink>> parts(String path, int limit) {
    List<Part<Inlink>> parts = new ArrayList<>();
    Optional<Long> next = Optional.of(0L);
    while (next.isPresent()) {
      Part<Inlink> part = inlinks.find(id(path), next.get(), limit).orElseThrow();
      parts.add(part);
      next = part.next();
    }
    return parts;
  }

  private List<String> to(String path) {
    return parts(path, 50).stream()
        .flatMap(part -> part.items().stream())
        .map(one -> one.url().substring(HOST.length()))
        .toList();
  }

  /** A page of which nothing matters but its links. */
  private void linking(String path, List<CrawlUrl> links) {
    UUID id = id(path);
    Sql.update(
        connection, "INSERT INTO url (id, url, depth, hops) VALUES (?, ?, 1, 0)", id, HOST + path);
    Sql.update(
        connection,
        """
        INSERT INTO page (id, job, status, outlinks, fetched_at, duration_ms, node)
        VALUES (?, ?, 200, ?, now(), 1, 'n1')
        """,
        id,
        job.num(),
        Outlinks.encode(links, link -> false));
  }

  @Test
  void pagesThatLinkAndRedirectAreFoundInTheOrderInWhichTheyWereStored() {
    page("/", "<title>Home</title><a href=/b>b</a><a href=/c>c</a>");
    redirect("/r", "/b");
    page("/b", "<a href=/c>c</a>");
    page("/c", "<a rel=nofollow href=b#part>b</a>");
    assertThat(to("/b")).containsExactly("/", "/r", "/c");
    assertThat(to("/c")).containsExactly("/", "/b");
    assertThat(to("/r")).isEmpty();
    Part<Inlink> part = inlinks.find(id("/b"), 0, 2).orElseThrow();
    assertThat(part.items())
        .containsExactly(
            new Inlink(id("/"), HOST + "/", Optional.of("Home"), Optional.of(200)),
            new Inlink(id("/r"), HOST + "/r", Optional.empty(), Optional.of(302)));
  }

  @Test
  void aPageThatLinksToItselfIsOneOfThem() {
    page("/a", "<a href=>again</a>");
    assertThat(to("/a")).containsExactly("/a");
  }

  @Test
  void linksCountThatLeadThereOnceTheirParametersAreDropped() {
    page("/b", "");
    page("/b?x=1", "");
    page("/1", "<a href='/b?utm_source=mail'>");
    page("/2", "<a href='/b?x=1&gclid=2'>");
    page("/3", "<a href='/b;jsessionid=4'>");
    page("/4", "<a href='/d/..;jsessionid=4/b'>");
    page("/5", "<a href='/b?x=2'><a href=/b/><a href=/bb><a href=//b.example/b>");
    assertThat(to("/b")).containsExactly("/1", "/3", "/4");
    assertThat(to("/b?x=1")).containsExactly("/2");
  }

  /** There a session is all that tells one from the other, and links go to the one without. */
  @Test
  void aRedirectThatOnlyAddsASessionLeadsToThePageWithIt() {
    redirect("/b", "/b?phpsessid=1");
    page("/b?phpsessid=1", "<a href='/b?phpsessid=1'>");
    assertThat(to("/b?phpsessid=1")).containsExactly("/b");
    assertThat(to("/b")).containsExactly("/b?phpsessid=1");
  }

  @Test
  void aJobThatDropsNothingTellsLinksApart() {
    JobContext exact =
        crawl.job("{\"seeds\": [\"http://a.example/\"], \"scope\": {\"dropParameters\": []}}");
    page(exact, "/b", "");
    page(exact, "/1", "<a href='/b?gclid=1'>");
    page(exact, "/2", "<a href='/b'>");
    UUID b = UrlId.of(exact.num(), url("/b"));
    assertThat(inlinks.find(b, 0, 10).orElseThrow().items())
        .extracting(Inlink::url)
        .containsExactly(HOST + "/2");
  }

  @Test
  void pagesOfOtherJobsAreNone() {
    JobContext other = crawl.job();
    page("/b", "");
    page(other, "/1", "<a href=/b>");
    page("/2", "<a href=/b>");
    assertThat(to("/b")).containsExactly("/2");
  }

  @Test
  void aListIsReadInPartsOfTheSizeThatIsWanted() {
    page("/b", "");
    for (int i = 1; i <= 5; i++) {
      page("/" + i, "<a href=/b>");
    }
    assertThat(parts("/b", 2)).extracting(part -> part.items().size()).containsExactly(2, 2, 1);
    assertThat(parts("/b", 5)).hasSize(1);
    assertThat(to("/b")).containsExactly("/1", "/2", "/3", "/4", "/5");
  }

  @Test
  void whatIsFarOnIsFoundByGoingOnOverPartsWithoutItems() {
    page("/b", "");
    for (int i = 1; i < Inlinks.WINDOW; i++) {
      linking("/" + i, List.of(url("/b" + i)));
    }
    linking("/last", List.of(url("/"), url("/b")));
    assertThat(parts("/b", 10)).extracting(part -> part.items().size()).containsExactly(0, 1);
    assertThat(to("/b")).containsExactly("/last");
  }

  @Test
  void manyLongLinksAreReadInSeveralCalls() {
    SplittableRandom random = new SplittableRandom(1);
    page("/b", "");
    for (int i = 1; i <= 5; i++) {
      List<CrawlUrl> links = LongLinks.noise(random);
      links.add(url("/b"));
      linking("/" + i, links);
    }
    assertThat(parts("/b", 10)).extracting(part -> part.items().size()).containsExactly(4, 1);
    assertThat(to("/b")).containsExactly("/1", "/2", "/3", "/4", "/5");
  }

  @Test
  void whatIsSmallAsItIsStoredAndLongAsItIsReadIsReadInSeveralCallsToo() {
    page("/b", "");
    List<CrawlUrl> links = LongLinks.alike(250);
    links.add(url("/b"));
    for (int i = 1; i <= 14; i++) {
      linking("/" + i, links);
    }
    assertThat(parts("/b", 50)).extracting(part -> part.items().size()).containsExactly(13, 1);
  }

  @Test
  void aPageThatIsNotThereHasNone() {
    page("/b", "<a href=/c>");
    assertThat(inlinks.find(id("/c"), 0, 10)).as("queued").isEmpty();
    assertThat(inlinks.find(new UUID(0, 0), 0, 10)).isEmpty();
    Sql.update(connection, "UPDATE job SET deleted = true");
    assertThat(inlinks.find(id("/b"), 0, 10)).isEmpty();
  }
}
