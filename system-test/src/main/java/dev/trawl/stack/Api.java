package dev.trawl.stack;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The product's REST API. */
public final class Api {

  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final Set<String> ENDED = Set.of("COMPLETED", "STOPPED", "FAILED");

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final URI root;
  private final Supplier<Optional<String>> token;

  /**
   * An API at an address, with a bearer token that is asked for at each call; without one if there
   * is none.
   */
  public Api(URI root, Supplier<Optional<String>> token) {
    this.root = root;
    this.token = token;
  }

  /** The same API for somebody who has no token, or a wrong one. */
  public Api withToken(Optional<String> other) {
    return new Api(root, () -> other);
  }

  /** Submits a job and returns its id. */
  public String submit(JobRequest request) {
    return submit(request.json()).getString("id");
  }

  /** Submits a job and returns it as the API shows it. */
  public JsonObject submit(JsonObject request) {
    HttpResponse<String> response = post("/api/jobs", request.toString());
    if (response.statusCode() != 202) {
      throw new IllegalStateException(
          "Not accepted: " + response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  public JsonObject job(String id) {
    return job(id, "");
  }

  /** Without its seeds: to show thousands of them again and again would be half of the load. */
  private JsonObject progress(String id) {
    return job(id, "?seeds=0");
  }

  private JsonObject job(String id, String query) {
    HttpResponse<String> response = get("/api/jobs/" + id + query);
    if (response.statusCode() != 200) {
      throw new IllegalStateException(
          "Job " + id + ": " + response.statusCode() + " " + response.body());
    }
    return parse(response.body());
  }

  /** Waits until a job is in one of the given states. */
  public JsonObject awaitState(String id, Duration limit, String... states) {
    Set<String> wanted = Set.of(states);
    return Wait.until(
        "job " + id + " is in " + wanted,
        limit,
        () -> {
          JsonObject job = progress(id);
          String state = job.getString("state");
          if (ENDED.contains(state) && !wanted.contains(state)) {
            throw new IllegalStateException("Job " + id + " ended as " + job);
          }
          return wanted.contains(state) ? Optional.of(job(id)) : Optional.empty();
        });
  }

  /** Waits until a job has fetched so many pages. */
  public void awaitFetched(String id, long pages, Duration limit) {
    Wait.until(
        "job " + id + " has fetched " + pages,
        limit,
        () -> progress(id).getJsonObject("counters").getJsonNumber("fetched").longValue() >= pages);
  }

  /** Submits a job and waits for its completion. */
  public JsonObject crawl(JobRequest request, Duration limit) {
    return awaitState(submit(request), limit, "COMPLETED");
  }

  /** All lines of a job's export. */
  public List<JsonObject> export(String id) {
    return export(id, line -> line);
  }

  /**
   * What is wanted of each line of a job's export: whole lines of a large site, with all their
   * links, are large.
   */
  public <T> List<T> export(String id, Function<JsonObject, T> wanted) {
    List<T> all = new ArrayList<>();
    eachLine(id, line -> all.add(wanted.apply(line)));
    return all;
  }

  /** Hands out the lines of a job's export, one by one. */
  public void eachLine(String id, Consumer<JsonObject> taker) {
    HttpResponse<Stream<String>> response =
        lines("/api/jobs/" + id + "/export?format=jsonl", "*/*");
    try (Stream<String> lines = response.body()) {
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "Export of " + id + ": " + response.statusCode() + " " + lines.toList());
      }
      lines.filter(line -> !line.isBlank()).map(Api::parse).forEachOrdered(taker);
    }
  }

  public HttpResponse<String> get(String path) {
    return send(request(path).GET());
  }

  public HttpResponse<String> delete(String path) {
    return send(request(path).DELETE());
  }

  /** Posts JSON, with further header fields as names and values in turn. */
  public HttpResponse<String> post(String path, String json, String... fields) {
    HttpRequest.Builder builder =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json));
    return send(fields.length == 0 ? builder : builder.headers(fields));
  }

  /** Sends a change as JSON. */
  public HttpResponse<String> patch(String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/merge-patch+json")
            .method("PATCH", BodyPublishers.ofString(json)));
  }

  /** Any call; no body if that is empty, and header fields as names and values in turn. */
  public HttpResponse<String> call(String method, String path, String body, String... fields) {
    HttpRequest.Builder builder =
        request(path)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return send(fields.length == 0 ? builder : builder.headers(fields));
  }

  /** The lines of an answer as they come, until the stream is closed. */
  public HttpResponse<Stream<String>> lines(String path, String accept) {
    return exchange(request(path).header("Accept", accept).GET().build(), BodyHandlers.ofLines());
  }

  public static JsonObject parse(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(root.resolve(path)).timeout(ANSWER);
    token.get().ifPresent(value -> builder.header("Authorization", "Bearer " + value));
    return builder;
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    return exchange(request.build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request, handler);
    } catch (IOException e) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
