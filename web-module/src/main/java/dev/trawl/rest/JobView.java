package dev.trawl.rest;

import dev.trawl.job.Counters;
import dev.trawl.job.CrawlJob;
import dev.trawl.job.Jobs;
import dev.trawl.message.Jsons;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;

/** A job as the outside sees it: its request, and what has become of it. */
final class JobView {
  private JobView() {}

  static JsonObject of(CrawlJob job, Counters counters) {
    JsonObjectBuilder json = Jsons.createObjectBuilder().add("id", job.id().toString());
    for (Map.Entry<String, JsonValue> field : job.request().entrySet()) {
      json.add(field.getKey(), field.getValue());
    }
    json.add("state", job.state().name());
    text(json, "reason", job.reason());
    json.add("created", time(job.created()));
    text(json, "started", job.started().map(JobView::time));
    text(json, "finished", job.finished().map(JobView::time));
    return json.add("counters", Jobs.json(counters)).build();
  }

  private static void text(JsonObjectBuilder json, String name, Optional<String> value) {
    value.ifPresentOrElse(text -> json.add(name, text), () -> json.addNull(name));
  }

  private static String time(OffsetDateTime time) {
    return time.toInstant().truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
