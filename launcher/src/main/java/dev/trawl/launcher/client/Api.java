package dev.trawl.launcher.client;

import dev.trawl.launcher.part.Trouble;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The calls that the command makes. Each throws {@link Trouble} with the application's own words.
 */
public final class Api {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();
  private final String api;
  private final String base;
  private final String token;

  /**
   * Calls nobody yet.
   *
   * @param address such as {@code http://127.0.0.1:8080}
   */
  public Api(String address, String token) {
    this.api = address + "/api";
    this.base = api + "/jobs";
    this.token = token;
  }

  public Job submit(JobRequest request) {
    return Job.of(
        json(
            request("")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.toJson().toString()))));
  }

  public Job job(String id) {
    return Job.of(jobJson(id));
  }

  /** The job as it came, for those who want JSON. */
  public JsonObject jobJson(String id) {
    return json(request("/" + encode(id)));
  }

  /** All jobs, as they came. */
  public List<JsonObject> jobs() {
    return all(base);
  }

  /** All dead letters, as they came. */
  public List<JsonObject> deadLetters() {
    return all(deadLetter(""));
  }

  /** A dead letter, as it came. */
  public JsonObject deadLetterJson(String id) {
    return json(at(deadLetter(id)));
  }

  /** Sends a dead letter back to where it came from. */
  public void replay(String id) {
    json(at(deadLetter(id) + "/replay").POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Removes a dead letter. */
  public void discard(String id) {
    json(at(deadLetter(id)).DELETE());
  }

  private String deadLetter(String id) {
    return api + "/dead-letters" + (id.isEmpty() ? "" : "/" + encode(id));
  }

  /** Every page of a list. */
  private List<JsonObject> all(String list) {
    List<JsonObject> items = new ArrayList<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      String query = cursor.filter(c -> !c.isEmpty()).map(c -> "?cursor=" + encode(c)).orElse("");
      JsonObject page = json(at(list + query));
      items.addAll(page.getJsonArray("items").getValuesAs(JsonObject.class));
      cursor = Optional.ofNullable(page.getString("next", null));
    }
    return items;
  }

  /** What became of a URL in a job, as it came. */
  public JsonObject why(String id, String url) {
    return json(request("/" + encode(id) + "/urls?url=" + encode(url)));
  }

  /** Makes a job change its state; {@code verb} is pause, resume or stop. */
  public void tell(String id, String verb) {
    json(request("/" + encode(id) + "/" + verb).POST(HttpRequest.BodyPublishers.noBody()));
  }

  /** Changes a job. */
  public Job change(String id, JobPatch patch) {
    return Job.of(
        json(
            request("/" + encode(id))
                .header("Content-Type", "application/merge-patch+json")
                .method("PATCH", HttpRequest.BodyPublishers.ofString(patch.toJson().toString()))));
  }

  public void delete(String id) {
    json(request("/" + encode(id)).DELETE());
  }

  /** Every page, as lines; to be closed. */
  public InputStream export(String id, String format) {
    return stream(request("/" + encode(id) + "/export?format=" + encode(format)));
  }

  InputStream events(String id, Optional<String> after) {
    HttpRequest.Builder request =
        request("/" + encode(id) + "/events").header("Accept", "text/event-stream");
    after.ifPresent(last -> request.header("Last-Event-ID", last));
    return stream(request);
  }

  private HttpRequest.Builder request(String path) {
    return at(base + path);
  }

  private HttpRequest.Builder at(String address) {
    return HttpRequest.newBuilder(URI.create(address))
        .timeout(TIMEOUT)
        .header("Authorization", "Bearer " + token);
  }

  private JsonObject json(HttpRequest.Builder request) {
    HttpResponse<String> response = send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 300) {
      throw Problem.of(response.statusCode(), response.body());
    }
    if (response.body().isBlank()) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    try (JsonReader reader = Json.createReader(new StringReader(response.body()))) {
      return reader.readObject();
    }
  }

  private InputStream stream(HttpRequest.Builder request) {
    HttpResponse<InputStream> response = send(request, HttpResponse.BodyHandlers.ofInputStream());
    if (response.statusCode() == 200) {
      return response.body();
    }
    try (InputStream body = response.body()) {
      throw Problem.of(
          response.statusCode(), new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new Unreachable(e);
    }
  }

  private <T> HttpResponse<T> send(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
    try {
      return client.send(request.build(), handler);
    } catch (IOException e) {
      throw new Unreachable(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unreachable(e);
    }
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
