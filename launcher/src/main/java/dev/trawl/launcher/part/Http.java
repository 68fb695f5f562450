package dev.trawl.launcher.part;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Short questions over HTTP to see whether something is up. */
final class Http {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
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
  static boolean healthy(String url) {
    return get(url)
        .filter(response -> response.statusCode() == 200)
        .map(response -> hasChecks(response.body()))
        .orElse(false);
  }

  private static boolean hasChecks(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return !reader.readObject().getJsonArray("checks").isEmpty();
    } catch (JsonException | NullPointerException e) {
      return false;
    }
  }

  private static Optional<HttpResponse<String>> get(String url) {
    try {
      return Optional.of(
          CLIENT.send(
              HttpRequest.newBuilder(URI.create(url)).timeout(TIMEOUT).build(),
              HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
