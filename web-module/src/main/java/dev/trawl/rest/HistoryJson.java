package dev.trawl.rest;

import dev.trawl.job.History;
import dev.trawl.job.Sample;
import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** How a job's counters have risen, as JSON. */
final class HistoryJson {
  private HistoryJson() {}

  static JsonObject of(History history) {
    JsonArrayBuilder items = Jsons.createArrayBuilder();
    history.samples().forEach(sample -> items.add(sample(sample)));
    return Jsons.createObjectBuilder()
        .add("interval", history.interval().toSeconds())
        .add("items", items)
        .addNull("next")
        .build();
  }

  private static JsonObjectBuilder sample(Sample sample) {
    return Jsons.createObjectBuilder()
        .add("at", Times.text(sample.at()))
        .add("discovered", sample.discovered())
        .add("queued", sample.queued())
        .add("inFlight", sample.inFlight())
        .add("fetched", sample.fetched())
        .add("redirected", sample.redirected())
        .add("failed", sample.failed())
        .add("excluded", sample.excluded())
        .add("bytes", sample.bytes());
  }
}
