package dev.trawl.launcher.client;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.util.List;

/**
 * A part of a site that a job has found to be without end.
 *
 * @param rule which kind it is
 * @param where host and path
 * @param excluded URLs that are kept out because of it
 */
public record Trap(String rule, String where, long excluded) {
  static List<Trap> of(JsonObject job) {
    return job.get("traps") instanceof JsonArray traps
        ? traps.getValuesAs(JsonObject.class).stream().map(Trap::one).toList()
        : List.of();
  }

  private static Trap one(JsonObject json) {
    return new Trap(
        json.getString("rule"),
        json.getString("where"),
        json.getJsonNumber("excluded").longValue());
  }
}
