package dev.trawl.message;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.DeliveryMode;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.util.List;

/**
 * Sends what belongs together in one JMS transaction: one flush to the broker's disk for all of it.
 * Never to be called inside a database transaction. (The classic API, since the resource adapter's
 * JMSContext refuses to be transacted.)
 */
@ApplicationScoped
public class Sender {
  @Resource(lookup = ConnectionFactoryConfig.NAME)
  ConnectionFactory factory;

  /** Does something in a session. */
  @FunctionalInterface
  private interface Work {
    void in(Session session) throws JMSException;
  }

  /**
   * Sends fetch tasks; when it returns, the broker has them all on disk.
   *
   * @throws JMSRuntimeException if it has none of them, or if that is not known
   */
  public void tasks(List<FetchTask> tasks) {
    transacted(
        session -> {
          MessageProducer producer = session.createProducer(session.createQueue(Addresses.FETCH));
          for (FetchTask task : tasks) {
            producer.send(encode(session, task));
          }
        });
  }

  /**
   * Sends results; when it returns, the broker has them all on disk.
   *
   * @throws JMSRuntimeException if it has none of them, or if that is not known
   */
  public void results(List<FetchResult> results) {
    transacted(
        session -> {
          MessageProducer producer = session.createProducer(session.createTopic(Addresses.RESULTS));
          for (FetchResult result : results) {
            ResultCodec.send(session, producer, result);
          }
        });
  }

  /**
   * Sends events, without persistence.
   *
   * @param numbers one for each, rising
   * @throws JMSRuntimeException if the broker is away
   */
  void events(List<CrawlEvent> events, List<Long> numbers) {
    transacted(
        session -> {
          MessageProducer producer = session.createProducer(session.createTopic(Addresses.EVENTS));
          producer.setDeliveryMode(DeliveryMode.NON_PERSISTENT);
          for (int i = 0; i < events.size(); i++) {
            producer.send(encode(session, events.get(i), numbers.get(i)));
          }
        });
  }

  /**
   * Sends a text to whoever asked for an answer.
   *
   * @param correlationId the message that is answered
   * @param reason what it is
   * @throws JMSRuntimeException if the broker is away
   */
  public void answer(Destination destination, String text, String correlationId, String reason) {
    transacted(session -> send(session, destination, text, correlationId, reason));
  }

  private void transacted(Work work) {
    Unchecked.run(() -> inTransaction(work));
  }

  private void inTransaction(Work work) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      try {
        work.in(session);
        session.commit();
      } catch (JMSException | RuntimeException e) {
        rollBack(session, e);
        throw e;
      }
    }
  }

  /**
   * Closing only gives the session back to the pool, with all that was sent so far; whoever has it
   * next would commit that too.
   */
  static void rollBack(Session session, Exception reason) {
    try {
      session.rollback();
    } catch (JMSException | RuntimeException e) {
      reason.addSuppressed(e);
    }
  }

  private static void send(
      Session session, Destination destination, String text, String correlationId, String reason)
      throws JMSException {
    Message message = session.createTextMessage(text);
    message.setJMSCorrelationID(correlationId);
    message.setStringProperty("reason", reason);
    session.createProducer(destination).send(message);
  }

  private static Message encode(Session session, FetchTask task) throws JMSException {
    Message message = session.createTextMessage(task.toJson());
    message.setStringProperty("jobId", task.jobId().toString());
    message.setStringProperty("taskId", task.taskId().toString());
    message.setStringProperty("host", task.host());
    return message;
  }

  private static Message encode(Session session, CrawlEvent event, long number)
      throws JMSException {
    Message message = session.createTextMessage(event.toJson(number));
    message.setStringProperty("jobId", event.jobId().toString());
    message.setStringProperty("kind", event.kind());
    return message;
  }
}
