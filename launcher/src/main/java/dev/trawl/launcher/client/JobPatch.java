package dev.trawl.launcher.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What is to be changed of a job; what is absent stays as it is. */
public record JobPatch(
    List<String> seeds,
    Optional<Integer> maxDepth,
    Optional<Long> maxPages,
    Optional<Duration> delay,
    Optional<Integer> connectionsPerHost) {

  /** Whether nothing is to be changed. */
  public boolean isEmpty() {
    return toJson().isEmpty();
  }

  JsonObject toJson() {
    JsonObjectBuilder scope = Json.createObjectBuilder();
    maxDepth.ifPresent(value -> scope.add("maxDepth", value));
    maxPages.ifPresent(value -> scope.add("maxPages", value));
    JsonObjectBuilder politeness = Json.createObjectBuilder();
    delay.ifPresent(value -> politeness.add("delay", value.toString()));
    connectionsPerHost.ifPresent(value -> politeness.add("connectionsPerHost", value));
    JsonObjectBuilder patch = Json.createObjectBuilder();
    if (!seeds.isEmpty()) {
      patch.add("seeds", Json.createArrayBuilder(seeds));
    }
    add(patch, "scope", scope.build());
    add(patch, "politeness", politeness.build());
    return patch.build();
  }

  private static void add(JsonObjectBuilder patch, String name, JsonObject part) {
    if (!part.isEmpty()) {
      patch.add(name, part);
    }
  }
}
