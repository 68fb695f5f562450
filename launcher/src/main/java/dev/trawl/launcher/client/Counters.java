package dev.trawl.launcher.client;

import jakarta.json.JsonObject;

/**
 * A job's counters.
 *
 * @param fetched answered with 2xx or 304
 * @param notModified answered with 304
 * @param redirected answered with 3xx
 * @param failed answered with 4xx or 5xx, or not at all
 * @param excluded by scope, limits or robots.txt
 * @param bytes of all bodies, decoded
 */
public record Counters(
    long discovered,
    long queued,
    long inFlight,
    long fetched,
    long notModified,
    long redirected,
    long failed,
    long excluded,
    long bytes) {

  static Counters of(JsonObject json) {
    return new Counters(
        number(json, "discovered"),
        number(json, "queued"),
        number(json, "inFlight"),
        number(json, "fetched"),
        number(json, "notModified"),
        number(json, "redirected"),
        number(json, "failed"),
        number(json, "excluded"),
        number(json, "bytes"));
  }

  /** URLs that were requested and are done. */
  public long settled() {
    return fetched + redirected + failed;
  }

  /** URLs that are still to be done. */
  public long open() {
    return queued + inFlight;
  }

  private static long number(JsonObject json, String name) {
    return json.containsKey(name) && !json.isNull(name) ? json.getJsonNumber(name).longValue() : 0;
  }
}
