package dev.trawl.soak;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * How everything was at one moment. Sizes are in bytes.
 *
 * @param part of the soak; between two parts nothing was crawled
 * @param settled URLs
 * @param application resident memory
 * @param broker resident memory
 * @param heap of the application after a full collection; at the tenths only
 * @param brokerHeap the same of the broker
 * @param databaseConnections of the application
 * @param brokerConnections of the application
 * @param database all of its tables and indexes
 * @param journal the broker's data
 */
record Sample(
    Instant at,
    int part,
    long settled,
    long application,
    long broker,
    OptionalLong heap,
    OptionalLong brokerHeap,
    long databaseConnections,
    long brokerConnections,
    long database,
    long journal) {

  JsonObject json() {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("at", at.toString())
            .add("part", part)
            .add("settled", settled)
            .add("application", application)
            .add("broker", broker)
            .add("databaseConnections", databaseConnections)
            .add("brokerConnections", brokerConnections)
            .add("database", database)
            .add("journal", journal);
    heap.ifPresent(bytes -> json.add("heap", bytes));
    brokerHeap.ifPresent(bytes -> json.add("brokerHeap", bytes));
    return json.build();
  }

  static Sample of(JsonObject json) {
    return new Sample(
        Instant.parse(json.getString("at")),
        json.getInt("part"),
        number(json, "settled"),
        number(json, "application"),
        number(json, "broker"),
        optional(json, "heap"),
        optional(json, "brokerHeap"),
        number(json, "databaseConnections"),
        number(json, "brokerConnections"),
        number(json, "database"),
        number(json, "journal"));
  }

  private static long number(JsonObject json, String field) {
    return json.getJsonNumber(field).longValue();
  }

  private static OptionalLong optional(JsonObject json, String field) {
    return json.containsKey(field) ? OptionalLong.of(number(json, field)) : OptionalLong.empty();
  }
}
