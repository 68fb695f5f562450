package dev.trawl.message;

import java.util.List;
import java.util.Optional;

/**
 * The broker as it was seen last.
 *
 * @param reach whether and why not
 * @param queues of our addresses, by name; subscriptions of other programs are among them
 * @param numbers of the broker as a whole; empty unless it was reached
 */
public record BrokerStatus(Reach reach, List<QueueDepth> queues, Optional<Numbers> numbers) {
  /** Whether the broker could be asked. */
  public enum Reach {
    /** It answers. */
    KNOWN,
    /** It answers, but not to us: its security settings do not let our account look. */
    NOT_ALLOWED,
    /** It does not answer. */
    AWAY,
    /** It has not been asked yet. */
    UNKNOWN
  }

  /**
   * Of the broker as a whole.
   *
   * @param version its version
   * @param diskUsed the part of its disk that is in use, from 0 to 1
   * @param diskLimit the part of its disk from which on it takes nothing more; empty if it goes by
   *     free bytes
   * @param memoryUsed bytes of messages in memory
   * @param memoryLimit bytes from which on all addresses page
   */
  public record Numbers(
      String version,
      double diskUsed,
      Optional<Double> diskLimit,
      long memoryUsed,
      long memoryLimit) {}

  static BrokerStatus unreached(Reach reach) {
    return new BrokerStatus(reach, List.of(), Optional.empty());
  }

  /** The queue of that name, if it is known. */
  public Optional<QueueDepth> queue(String name) {
    return queues.stream().filter(queue -> queue.name().equals(name)).findFirst();
  }
}
