package dev.trawl.rest;

import static dev.trawl.message.Jsons.text;

import dev.trawl.frontier.Trap;
import dev.trawl.job.Counters;
import dev.trawl.job.JobSummary;
import dev.trawl.job.Jobs;
import dev.trawl.message.Jsons;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;

/** A job as the outside sees it: its request, and what has become of it. */
final class JobView {
  private JobView() {}

  static JsonObject of(JobSummary job, Counters counters, List<Trap> traps) {
    JsonObjectBuilder json = Jsons.createObjectBuilder().add("id", job.id().toString());
    for (Map.Entry<String, JsonValue> field : job.request().entrySet()) {
      json.add(field.getKey(), field.getValue());
      if (field.getKey().equals("seeds")) {
        job.seedCount().ifPresent(count -> json.add("seedCount", count));
      }
    }
    json.add("state", job.state().name());
    text(json, "reason", job.reason());
    json.add("created", Times.text(job.created()));
    text(json, "started", job.started().map(Times::text));
    text(json, "finished", job.finished().map(Times::text));
    json.add("counters", Jobs.json(counters));
    // Only where there is one: an ordinary job is answered as the contract has it.
    return traps.isEmpty() ? json.build() : json.add("traps", array(traps)).build();
  }

  private static JsonArrayBuilder array(List<Trap> traps) {
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    for (Trap trap : traps) {
      array.add(
          Jsons.createObjectBuilder()
              .add("rule", trap.rule())
              .add("where", trap.where())
              .add("at", Times.text(trap.at()))
              .add("excluded", trap.excluded())
              .add("example", trap.example()));
    }
    return array;
  }
}
