package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A program of somebody else can be the fetcher: a node without that role leaves its tasks. */
class ForeignFetcherTest {

  private static final Duration A_MOMENT = Duration.ofMillis(200);
  private static final Duration A_CRAWL = Duration.ofMinutes(1);

  @Test
  void aJobCompletesWithTheRightPages() throws Exception {
    try (Trawl trawl = Trawl.fresh(Map.of("TRAWL_ROLES", "api,process"));
        SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(150, 1, 6, 23))) {
      trawl.up().orThrow();
      web.withLinks(
          "/all",
          java.util.List.of(
              web.start(), web.url("/status/404"), web.url("/redirect?n=2"), web.url("/garbage")));
      Api api = trawl.api();
      String id = api.submit(request(web.url("/all"))).getString("id");

      try (Messaging messaging = new Messaging(trawl)) {
        ForeignFetcher fetcher = new ForeignFetcher(messaging);
        long end = System.nanoTime() + A_CRAWL.toNanos();
        while (!api.job(id).getString("state").equals("COMPLETED") && System.nanoTime() < end) {
          while (fetcher.work(A_MOMENT) > 0) {
            // The next task.
          }
        }
      }

      JsonObject job = api.awaitState(id, A_MOMENT, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertCountedIn(job);
      assertThat(api.export(id))
          .extracting(line -> line.getString("node"))
          .containsOnly(ForeignFetcher.NODE);
      assertThat(Crawled.status(crawled.line(web.url("/status/404")))).isEqualTo(404);
      assertThat(Crawled.status(crawled.line(web.url("/redirect?n=2")))).isEqualTo(302);
      assertThat(crawled.line(web.url("/garbage")).getString("error")).isEqualTo("malformed");
      // The numbered pages, one link deeper than from their own start.
      assertThat(api.export(id))
          .filteredOn(line -> line.getString("url").contains("/p/"))
          .extracting(line -> line.getString("url") + " " + Crawled.text(line, "sha256").orElse(""))
          .containsExactlyInAnyOrderElementsOf(
              web.truth().pages().values().stream()
                  .map(page -> page.url() + " " + page.sha256().orElse(""))
                  .toList());
    }
  }

  private static JsonObject request(String seed) {
    return Api.parse(
        "{\"seeds\":[\"%s\"],\"politeness\":{\"delay\":\"PT0S\",\"connectionsPerHost\":8,\"robots\":\"ignore\"}}"
            .formatted(seed));
  }
}
