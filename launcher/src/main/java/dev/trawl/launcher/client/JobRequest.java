package dev.trawl.launcher.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What is asked for; what is absent is left to the application's defaults.
 *
 * @param revisit an earlier job that is repeated
 */
public record JobRequest(
    List<String> seeds,
    Optional<String> within,
    Optional<Integer> maxDepth,
    Optional<Long> maxPages,
    Optional<Duration> delay,
    Optional<Integer> connectionsPerHost,
    Optional<UUID> revisit) {

  JsonObject toJson() {
    JsonObjectBuilder scope = Json.createObjectBuilder();
    within.ifPresent(value -> scope.add("within", value));
    maxDepth.ifPresent(value -> scope.add("maxDepth", value));
    maxPages.ifPresent(value -> scope.add("maxPages", value));
    JsonObjectBuilder politeness = Json.createObjectBuilder();
    delay.ifPresent(value -> politeness.add("delay", value.toString()));
    connectionsPerHost.ifPresent(value -> politeness.add("connectionsPerHost", value));
    JsonObjectBuilder request =
        Json.createObjectBuilder()
            .add("seeds", Json.createArrayBuilder(seeds))
            .add("scope", scope)
            .add("politeness", politeness);
    revisit.ifPresent(job -> request.add("revisit", job.toString()));
    return request.build();
  }
}
