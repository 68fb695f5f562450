package dev.trawl.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import dev.trawl.frontier.Changes;
import dev.trawl.frontier.JobContext;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of each sitemap of a job. */
@Timeout(60)
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class SitemapDirectoryTest extends OnSitemaps {
  private final SitemapDirectory directory = new SitemapDirectory();

  SitemapDirectoryTest() throws SQLException {
    directory.em = TestDatabase.entityManager(connection);
    directory.frontier = crawl.frontier();
  }

  private List<SitemapView> list(JobContext of) {
    return directory.list(of.num(), Optional.empty(), 1_000);
  }

  private SitemapView view(String path) {
    return list(job).stream()
        .filter(one -> one.url().equals(url(path).toString()))
        .findFirst()
        .orElseThrow();
  }

  private static String named(SitemapView view) {
    SitemapView.End end = view.end().orElseThrow();
    return (end.index() ? "sitemaps " : "pages ") + end.urls() + ", refused " + end.refused();
  }

  @Test
  void whatWasReadSaysHowMuchItNamedAndWhenItWasFetched() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", urls(HOST + "/1", HOST + "/2", "ftp://x/"));
    SitemapView view = view("/s.xml");
    assertThat(view)
        .isEqualTo(
            new SitemapView(
                id("/s.xml"),
                HOST + "/s.xml",
                "done",
                Optional.of("fetched"),
                Optional.empty(),
                Optional.empty(),
                "robots",
                Optional.empty(),
                0,
                Optional.of(
                    new SitemapView.End(
                        Optional.of(200),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        2,
                        1,
                        Instant.EPOCH,
                        7,
                        "n1"))));
  }

  @Test
  void anIndexAndARedirectAreWhereOthersWereFound() {
    offer("/index.xml", 0, 0);
    settle("/index.xml", index(HOST + "/moved.xml", "mailto:a@b.example"));
    settle("/moved.xml", redirect("/new.xml"));
    assertThat(named(view("/index.xml"))).isEqualTo("sitemaps 1, refused 1");
    assertThat(view("/moved.xml").outcome()).contains("redirected");
    assertThat(view("/moved.xml").end().orElseThrow().location()).contains(HOST + "/new.xml");
    assertThat(view("/moved.xml").source()).isEqualTo("index");
    assertThat(view("/moved.xml").referrer()).contains(HOST + "/index.xml");
    SitemapView target = view("/new.xml");
    assertThat(target.source()).isEqualTo("redirect");
    assertThat(target.referrer()).contains(HOST + "/moved.xml");
    assertThat(target.level()).isEqualTo(1);
  }

  @Test
  void whatWasNotReadSaysWhy() {
    offer("/gone.xml", 0, 0);
    settle("/gone.xml", answer(404, Optional.empty(), ""));
    assertThat(view("/gone.xml").outcome()).contains("failed");
    assertThat(view("/gone.xml").end().orElseThrow().status()).contains(404);
    offer("/page.xml", 0, 0);
    settle("/page.xml", file("<html>"));
    assertThat(view("/page.xml").outcome()).contains("failed");
    assertThat(view("/page.xml").end().orElseThrow().error()).contains("sitemap-unreadable");
    assertThat(view("/page.xml").detail()).isPresent();
  }

  @Test
  void whatBrokeOffWasFetchedAsFarAsItGoes() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", file("<urlset><url><loc>" + HOST + "/1</loc></url><url><loc>" + HOST));
    assertThat(view("/s.xml").outcome()).contains("fetched");
    assertThat(view("/s.xml").end().orElseThrow().error()).contains("sitemap-cut");
    assertThat(named(view("/s.xml"))).isEqualTo("pages 1, refused 0");
  }

  @Test
  void whatIsOpenWaitsOrIsInFlight() {
    offer("/s.xml", 0, 0);
    assertThat(view("/s.xml").state()).isEqualTo("queued");
    crawl.lease();
    assertThat(view("/s.xml").state()).isEqualTo("in-flight");
    settle("/s.xml", new Failure(Optional.empty(), "reset", "closed"));
    assertThat(view("/s.xml").state()).as("to be tried again").isEqualTo("queued");
    assertThat(view("/s.xml").outcome()).isEmpty();
    assertThat(view("/s.xml").end()).isEmpty();
  }

  /** Of these there was no trace but in the table of URLs, where nobody knows them for sitemaps. */
  @Test
  void whatIsKeptOutIsThereWithItsRule() {
    offer("/s.xml", 0, 0);
    settle("/s.xml", new NotRequested("robots-disallowed", "Disallow: /s"));
    SitemapView view = view("/s.xml");
    assertThat(view.state()).isEqualTo("done");
    assertThat(view.outcome()).contains("excluded");
    assertThat(view.rule()).contains("robots-disallowed");
    assertThat(view.detail()).contains("Disallow: /s");
    assertThat(view.end()).isEmpty();
  }

  @Test
  void sitemapsThatTheJobNamesSaySo() {
    JobContext own =
        crawl.job(
            "{\"seeds\": [\"http://a.example/\"], \"sitemaps\": [\"http://a.example/m.xml\"]}");
    Changes changes = new Changes();
    crawl
        .frontier()
        .offerSitemaps(own, own.request().sitemaps().urls(), 0, 0, Optional.empty(), changes);
    crawl.frontier().write(changes);
    assertThat(list(own)).extracting(SitemapView::source).containsExactly("job");
    assertThat(list(job)).as("another job's").isEmpty();
  }

  @Test
  void aListIsReadInPartsWhateverIsOpen() {
    for (int i = 0; i < 5; i++) {
      offer("/" + i, 0, 0);
    }
    settle("/1", urls());
    settle("/3", urls());
    crawl.offer(job, HOST + "/page", HOST + "/0");
    List<UUID> ids = new ArrayList<>();
    List<SitemapView> part = directory.list(job.num(), Optional.empty(), 2);
    while (!part.isEmpty()) {
      part.forEach(view -> ids.add(view.id()));
      part = directory.list(job.num(), Optional.of(ids.get(ids.size() - 1)), 2);
    }
    assertThat(ids)
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrder(id("/0"), id("/1"), id("/2"), id("/3"), id("/4"));
  }

  @Test
  void aCursorOfAnotherJobShowsNothingOfThat() {
    offer("/s.xml", 0, 0);
    JobContext later = crawl.job();
    assertThat(directory.list(later.num(), Optional.of(new UUID(0, 0)), 10)).isEmpty();
    assertThat(Sql.query(connection, "SELECT id FROM open_url WHERE sitemap", row -> 1)).hasSize(1);
  }
}
