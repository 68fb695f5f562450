package dev.trawl.launcher.part;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Short questions over HTTP to see whether something is up. */
public final class Http {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  /** For what may take its time. */
  private static final Duration LONG_TIMEOUT = Duration.ofSeconds(20);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(TIMEOUT).build();

  private Http() {}

  /** Whether there is an answer that is no error; a redirect to a login page will do. */
  static boolean answers(String url) {
    return get(url).filter(response -> response.statusCode() < 400).isPresent();
  }

  /** Whether there is something at the address, be it for others only. */
  static boolean serves(String url) {
    return get(url)
        .filter(response -> response.statusCode() < 500 && response.statusCode() != 404)
        .isPresent();
  }

  /**
   * Whether a MicroProfile Health address says UP. An answer without any check does not count:
   * before the application is deployed the server says that it is ready, having nothing to ask.
   */
  public static boolean healthy(String url) {
    return get(url)
        .filter(response -> response.statusCode() == 200)
        .map(response -> hasChecks(response.body()))
        .orElse(false);
  }

  /** Whether a MicroProfile Health address has a check of that name that is not UP. */
  static boolean hasFailing(String url, String check) {
    return get(url).map(response -> checks(response.body())).orElse(List.of()).stream()
        .filter(found -> check.equals(found.getString("name", "")))
        .anyMatch(found -> "DOWN".equals(found.getString("status", "")));
  }

  /** An answer with what it says. */
  public record Reply(int status, String body) {

    /** A field of a JSON object. */
    Optional<Integer> number(String field) {
      return object().map(json -> json.getInt(field, 0));
    }

    /** The body, if it is a JSON object. */
    public Optional<JsonObject> object() {
      return Http.object(body);
    }
  }

  /** Asks with a bearer token, which may be empty; empty if there is no answer. */
  public static Optional<Reply> get(String url, String token) {
    return send(HttpRequest.newBuilder(URI.create(url))
            .timeout(LONG_TIMEOUT)
            .header("Authorization", "Bearer " + token))
        .map(response -> new Reply(response.statusCode(), response.body()));
  }

  /** Asks with name and password, as a page of the same server; empty if there is no answer. */
  static Optional<Reply> get(String url, String user, String password) {
    URI uri = URI.create(url);
    byte[] login = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
    return send(HttpRequest.newBuilder(uri)
            .timeout(TIMEOUT)
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
            .header("Origin", uri.getScheme() + "://" + uri.getAuthority()))
        .map(response -> new Reply(response.statusCode(), response.body()));
  }

  /** Posts nothing; empty if there is no answer. */
  static Optional<Reply> post(String url, String token) {
    return send(HttpRequest.newBuilder(URI.create(url))
            .timeout(LONG_TIMEOUT)
            .header("Authorization", "Bearer " + token)
            .POST(HttpRequest.BodyPublishers.noBody()))
        .map(response -> new Reply(response.statusCode(), response.body()));
  }

  private static boolean hasChecks(String body) {
    return !checks(body).isEmpty();
  }

  private static List<JsonObject> checks(String body) {
    return object(body)
        .map(json -> json.getJsonArray("checks"))
        .map(array -> array.getValuesAs(JsonObject.class))
        .orElse(List.of());
  }

  private static Optional<JsonObject> object(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return Optional.of(reader.readObject());
    } catch (JsonException e) {
      return Optional.empty();
    }
  }

  private static Optional<HttpResponse<String>> get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT));
  }

  private static Optional<HttpResponse<String>> send(HttpRequest.Builder request) {
    try {
      return Optional.of(CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
