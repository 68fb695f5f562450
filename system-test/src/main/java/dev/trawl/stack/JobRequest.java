package dev.trawl.stack;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;

/** A job to submit. Unlike the product's own default it is impatient: it crawls our own server. */
public final class JobRequest {

  private final JsonArrayBuilder seeds = Json.createArrayBuilder();
  private final JsonObjectBuilder scope = Json.createObjectBuilder();
  private final JsonObjectBuilder politeness = Json.createObjectBuilder();
  private final JsonObjectBuilder content = Json.createObjectBuilder();
  private final JsonObjectBuilder fetch = Json.createObjectBuilder();
  private Duration delay = Duration.ZERO;
  private int connections = 16;

  private JobRequest(List<String> seeds) {
    seeds.forEach(this.seeds::add);
  }

  public static JobRequest of(String... seeds) {
    return new JobRequest(List.of(seeds));
  }

  /** One of {@code host}, {@code domain}, {@code prefix}, {@code any}. */
  public JobRequest within(String within) {
    scope.add("within", within);
    return this;
  }

  public JobRequest maxDepth(int depth) {
    scope.add("maxDepth", depth);
    return this;
  }

  public JobRequest maxPages(int pages) {
    scope.add("maxPages", pages);
    return this;
  }

  /** Another limit of the scope. */
  public JobRequest limit(String name, long value) {
    scope.add(name, value);
    return this;
  }

  public JobRequest maxBodyBytes(long bytes) {
    scope.add("maxBodyBytes", bytes);
    return this;
  }

  public JobRequest delay(Duration pause) {
    this.delay = pause;
    return this;
  }

  public JobRequest connections(int perHost) {
    this.connections = perHost;
    return this;
  }

  /** Another option of politeness. */
  public JobRequest politeness(String option, String value) {
    politeness.add(option, value);
    return this;
  }

  /** Media types whose bodies are kept; all are otherwise. */
  public JobRequest keep(String... types) {
    content.add("keep", Json.createArrayBuilder(List.of(types)));
    return this;
  }

  /** Has text taken from documents. */
  public JobRequest text() {
    content.add("text", true);
    return this;
  }

  /** An option of how requests are made. */
  public JobRequest fetch(String option, JsonValue value) {
    fetch.add(option, value);
    return this;
  }

  /** The body of the POST. May be called once: builders of the JSON API empty themselves. */
  public JsonObject json() {
    politeness.add("delay", delay.toString()).add("connectionsPerHost", connections);
    JsonValue seedArray = seeds.build();
    return Json.createObjectBuilder()
        .add("seeds", seedArray)
        .add("scope", scope)
        .add("politeness", politeness)
        .add("content", content)
        .add("fetch", fetch)
        .build();
  }
}
