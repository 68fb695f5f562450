package dev.trawl.launcher.client;

import dev.trawl.launcher.part.Trouble;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An error of the application (RFC 9457) as one sentence. */
final class Problem {

  private Problem() {}

  /**
   * What to throw: an application that is starting, or waits for its database, may be asked again.
   */
  static RuntimeException of(int status, String body) {
    String sentence = sentence(status, body);
    if (status == 503 || (status != 401 && !isJson(body))) {
      return new Unreachable(sentence);
    }
    return status == 400 || status == 422 ? Trouble.wrongUse(sentence) : Trouble.failed(sentence);
  }

  static String sentence(int status, String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      JsonObject problem = reader.readObject();
      String detail = problem.getString("detail", problem.getString("title", "HTTP " + status));
      String fields = fields(problem);
      return fields.isEmpty() ? detail : detail.replaceAll("[.:]$", "") + ": " + fields;
    } catch (JsonException e) {
      return status == 401
          ? "The application refuses the token."
          : "The application answered with HTTP " + status + ".";
    }
  }

  private static boolean isJson(String body) {
    try (JsonReader reader = Json.createReader(new StringReader(body))) {
      return !reader.readObject().isEmpty();
    } catch (JsonException e) {
      return false;
    }
  }

  private static String fields(JsonObject problem) {
    if (!(problem.get("errors") instanceof JsonArray errors)) {
      return "";
    }
    return errors.stream().map(Problem::field).collect(Collectors.joining("; "));
  }

  private static String field(JsonValue error) {
    if (error instanceof JsonObject object) {
      return Stream.of(
              first(object, "field", "pointer", "name"), first(object, "message", "detail"))
          .flatMap(Optional::stream)
          .collect(Collectors.joining(" "));
    }
    return error instanceof JsonString text ? text.getString() : error.toString();
  }

  private static Optional<String> first(JsonObject object, String... names) {
    return Stream.of(names)
        .filter(object::containsKey)
        .findFirst()
        .map(n -> object.getString(n, ""));
  }
}
