package dev.trawl.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trawl.message.FetchTask.TaskUrl;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FetchTaskTest {
  private static final UUID ID = UUID.fromString("00000007-781b-804e-89bd-049cdfacaec4");
  private static final FetchTask TASK =
      new FetchTask(
          UUID.fromString("11111111-2222-4333-8444-555555555555"),
          UUID.fromString("aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee"),
          "http://a.example:8080",
          Duration.ofMillis(1_250),
          3,
          10_485_760,
          true,
          false,
          false,
          FetchTimes.DEFAULT,
          Map.of(),
          false,
          Optional.empty(),
          List.of(
              new TaskUrl(ID, "http://a.example:8080/?q=\"%22", 0, "page"),
              new TaskUrl(UrlIds.OTHER, "http://a.example:8080/b", 2, "page")));

  private static final class UrlIds {
    static final UUID OTHER = UUID.fromString("00000007-0000-8000-8000-000000000001");
  }

  @Test
  void aTaskReadsAsItWasWritten() {
    assertThat(FetchTask.parse(TASK.toJson())).isEqualTo(TASK);
    FetchTask rude =
        new FetchTask(
            TASK.taskId(),
            TASK.jobId(),
            TASK.host(),
            Duration.ZERO,
            1,
            1,
            false,
            false,
            false,
            FetchTimes.DEFAULT,
            Map.of(),
            false,
            Optional.empty(),
            TASK.urls());
    assertThat(FetchTask.parse(rude.toJson())).isEqualTo(rude);
    FetchTask asks =
        new FetchTask(
            TASK.taskId(),
            TASK.jobId(),
            TASK.host(),
            Duration.ZERO,
            1,
            1,
            true,
            true,
            true,
            FetchTimes.DEFAULT,
            Map.of(),
            true,
            Optional.of("c2VhbGVk"),
            TASK.urls());
    assertThat(FetchTask.parse(asks.toJson())).isEqualTo(asks);
  }

  @Test
  void timesAndHeadersOfAJobComeAsTheyWereGiven() {
    FetchTask patient =
        withTimesAndHeaders(
            new FetchTimes(
                Optional.of(Duration.ofSeconds(1)),
                Optional.of(Duration.ofMillis(2_500)),
                Optional.of(Duration.ofMinutes(3)),
                Optional.of(0),
                Optional.of(Duration.ofSeconds(30))),
            Map.of("Accept-Language", "de, en;q=0.5"));
    assertThat(FetchTask.parse(patient.toJson())).isEqualTo(patient);
    FetchTask part =
        withTimesAndHeaders(
            new FetchTimes(
                Optional.empty(),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(3)),
                Optional.empty(),
                Optional.empty()),
            Map.of());
    assertThat(FetchTask.parse(part.toJson())).isEqualTo(part);
  }

  @Test
  void timesThatCannotBeKeptAreRefused() {
    String task = TASK.toJson();
    for (String times : new String[] {"{\"answer\":\"PT0S\"}", "{\"lowestSpeed\":-1}"}) {
      String wrong = task.replace("\"limits\":{", "\"limits\":{\"times\":" + times + ",");
      assertThatThrownBy(() -> FetchTask.parse(wrong)).isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static FetchTask withTimesAndHeaders(FetchTimes times, Map<String, String> headers) {
    return new FetchTask(
        TASK.taskId(),
        TASK.jobId(),
        TASK.host(),
        TASK.delay(),
        1,
        1,
        true,
        false,
        false,
        times,
        headers,
        false,
        Optional.empty(),
        List.of(
            new TaskUrl(
                ID, "http://a.example:8080/", 0, "page", Map.of("If-None-Match", "\"a\""))));
  }

  /** Programs in other languages read this. */
  @Test
  void theTextHasTheFieldsOfTheContract() {
    try (var reader = Json.createReader(new StringReader(TASK.toJson()))) {
      JsonObject json = reader.readObject();
      assertThat(json.keySet())
          .containsExactlyInAnyOrder(
              "taskId", "jobId", "host", "politeness", "limits", "robots", "robotsToken", "urls");
      assertThat(json.getJsonObject("politeness").getString("delay")).isEqualTo("PT1.25S");
      assertThat(json.getJsonObject("politeness").getInt("connections")).isEqualTo(3);
      assertThat(json.getJsonObject("limits").getInt("maxBodyBytes")).isEqualTo(10_485_760);
      assertThat(json.getString("robots")).isEqualTo("obey");
      assertThat(json.getString("robotsToken")).isEqualTo("trawl");
      assertThat(json.getJsonArray("urls").getJsonObject(0).keySet())
          .containsExactlyInAnyOrder("urlId", "url", "attempt", "kind");
    }
  }

  @Test
  void onlyAJobThatWantsTextSaysSo() {
    assertThat(TASK.toJson()).doesNotContain("documents");
    FetchTask wanting =
        new FetchTask(
            TASK.taskId(),
            TASK.jobId(),
            TASK.host(),
            Duration.ZERO,
            1,
            1,
            true,
            false,
            true,
            FetchTimes.DEFAULT,
            Map.of(),
            false,
            Optional.empty(),
            TASK.urls());
    assertThat(wanting.toJson()).contains("\"documents\":true");
    assertThat(FetchTask.parse(wanting.toJson())).isEqualTo(wanting);
  }

  @Test
  void fieldsMayBeAdded() {
    String more = TASK.toJson().replaceFirst("\\{", "{\"new\": {\"a\": [1]}, ");
    assertThat(FetchTask.parse(more)).isEqualTo(TASK);
  }

  @Test
  void whatIsNoTaskIsRefused() {
    for (String wrong : new String[] {"", "[]", "{}", TASK.toJson().replace("PT1.25S", "soon")}) {
      assertThatThrownBy(() -> FetchTask.parse(wrong)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void anEventReadsAsItWasWritten() {
    CrawlEvent event =
        new CrawlEvent("state", ID, Json.createObjectBuilder().add("state", "RUNNING").build());
    assertThat(CrawlEvent.parse(event.toJson(Long.MAX_VALUE)))
        .isEqualTo(new CrawlEvent.Numbered(Long.MAX_VALUE, event));
  }
}
