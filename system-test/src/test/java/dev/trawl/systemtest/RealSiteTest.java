package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.GroundTruth;
import dev.trawl.site.RealSites;
import dev.trawl.site.StaticSite;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two published documentation sites, crawled to the last page. */
@ExtendWith(SharedStack.class)
class RealSiteTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);

  @Test
  void oneCommandCrawlsTheJakartaSiteExactly(Trawl trawl, @TempDir Path folder) throws Exception {
    try (StaticSite site = StaticSite.serve(RealSites.JAKARTA_EE.jar())) {
      Path file = folder.resolve("pages.jsonl");
      Outcome outcome =
          trawl.run(
              LIMIT,
              "crawl",
              site.url("/"),
              "--delay",
              "0s",
              "--connections",
              "16",
              "--out",
              file.toString());
      assertThat(outcome.exit()).as(outcome.output()).isZero();

      Crawled crawled = new Crawled(Files.readAllLines(file).stream().map(Api::parse).toList());
      crawled.assertExactly(GroundTruth.of(site.files(), site.origin(), "/"));
      crawled.assertCountedIn(jobOf(trawl.api(), site.url("/")));
      int requests = site.log().requestsByUrl().values().stream().mapToInt(Integer::intValue).sum();
      assertThat(requests / 4796.0).as("requests per page").isLessThanOrEqualTo(1.005);
    }
  }

  @Test
  void theCommonsMathSiteIsExactAndEqualBodiesAreStoredOnce(Trawl trawl) {
    try (StaticSite site = StaticSite.serve(RealSites.COMMONS_MATH.jar())) {
      JsonObject job = trawl.api().crawl(JobRequest.of(site.url("/")), LIMIT);
      UUID id = UUID.fromString(job.getString("id"));

      Crawled crawled = new Crawled(trawl.api().export(id.toString()));
      crawled.assertExactly(GroundTruth.of(site.files(), site.origin(), "/"));
      crawled.assertCountedIn(job);
      assertThat(job.getJsonObject("counters").getInt("failed")).as("dead links").isEqualTo(2);

      String ofJob = " FROM page p JOIN job j ON j.num = p.job WHERE j.id = ? AND p.status = 200";
      assertThat(Database.count(trawl, "SELECT count(p.sha256)" + ofJob, id)).isEqualTo(4254);
      assertThat(
              Database.count(
                  trawl,
                  "SELECT count(*) FROM content WHERE sha256 IN (SELECT p.sha256" + ofJob + ")",
                  id))
          .as("bodies stored")
          .isEqualTo(2167);
    }
  }

  private static JsonObject jobOf(Api api, String seed) {
    return Api.parse(api.get("/api/jobs?limit=100").body())
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(job -> job.getJsonArray("seeds").toString().contains(seed))
        .findFirst()
        .orElseThrow();
  }
}
