package dev.trawl.incontainer;

import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** What the tests' consumers saw, of each message in turn. */
final class Deliveries {
  /** Of the queue that is taken; the consumer holds a message until it is let go. */
  static final List<Delivery> ACCEPTED = new CopyOnWriteArrayList<>();

  /** Of the queue whose every message is refused. */
  static final List<Delivery> REFUSED = new CopyOnWriteArrayList<>();

  static final CountDownLatch LET_GO = new CountDownLatch(1);

  private Deliveries() {}

  /**
   * One call of onMessage.
   *
   * @param count the broker's, from 1
   * @param at of this process's clock, in nanoseconds
   */
  record Delivery(int count, boolean redelivered, long at) {
    static Delivery of(Message message) throws JMSException {
      return new Delivery(
          message.getIntProperty("JMSXDeliveryCount"),
          message.getJMSRedelivered(),
          System.nanoTime());
    }
  }
}
