package dev.trawl.rest;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.NullUnmarked;

/** The shapes of what is said of the queues, for the API's description alone. */
@NullUnmarked
final class QueueSchemas {
  private QueueSchemas() {}

  @Schema(name = "Queues")
  static final class QueuesOut {
    List<QueueOut> items;

    @Schema(nullable = true)
    String next;

    BrokerOut broker;

    DispatchOut dispatch;

    @Schema(
        nullable = true,
        format = "uri",
        description = "where people find the broker's console; null if nobody has said so")
    String console;
  }

  @Schema(name = "Queue")
  static final class QueueOut {
    String name;

    String address;

    long messages;

    @Schema(description = "taken by a consumer and not acknowledged yet")
    long delivering;

    @Schema(description = "wait for their redelivery")
    long scheduled;

    long consumers;

    @Schema(description = "since the broker started")
    long added;

    @Schema(description = "since the broker started")
    long acknowledged;

    @Schema(nullable = true, description = "null for subscriptions of other programs")
    Long bytes;

    @Schema(description = "its address writes to disk what does not fit into memory")
    boolean paging;
  }

  @Schema(name = "Broker")
  static final class BrokerOut {
    @Schema(
        enumeration = {"known", "not-allowed", "away", "unknown"},
        description = "all else is there only where it is known")
    String state;

    String version;

    @Schema(description = "part of its disk, 0 to 1")
    double diskUsed;

    @Schema(nullable = true, description = "null where it goes by free bytes")
    Double diskLimit;

    @Schema(description = "bytes of messages in memory")
    long memoryUsed;

    @Schema(description = "bytes from which on all addresses page")
    long memoryLimit;
  }

  @Schema(name = "Dispatch")
  static final class DispatchOut {
    @Schema(
        enumeration = {
          "running",
          "waiting-for-results",
          "broker-away",
          "no-space-broker",
          "no-space-database"
        })
    String state;

    @Schema(description = "for people; empty while it runs")
    String detail;

    @Schema(format = "date-time")
    String since;

    long urlsInFlight;

    int urlsInFlightLimit;

    long urlsQueued;
  }
}
