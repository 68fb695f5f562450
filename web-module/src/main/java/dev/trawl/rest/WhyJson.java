package dev.trawl.rest;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.message.Jsons;
import dev.trawl.page.Why;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** What became of a URL as JSON, every field always there. */
final class WhyJson {
  private WhyJson() {}

  static JsonObject of(Why why) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder()
            .add("url", why.url())
            .add("kind", why.kind())
            .add("state", why.state());
    text(json, "outcome", why.outcome());
    text(json, "rule", why.rule());
    text(json, "detail", why.detail());
    json.add("depth", why.depth());
    text(json, "referrer", why.referrer());
    JsonArrayBuilder attempts = Jsons.createArrayBuilder();
    why.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    return json.add("attempts", attempts).build();
  }

  private static JsonObjectBuilder attempt(Why.Attempt attempt) {
    JsonObjectBuilder json =
        Jsons.createObjectBuilder().add("at", attempt.at().toString()).add("node", attempt.node());
    number(json, "status", attempt.status());
    text(json, "error", attempt.error());
    text(json, "detail", attempt.detail());
    return json.add("durationMs", attempt.durationMs());
  }
}
