package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Api;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A stack's dead letters, as REST shows them. */
final class DeadLetters {
  /** Five attempts with pauses of 1, 2, 4 and 8 s, and what a busy machine adds. */
  private static final Duration GIVEN_UP = Duration.ofSeconds(90);

  private final Api api;

  DeadLetters(Api api) {
    this.api = api;
  }

  /** Waits for the one with that property; one of an earlier id does not count. */
  JsonObject await(String property, String value, String... before) {
    return Wait.until(
        "there is a dead letter with " + property + " " + value,
        GIVEN_UP,
        () ->
            all().stream()
                .filter(
                    one -> value.equals(one.getJsonObject("properties").getString(property, "")))
                .filter(one -> !List.of(before).contains(one.getString("id")))
                .findFirst());
  }

  /** All of them, two at a time. */
  List<JsonObject> all() {
    List<JsonObject> all = new ArrayList<>();
    Optional<String> next = Optional.of("");
    while (next.isPresent()) {
      JsonObject page = get("/api/dead-letters?limit=2" + next.get());
      all.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      next = Optional.ofNullable(page.getString("next", null)).map(id -> "&cursor=" + id);
    }
    return all;
  }

  JsonObject get(String path) {
    var response = api.get(path);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Api.parse(response.body());
  }

  int status(String id) {
    return api.get("/api/dead-letters/" + id).statusCode();
  }

  int replay(String id) {
    return api.post("/api/dead-letters/" + id + "/replay", "").statusCode();
  }

  int discard(String id) {
    return api.delete("/api/dead-letters/" + id).statusCode();
  }
}
