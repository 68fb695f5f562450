package dev.trawl.job;

import dev.trawl.message.Jsons;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;

/** Sealed secrets of a request, which nobody outside has a use for. */
final class Sealed {
  private Sealed() {}

  /** A request as it is kept, without them. */
  static JsonObject read(String kept) {
    try (JsonReader reader = Jsons.createReader(new StringReader(kept))) {
      return leftOut(reader.readObject());
    }
  }

  private static JsonObject leftOut(JsonObject request) {
    return request.get("fetch") instanceof JsonObject fetch
            && fetch.get(CredentialsReader.CREDENTIALS) instanceof JsonArray credentials
        ? with(request, "fetch", with(fetch, CredentialsReader.CREDENTIALS, open(credentials)))
        : request;
  }

  private static JsonArray open(JsonArray credentials) {
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    for (JsonObject credential : credentials.getValuesAs(JsonObject.class)) {
      array.add(
          Jsons.createObjectBuilder()
              .add(CredentialsReader.ORIGIN, credential.getString(CredentialsReader.ORIGIN))
              .add(CredentialsReader.SCHEME, credential.getString(CredentialsReader.SCHEME)));
    }
    return array.build();
  }

  /** At the same place. */
  private static JsonObject with(JsonObject object, String field, JsonValue value) {
    JsonObjectBuilder changed = Jsons.createObjectBuilder();
    object.forEach((name, old) -> changed.add(name, name.equals(field) ? value : old));
    return changed.build();
  }
}
