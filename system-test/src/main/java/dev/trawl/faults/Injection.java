package dev.trawl.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.OptionalDouble;

/**
 * What a fault did to a crawl. Times are in seconds.
 *
 * @param target who was hit
 * @param settled URLs settled before it
 * @param rateBefore URLs a second before it
 * @param inWork URLs that were leased when it came
 * @param undone from the fault until it was undone, or until a dead part was being started again
 * @param back from the fault until throughput was back; absent if it did not come back
 * @param takenOver from the fault until all that was in work had been settled; absent if not seen
 * @param repeated requests for pages that had been requested before, until the next fault
 */
record Injection(
    Fault fault,
    String target,
    long settled,
    double rateBefore,
    int inWork,
    double undone,
    OptionalDouble back,
    OptionalDouble takenOver,
    long repeated) {

  Injection withRepeated(long requests) {
    return new Injection(
        fault, target, settled, rateBefore, inWork, undone, back, takenOver, requests);
  }

  /** From the moment at which help came, where the crawl could not go on without. */
  OptionalDouble backAfterHelp() {
    return back.isPresent()
        ? OptionalDouble.of(Math.max(0, back.getAsDouble() - undone))
        : OptionalDouble.empty();
  }

  JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("fault", fault.name())
            .add("target", target)
            .add("settled", settled)
            .add("rateBefore", tenths(rateBefore))
            .add("inWork", inWork)
            .add("undone", tenths(undone))
            .add("repeated", repeated);
    back.ifPresent(seconds -> json.add("back", tenths(seconds)));
    takenOver.ifPresent(seconds -> json.add("takenOver", tenths(seconds)));
    return json.build();
  }

  static Injection of(JsonObject json) {
    return new Injection(
        Fault.valueOf(json.getString("fault")),
        json.getString("target"),
        json.getJsonNumber("settled").longValue(),
        json.getJsonNumber("rateBefore").doubleValue(),
        json.getInt("inWork"),
        json.getJsonNumber("undone").doubleValue(),
        optional(json, "back"),
        optional(json, "takenOver"),
        json.getJsonNumber("repeated").longValue());
  }

  private static OptionalDouble optional(JsonObject json, String field) {
    return json.containsKey(field)
        ? OptionalDouble.of(json.getJsonNumber(field).doubleValue())
        : OptionalDouble.empty();
  }

  private static double tenths(double value) {
    return Math.round(value * 10) / 10.0;
  }
}
