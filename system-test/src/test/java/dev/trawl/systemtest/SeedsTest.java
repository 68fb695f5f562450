package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Api;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever asks for jobs says how many of their seeds are wanted. */
@ExtendWith(SharedStack.class)
class SeedsTest {
  private static final List<String> SEEDS =
      List.of("http://127.0.0.1:1/c", "http://127.0.0.1:1/a", "http://127.0.0.1:1/b");

  private static String submit(Api api) {
    return api.submit(
            Json.createObjectBuilder().add("seeds", Json.createArrayBuilder(SEEDS)).build())
        .getString("id");
  }

  private static JsonObject get(Api api, String path) {
    HttpResponse<String> response = api.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Api.parse(response.body());
  }

  /** Among the newest, as other tests have jobs too. */
  private static JsonObject listed(Api api, String id, String query) {
    return get(api, "/api/jobs?limit=1000" + query).getJsonArray("items").stream()
        .map(JsonValue::asJsonObject)
        .filter(job -> job.getString("id").equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theFirstSeedsAreShownAndTheirWholeNumber(Api api) {
    String id = submit(api);
    for (JsonObject job :
        List.of(get(api, "/api/jobs/" + id + "?seeds=2"), listed(api, id, "&seeds=2"))) {
      assertThat(job.getJsonArray("seeds"))
          .isEqualTo(Json.createArrayBuilder(SEEDS.subList(0, 2)).build());
      assertThat(job.getInt("seedCount")).isEqualTo(3);
      assertThat(job.keySet())
          .containsSubsequence("id", "name", "seeds", "seedCount", "scope", "state", "counters");
      assertThat(job.getJsonObject("scope").keySet())
          .containsSubsequence("within", "include", "exclude", "maxDepth", "maxPages");
    }
    assertThat(get(api, "/api/jobs/" + id + "?seeds=0").getJsonArray("seeds")).isEmpty();
  }

  @Test
  void whoDoesNotSayItGetsAllSeedsAndNothingElse(Api api) {
    String id = submit(api);
    for (JsonObject job : List.of(get(api, "/api/jobs/" + id), listed(api, id, ""))) {
      assertThat(job.getJsonArray("seeds")).isEqualTo(Json.createArrayBuilder(SEEDS).build());
      assertThat(job).doesNotContainKey("seedCount");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "100001", "", "all", "1.5"})
  void aWrongNumberIsNamed(String seeds, Api api) {
    for (String path : List.of("/api/jobs", "/api/jobs/" + UUID.randomUUID())) {
      HttpResponse<String> response = api.get(path + "?seeds=" + seeds);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(
              Api.parse(response.body()).getJsonArray("errors").getJsonObject(0).getString("field"))
          .isEqualTo("seeds");
    }
  }

  @Test
  void itIsDescribed(Api api) {
    assertThat(api.get("/openapi").body()).contains("seedCount").contains("name: seeds");
  }
}
