package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Wait;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Jobs that are changed while they run. */
@ExtendWith(SharedStack.class)
class PatchTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(200, 1, 6, 7);

  @Test
  void aSlowJobIsMadeFastAndKeepsWhatItHas(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      api.awaitFetched(id, 1, LIMIT);
      JsonObject patched =
          patch(api, id, "{\"politeness\": {\"delay\": \"PT0S\", \"connectionsPerHost\": 8}}");
      assertThat(patched.getJsonObject("politeness").getString("delay")).isEqualTo("PT0S");

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      assertThat(web.log().requestsByUrl()).doesNotContainValue(2);
    }
  }

  @Test
  void aDeeperLimitBringsBackWhatWasTooDeep(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(JobRequest.of(web.start()).maxDepth(1).delay(Duration.ofSeconds(2)));
      api.awaitFetched(id, 1, LIMIT);
      patch(api, id, "{\"scope\": {\"maxDepth\": 3}, \"politeness\": {\"delay\": \"PT0S\"}}");

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth().upToDepth(3));
      crawled.assertCountedIn(job);
    }
  }

  @Test
  void maxPagesIsRaisedToTheRequest(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web).maxPages(20));
      api.awaitFetched(id, 1, LIMIT);
      patch(api, id, "{\"scope\": {\"maxPages\": 57}, \"politeness\": {\"delay\": \"PT0S\"}}");

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      assertThat(job.getString("reason")).isEqualTo("maxPages");
      assertThat(web.log().requestsByUrl()).hasSize(57).doesNotContainValue(2);
      new Crawled(api.export(id)).assertCountedIn(job);
    }
  }

  @Test
  void anAddedSeedIsCrawledWithWhatItBringsIntoScope(Api api) {
    SyntheticWeb.Shape small = new SyntheticWeb.Shape(20, 1, 3, 5);
    try (SyntheticWeb first = SyntheticWeb.serve(SHAPE);
        SyntheticWeb second = SyntheticWeb.serve(small)) {
      String id = api.submit(slow(first).maxPages(400));
      api.awaitFetched(id, 1, LIMIT);
      JsonObject patched =
          patch(
              api,
              id,
              "{\"seeds\": [\"" + second.start() + "\"], \"politeness\": {\"delay\": \"PT0S\"}}");
      assertThat(patched.getJsonArray("seeds")).hasSize(2);

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      new Crawled(api.export(id)).assertCountedIn(job);
      assertThat(first.log().requestsByUrl()).hasSize(200).doesNotContainValue(2);
      assertThat(second.log().requestsByUrl()).hasSize(20).doesNotContainValue(2);
    }
  }

  @Test
  void anOrdinaryJobSaysNothingOfHoursAndBandwidth(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      assertThat(api.job(id).getJsonObject("politeness"))
          .doesNotContainKeys("hours", "zone", "maxBytesPerSecond");
      JsonObject politeness =
          patch(api, id, "{\"politeness\": {\"hours\": [\"00:00-24:00\"]}}")
              .getJsonObject("politeness");
      assertThat(politeness.getJsonArray("hours")).hasSize(1);
      stop(api, id);
    }
  }

  @Test
  void outsideItsHoursAJobRunsAndRequestsNothing(Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      api.awaitFetched(id, 3, LIMIT);
      // Half an hour, some hours from now.
      int hour = LocalTime.now(ZoneOffset.UTC).getHour();
      String hours = String.format("%02d:00-%02d:30", (hour + 12) % 24, (hour + 12) % 24);
      patch(api, id, "{\"politeness\": {\"delay\": \"PT0S\", \"hours\": [\"" + hours + "\"]}}");
      Wait.until(
          "nothing is in flight",
          LIMIT,
          () -> api.job(id).getJsonObject("counters").getInt("inFlight") == 0);
      int requests = web.log().entries().size();
      Thread.sleep(1500);
      assertThat(web.log().entries()).as("requests outside its hours").hasSize(requests);
      assertThat(api.job(id).getString("state")).isEqualTo("RUNNING");

      patch(api, id, "{\"politeness\": {\"hours\": null}}");
      api.awaitState(id, LIMIT, "COMPLETED");
      new Crawled(api.export(id)).assertExactly(web.truth());
    }
  }

  @Test
  void aBandwidthIsKeptOnAverage(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      JobRequest request = JobRequest.of(web.start()).connections(1);
      String id = api.submit(request);
      long bytes =
          api.awaitState(id, LIMIT, "COMPLETED")
              .getJsonObject("counters")
              .getJsonNumber("bytes")
              .longValue();
      long rate = Math.max(1024, bytes / 8);
      JsonObject limited = JobRequest.of(web.start()).connections(1).json();
      String slowed =
          limited.toString().replace("\"delay\"", "\"maxBytesPerSecond\":" + rate + ",\"delay\"");
      long begin = System.nanoTime();
      String second = api.submit(Api.parse(slowed)).getString("id");
      api.awaitState(second, LIMIT, "COMPLETED");
      Duration took = Duration.ofNanos(System.nanoTime() - begin);

      // Eight seconds' bytes, less that of the first second and what is in flight at the end.
      assertThat(took).isGreaterThan(Duration.ofSeconds(4));
      new Crawled(api.export(second)).assertExactly(web.truth());
    }
  }

  @Test
  void whatCannotBeChangedIsNamedAndChangesNothing(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web).maxPages(100));
      JsonObject before = request(api.job(id));
      for (List<String> wrong :
          List.of(
              List.of("within", "{\"scope\": {\"within\": \"any\"}}"),
              List.of("sitemaps", "{\"name\": \"new\", \"sitemaps\": \"off\"}"),
              List.of("scope.maxPages", "{\"name\": \"new\", \"scope\": {\"maxPages\": 99}}"),
              List.of("scope.maxDepth", "{\"scope\": {\"maxDepth\": 63}}"),
              List.of("scope.maxBytes", "{\"scope\": {\"maxBytes\": 1000000000}}"),
              List.of("seeds[0]", "{\"seeds\": [\"ftp://a.example/\"]}"),
              List.of("politeness.hours[0]", "{\"politeness\": {\"hours\": [\"noon\"]}}"),
              List.of("politeness.zone", "{\"politeness\": {\"zone\": \"Mars\"}}"),
              List.of("body", "[]"))) {
        HttpResponse<String> response = api.patch("/api/jobs/" + id, wrong.get(1));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(400);
        assertThat(response.body()).contains("\"field\"", wrong.get(0));
      }
      assertThat(request(api.job(id))).isEqualTo(before);
      stop(api, id);
      assertThat(api.patch("/api/jobs/" + id, "{}").statusCode()).isEqualTo(409);
      assertThat(api.patch("/api/jobs/" + UUID.randomUUID(), "{}").statusCode()).isEqualTo(404);
    }
  }

  private static JsonObject request(JsonObject job) {
    return Json.createObjectBuilder()
        .add("name", job.get("name"))
        .add("seeds", job.get("seeds"))
        .add("scope", job.get("scope"))
        .add("politeness", job.get("politeness"))
        .build();
  }

  /** Two pages a second: it has hardly begun when it is changed. */
  private static JobRequest slow(SyntheticWeb web) {
    return JobRequest.of(web.start()).connections(1).delay(Duration.ofMillis(500));
  }

  private static JsonObject patch(Api api, String id, String patch) {
    HttpResponse<String> response = api.patch("/api/jobs/" + id, patch);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Api.parse(response.body());
  }

  private static void stop(Api api, String id) {
    api.post("/api/jobs/" + id + "/stop", "");
    api.awaitState(id, LIMIT, "STOPPED");
  }
}
