package dev.trawl.message;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.UUID;

/**
 * Something that happened to a job, told after it was committed. May be lost; the truth is in REST.
 *
 * @param kind {@code state}, {@code counters} or {@code pages}
 * @param jobId the job
 * @param data what a listener gets to see
 */
public record CrawlEvent(String kind, UUID jobId, JsonObject data) {
  /** The message's text. */
  String toJson(long sequence) {
    return Jsons.createObjectBuilder()
        .add("sequence", sequence)
        .add("kind", kind)
        .add("jobId", jobId.toString())
        .add("data", data)
        .build()
        .toString();
  }

  /** An event with its number, as it came over the topic. */
  public record Numbered(long sequence, CrawlEvent event) {}

  /**
   * Reads a message's text.
   *
   * @throws RuntimeException if it is no event
   */
  public static Numbered parse(String text) {
    try (JsonReader reader = Jsons.createReader(new StringReader(text))) {
      JsonObject json = reader.readObject();
      return new Numbered(
          json.getJsonNumber("sequence").longValueExact(),
          new CrawlEvent(
              json.getString("kind"),
              UUID.fromString(json.getString("jobId")),
              json.getJsonObject("data")));
    }
  }
}
