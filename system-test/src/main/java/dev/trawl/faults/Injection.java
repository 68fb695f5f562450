package dev.trawl.faults;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.OptionalDouble;

/**
 * What a fault did to a crawl. Times are in seconds.
 *
 * @param target who was hit
 * @param helpless whether nobody was left who could take over
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
    boolean helpless,
    long settled,
    double rateBefore,
    int inWork,
    double undone,
    OptionalDouble back,
    OptionalDouble takenOver,
    long repeated) {

  Injection withRepeated(long requests) {
    return new Injection(
        fault, target, helpless, settled, rateBefore, inWork, undone, back, takenOver, requests);
  }

  Injection withTakenOver(OptionalDouble seconds) {
    return new Injection(
        fault, target, helpless, settled, rateBefore, inWork, undone, back, seconds, repeated);
  }

  /** When throughput was back: counted from the help where nothing could go on without it. */
  OptionalDouble backAfter() {
    return counted(back);
  }

  /** When all was settled that was in work, counted likewise. */
  OptionalDouble takenOverAfter() {
    return counted(takenOver);
  }

  private OptionalDouble counted(OptionalDouble time) {
    return helpless && time.isPresent()
        ? OptionalDouble.of(Math.max(0, time.getAsDouble() - undone))
        : time;
  }

  JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("fault", fault.name())
            .add("target", target)
            .add("helpless", helpless)
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
        json.getBoolean("helpless"),
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
