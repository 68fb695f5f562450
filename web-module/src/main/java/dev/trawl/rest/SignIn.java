package dev.trawl.rest;

import dev.trawl.message.Jsons;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** What a browser sends to sign in: {@code {"token": "…"}}. */
final class SignIn {
  /** It comes from somebody who is not known yet. */
  static final int MAX_BYTES = 4 << 10;

  private static final String TOKEN = "token";

  private SignIn() {}

  /**
   * The token that is in it.
   *
   * @throws ProblemException 400 that names the field that is wrong
   */
  static String token(String body) {
    JsonObject json = object(body);
    for (String field : json.keySet()) {
      if (!field.equals(TOKEN)) {
        throw ProblemException.badParameter(
            field, "is not a field that is known here; known is " + TOKEN);
      }
    }
    JsonValue token = json.get(TOKEN);
    if (token instanceof JsonString text && !text.getString().isBlank()) {
      return text.getString().strip();
    }
    throw ProblemException.badParameter(TOKEN, "must be the administrator's token, a text");
  }

  private static JsonObject object(String body) {
    try (JsonReader reader = Jsons.createReader(new StringReader(body))) {
      return reader.readObject();
    } catch (RuntimeException e) {
      // Of many types, as what is nested too deeply is no JsonException. What it says may have the
      // token in it.
      throw ProblemException.badParameter("body", "must be one JSON object");
    }
  }
}
