package dev.trawl.rest;

import static dev.trawl.message.Jsons.number;
import static dev.trawl.message.Jsons.text;

import dev.trawl.message.Jsons;
import dev.trawl.page.JobStatistics;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.function.Function;

/** What the pages of a job are like, as JSON. */
final class StatisticsJson {
  private StatisticsJson() {}

  static JsonObject of(JobStatistics counted) {
    return Jsons.createObjectBuilder()
        .add("at", Times.text(counted.at()))
        .add("statuses", array(counted.statuses(), StatisticsJson::status))
        .add("types", array(counted.types(), StatisticsJson::type))
        .add("depths", array(counted.depths(), StatisticsJson::depth))
        .add("excluded", array(counted.excluded(), StatisticsJson::excluded))
        .add("slowestHosts", array(counted.slowestHosts(), StatisticsJson::host))
        .add("failingHosts", array(counted.failingHosts(), StatisticsJson::failingHost))
        .build();
  }

  private static <T> JsonArrayBuilder array(List<T> list, Function<T, JsonObjectBuilder> entry) {
    JsonArrayBuilder array = Jsons.createArrayBuilder();
    list.forEach(one -> array.add(entry.apply(one)));
    return array;
  }

  private static JsonObjectBuilder status(JobStatistics.Status status) {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    number(json, "status", status.status());
    text(json, "error", status.error());
    return json.add("pages", status.pages());
  }

  private static JsonObjectBuilder type(JobStatistics.MediaType type) {
    JsonObjectBuilder json = Jsons.createObjectBuilder();
    text(json, "type", type.type());
    return json.add("pages", type.pages()).add("bytes", type.bytes());
  }

  private static JsonObjectBuilder depth(JobStatistics.Depth depth) {
    return Jsons.createObjectBuilder().add("depth", depth.depth()).add("pages", depth.pages());
  }

  private static JsonObjectBuilder excluded(JobStatistics.Excluded excluded) {
    return Jsons.createObjectBuilder().add("rule", excluded.rule()).add("urls", excluded.urls());
  }

  private static JsonObjectBuilder host(JobStatistics.Host host) {
    return Jsons.createObjectBuilder()
        .add("host", host.host())
        .add("pages", host.pages())
        .add("failed", host.failed())
        .add("meanMs", Math.round(host.meanMs() * 10) / 10.0)
        .add("maxMs", host.maxMs());
  }

  private static JsonObjectBuilder failingHost(JobStatistics.Host host) {
    JsonObjectBuilder json = host(host);
    text(json, "error", host.error());
    return json;
  }
}
