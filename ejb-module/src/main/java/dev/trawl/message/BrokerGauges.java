package dev.trawl.message;

import dev.trawl.message.BrokerStatus.Numbers;
import dev.trawl.message.BrokerStatus.Reach;
import dev.trawl.metrics.Gauge;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** The broker's numbers for monitoring; NaN while they are not known. */
final class BrokerGauges {
  private static final String FEED = "trawl.feed";

  private final Supplier<BrokerStatus> broker;

  BrokerGauges(Supplier<BrokerStatus> broker) {
    this.broker = broker;
  }

  Stream<Gauge> all() {
    return Stream.of(
            Stream.of(
                new Gauge(
                    "trawl_broker_known",
                    "1 if the broker answers and lets us look at its queues.",
                    () -> broker.get().reach() == Reach.KNOWN ? 1 : 0),
                number(
                    "trawl_broker_disk_used_ratio",
                    "Part of the broker's disk that is in use.",
                    Numbers::diskUsed),
                number(
                    "trawl_broker_memory_bytes",
                    "Messages in the broker's memory.",
                    Numbers::memoryUsed),
                number(
                    "trawl_broker_memory_limit_bytes",
                    "From here on the broker pages all addresses.",
                    Numbers::memoryLimit),
                feed()),
            BrokerAnswers.SIZED.stream().flatMap(this::queue))
        .flatMap(gauges -> gauges);
  }

  private Gauge number(String name, String help, ToDoubleFunction<Numbers> value) {
    return new Gauge(
        name,
        help,
        () -> broker.get().numbers().stream().mapToDouble(value).findFirst().orElse(Double.NaN));
  }

  private Stream<Gauge> queue(String name) {
    return Stream.of(
        queue("trawl_queue_messages", "Messages in a queue.", name, QueueDepth::messages),
        queue(
            "trawl_queue_delivering",
            "Messages of a queue that a consumer has and has not acknowledged.",
            name,
            QueueDepth::delivering),
        queue("trawl_queue_consumers", "Sessions on a queue.", name, QueueDepth::consumers),
        queue(
            "trawl_queue_bytes",
            "Bytes of the messages in a queue.",
            name,
            depth -> depth.bytes().map(Long::doubleValue).orElse(Double.NaN)),
        queue(
            "trawl_queue_paging",
            "1 if the queue's address writes to disk what does not fit into memory.",
            name,
            depth -> depth.paging() ? 1 : 0));
  }

  private Gauge queue(
      String metric, String help, String queue, ToDoubleFunction<QueueDepth> value) {
    return new Gauge(
        metric,
        help,
        Map.of("queue", queue),
        () -> broker.get().queue(queue).stream().mapToDouble(value).findFirst().orElse(Double.NaN));
  }

  /**
   * Other programs' subscriptions together: what they are called, and how many, is their choice.
   */
  private Gauge feed() {
    return new Gauge(
        "trawl_feed_messages",
        "Messages that wait for subscribers of trawl.feed, all subscriptions together.",
        () -> {
          BrokerStatus status = broker.get();
          List<QueueDepth> subscriptions =
              status.queues().stream().filter(queue -> queue.address().equals(FEED)).toList();
          return status.reach() == Reach.KNOWN
              ? subscriptions.stream().mapToLong(QueueDepth::messages).sum()
              : Double.NaN;
        });
  }
}
