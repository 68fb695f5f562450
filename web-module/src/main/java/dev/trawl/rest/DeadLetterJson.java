package dev.trawl.rest;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.message.DeadLetter;
import dev.trawl.message.Jsons;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.Optional;
import java.util.UUID;

/** A dead letter as JSON, every field always there. */
final class DeadLetterJson {
  private DeadLetterJson() {}

  static JsonObject of(DeadLetter letter) {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    text(json, "id", letter.id().map(UUID::toString));
    text(json, "origin", letter.source());
    json.add("replayable", letter.id().isPresent() && letter.origin().isPresent());
    text(json, "reason", letter.reason());
    text(json, "node", letter.node());
    number(json, "attempts", letter.attempts());
    text(json, "deadLetteredAt", letter.deadLetteredAt().map(Object::toString));
    for (String name : new String[] {"jobId", "urlId", "url", "taskId"}) {
      text(json, name, Optional.ofNullable(letter.properties().get(name)));
    }
    json.add("size", letter.size());
    JsonObjectBuilder properties = Jsons.createObjectBuilder();
    letter.properties().forEach(properties::add);
    json.add("properties", properties);
    text(json, "text", letter.text());
    return json.build();
  }
}
