package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedStack.class)
class JobControlTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final SyntheticWeb.Shape SHAPE = new SyntheticWeb.Shape(400, 1, 6, 7);

  @Test
  void aPausedJobRequestsNothingAndGoesOnWhereItWas(Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      api.awaitFetched(id, 20, LIMIT);
      assertThat(control(api, id, "pause")).isEqualTo(202);
      api.awaitState(id, LIMIT, "PAUSED");
      Wait.until("nothing is in flight", LIMIT, () -> counter(api.job(id), "inFlight") == 0);
      int requests = web.log().entries().size();
      Thread.sleep(1500);
      assertThat(web.log().entries()).as("requests while paused").hasSize(requests);
      assertThat(requests).isLessThan(SHAPE.pages());

      assertThat(control(api, id, "resume")).isEqualTo(202);
      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      assertThat(web.log().requestsByUrl()).containsValue(1).doesNotContainValue(2);
    }
  }

  @Test
  void aStoppedJobKeepsWhatItHasAndStays(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      api.awaitFetched(id, 20, LIMIT);
      assertThat(control(api, id, "stop")).isEqualTo(202);
      JsonObject job = api.awaitState(id, LIMIT, "STOPPED");

      assertThat(api.export(id)).hasSizeGreaterThanOrEqualTo(20).hasSizeLessThan(SHAPE.pages());
      new Crawled(api.export(id)).assertCountedIn(job);
      for (String verb : new String[] {"pause", "resume", "stop"}) {
        assertThat(control(api, id, verb)).as(verb).isEqualTo(409);
      }
    }
  }

  @Test
  void whatIsNotPausedCannotBeResumed(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      api.awaitState(id, LIMIT, "RUNNING");
      assertThat(control(api, id, "resume")).isEqualTo(409);
      assertThat(control(api, id, "stop")).isEqualTo(202);
      api.awaitState(id, LIMIT, "STOPPED");
    }
  }

  @Test
  void aDeletedJobIsGoneAtOnceAndFetchesNoMore(Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String id = api.submit(slow(web));
      api.awaitFetched(id, 20, LIMIT);
      assertThat(api.delete("/api/jobs/" + id).statusCode()).isEqualTo(202);

      assertThat(api.get("/api/jobs/" + id).statusCode()).isEqualTo(404);
      assertThat(api.get("/api/jobs/" + id + "/export?format=jsonl").statusCode()).isEqualTo(404);
      assertThat(api.get("/api/jobs?limit=100").body()).doesNotContain(id);
      assertThat(api.delete("/api/jobs/" + id).statusCode()).isEqualTo(404);
      Thread.sleep(2000);
      int requests = web.log().entries().size();
      Thread.sleep(1500);
      assertThat(web.log().entries()).as("requests after the end").hasSize(requests);
    }
  }

  @Test
  void aRepeatedKeyIsTheSameJob(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(5, 1, 2, 1))) {
      String body = JobRequest.of(web.start()).json().toString();
      String key = UUID.randomUUID().toString();
      HttpResponse<String> first = api.post("/api/jobs", body, "Idempotency-Key", key);
      HttpResponse<String> second = api.post("/api/jobs", body, "Idempotency-Key", key);

      assertThat(first.statusCode()).as(first.body()).isEqualTo(202);
      assertThat(second.statusCode()).as(second.body()).isEqualTo(202);
      String id = Api.parse(first.body()).getString("id");
      assertThat(Api.parse(second.body()).getString("id")).isEqualTo(id);
      assertThat(first.headers().firstValue("Location"))
          .hasValueSatisfying(location -> assertThat(location).endsWith("/api/jobs/" + id));
      api.awaitState(id, LIMIT, "COMPLETED");
      assertThat(web.log().requestsByUrl()).hasSize(5).doesNotContainValue(2);
    }
  }

  @Test
  void maxPagesIsKeptToTheRequest(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      JsonObject job = api.crawl(JobRequest.of(web.start()).maxPages(57), LIMIT);

      assertThat(job.getString("reason")).isEqualTo("maxPages");
      assertThat(web.log().requestsByUrl()).hasSize(57).doesNotContainValue(2);
      Crawled crawled = new Crawled(api.export(job.getString("id")));
      crawled.assertCountedIn(job);
      assertThat(counter(job, "fetched")).isEqualTo(57);
    }
  }

  /** The queues of a job at its limit were held, and its retries with them: it ran for ever. */
  @Test
  void aJobAtItsLimitStillTriesAgainWhatFailed(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      String failing = web.url("/status/500");
      JsonObject job = api.crawl(JobRequest.of(failing).maxPages(1), LIMIT);

      assertThat(counter(job, "failed")).isEqualTo(1);
      assertThat(web.log().requestsByUrl()).containsEntry(failing, 3);
    }
  }

  @Test
  void maxDepthIsTheShortestWay(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(SHAPE)) {
      JsonObject job = api.crawl(JobRequest.of(web.start()).maxDepth(3), LIMIT);

      assertThat(job.getString("reason")).isEqualTo("exhausted");
      assertThat(web.truth().upToDepth(3).pages()).hasSizeLessThan(SHAPE.pages());
      Crawled crawled = new Crawled(api.export(job.getString("id")));
      crawled.assertExactly(web.truth().upToDepth(3));
      crawled.assertCountedIn(job);
    }
  }

  @Test
  void aJobOverSeveralHostsIsExact(Api api) {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(600, 5, 6, 11))) {
      JsonObject job = api.crawl(JobRequest.of(web.start()).within("any"), LIMIT);

      Crawled crawled = new Crawled(api.export(job.getString("id")));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
    }
  }

  /** Long enough to be paused: some 20 seconds for all pages. */
  private static JobRequest slow(SyntheticWeb web) {
    return JobRequest.of(web.start()).connections(1).delay(Duration.ofMillis(40));
  }

  private static int control(Api api, String id, String verb) {
    return api.post("/api/jobs/" + id + "/" + verb, "").statusCode();
  }

  private static int counter(JsonObject job, String name) {
    return job.getJsonObject("counters").getInt(name);
  }
}
