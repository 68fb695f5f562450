package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a job tells of its pages together, and of its past. */
@ExtendWith(SharedStack.class)
class StatisticsTest {
  private static final Duration A_CRAWL = Duration.ofMinutes(2);

  private static SyntheticWeb web() {
    SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(20, 1, 6, 23));
    web.with("/robots.txt", Answer.Reply.text(200, "User-agent: *\nDisallow: /secret\n"));
    web.withLinks(
        "/start",
        List.of("/a", "/b", "/missing", "/old", "/text", "/secret", "http://elsewhere.example/"));
    web.with("/a", Answer.Reply.html("<title>a</title>"));
    web.with("/b", Answer.Reply.html("<title>b</title>"));
    web.with("/missing", Answer.Reply.text(404, "missing"));
    web.with("/old", Answer.Reply.of(301, Map.of("Location", "/new"), new byte[0]));
    web.with("/new", Answer.Reply.html("<title>new</title>"));
    web.with("/text", Answer.Reply.text(200, "text"));
    return web;
  }

  private static JsonObject get(Api api, String job, String what) {
    HttpResponse<String> response = api.get("/api/jobs/" + job + "/" + what);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Api.parse(response.body());
  }

  private static List<String> list(JsonObject statistics, String name) {
    return statistics.getJsonArray(name).stream().map(JsonValue::toString).toList();
  }

  private static long bytes(List<JsonObject> lines, String type) {
    return lines.stream()
        .filter(line -> !line.isNull("contentType"))
        .filter(line -> line.getString("contentType").startsWith(type))
        .mapToLong(line -> line.getJsonNumber("bytes").longValue())
        .sum();
  }

  @Test
  void theNumbersAreThoseOfTheSite(Api api) {
    try (SyntheticWeb web = web()) {
      String job = api.crawl(JobRequest.of(web.url("/start")), A_CRAWL).getString("id");
      JsonObject statistics = get(api, job, "statistics");
      List<JsonObject> lines = api.export(job);

      assertThat(lines).hasSize(7);
      assertThat(list(statistics, "statuses"))
          .containsExactly(
              "{\"status\":200,\"error\":null,\"pages\":5}",
              "{\"status\":301,\"error\":null,\"pages\":1}",
              "{\"status\":404,\"error\":null,\"pages\":1}");
      assertThat(list(statistics, "types"))
          .containsExactly(
              "{\"type\":\"text/html\",\"pages\":4,\"bytes\":" + bytes(lines, "text/html") + "}",
              "{\"type\":\"text/plain\",\"pages\":2,\"bytes\":" + bytes(lines, "text/plain") + "}",
              "{\"type\":null,\"pages\":1,\"bytes\":0}");
      assertThat(list(statistics, "depths"))
          .containsExactly("{\"depth\":0,\"pages\":1}", "{\"depth\":1,\"pages\":6}");
      assertThat(list(statistics, "excluded"))
          .containsExactly(
              "{\"rule\":\"robots-disallowed\",\"urls\":1}", "{\"rule\":\"within\",\"urls\":1}");
      JsonObject slowest = statistics.getJsonArray("slowestHosts").getJsonObject(0);
      assertThat(slowest.getString("host")).isEqualTo("http://127.0.0.1:" + web.port());
      assertThat(slowest.getInt("pages")).isEqualTo(7);
      assertThat(slowest.getInt("failed")).isEqualTo(1);
      assertThat(slowest.getJsonNumber("meanMs").doubleValue())
          .isBetween(0.0, slowest.getJsonNumber("maxMs").doubleValue());
      JsonObject failing = statistics.getJsonArray("failingHosts").getJsonObject(0);
      assertThat(failing).containsAllEntriesOf(slowest);
      assertThat(failing.getString("error")).isEqualTo("status 404");
      assertThat(get(api, job, "statistics")).as("not counted anew at once").isEqualTo(statistics);
    }
  }

  private static long pages(JsonObject statistics) {
    return statistics.getJsonArray("depths").getValuesAs(JsonObject.class).stream()
        .mapToLong(depth -> depth.getJsonNumber("pages").longValue())
        .sum();
  }

  /** The rest of the crawl takes less than the five seconds for which it would have been kept. */
  @Test
  void whatWasCountedBeforeTheEndIsCountedAnewAfterIt(Api api) {
    try (SyntheticWeb web = web()) {
      JobRequest slow = JobRequest.of(web.url("/start")).delay(Duration.ofMillis(300));
      String job = api.submit(slow.connections(1));
      api.awaitFetched(job, 3, A_CRAWL);
      JsonObject early = get(api, job, "statistics");
      api.awaitState(job, A_CRAWL, "COMPLETED");
      JsonObject late = get(api, job, "statistics");
      assertThat(pages(early)).isBetween(3L, 6L);
      assertThat(pages(late)).isEqualTo(7);
    }
  }

  @Test
  void theHistoryBeginsWithTheStartAndEndsWithTheEnd(Api api) {
    try (SyntheticWeb web = web()) {
      JsonObject job = api.crawl(JobRequest.of(web.url("/start")), A_CRAWL);
      JsonObject history = get(api, job.getString("id"), "history");

      assertThat(history.getInt("interval")).isEqualTo(10);
      assertThat(history.isNull("next")).isTrue();
      List<JsonObject> samples = history.getJsonArray("items").getValuesAs(JsonObject.class);
      assertThat(samples).hasSizeGreaterThanOrEqualTo(2);
      assertThat(samples.get(0).getInt("discovered")).isEqualTo(1);
      assertThat(samples.get(0).getInt("fetched")).isZero();
      JsonObject last = samples.get(samples.size() - 1);
      assertThat(job.getJsonObject("counters").entrySet())
          .containsAll(
              last.entrySet().stream().filter(field -> !field.getKey().equals("at")).toList());
      JsonObject end = get(api, job.getString("id"), "history?limit=1");
      assertThat(end.getJsonArray("items")).containsExactly(last);
    }
  }

  @Test
  void whileAJobRunsASampleIsTakenEveryTenSeconds(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(60, 1, 6, 29))) {
      JobRequest slow = JobRequest.of(web.start()).delay(Duration.ofSeconds(1)).maxPages(25);
      String id = api.crawl(slow.connections(1), A_CRAWL).getString("id");
      List<JsonObject> samples =
          get(api, id, "history").getJsonArray("items").getValuesAs(JsonObject.class);
      assertThat(samples).hasSizeBetween(4, 12);
      assertThat(samples)
          .extracting(sample -> Instant.parse(sample.getString("at")))
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(samples).extracting(sample -> sample.getInt("fetched")).isSorted();
    }
  }

  @Test
  void whatDoesNotExistIsNotFoundAndAWrongLimitIsNamed(Api api) {
    for (String what : new String[] {"history", "statistics"}) {
      assertThat(api.get("/api/jobs/" + UUID.randomUUID() + "/" + what).statusCode())
          .isEqualTo(404);
      assertThat(api.get("/api/jobs/no-id/" + what).statusCode()).isEqualTo(404);
    }
    HttpResponse<String> wrong = api.get("/api/jobs/no-id/history?limit=513");
    assertThat(wrong.statusCode()).isEqualTo(400);
    assertThat(wrong.body()).contains("limit");
  }

  @Test
  void bothAreDescribed(Api api) {
    HttpResponse<String> description = api.get("/openapi");
    assertThat(description.statusCode()).isEqualTo(200);
    assertThat(description.body())
        .contains("/api/jobs/{id}/history", "/api/jobs/{id}/statistics")
        .contains("inFlight", "slowestHosts");
  }
}
