package dev.trawl.incontainer;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.util.Optional;

/** Messages by the application's own connection factory, through the resource adapter. */
@ApplicationScoped
public class Messages {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Resource(lookup = "java:app/jms/trawl")
  ConnectionFactory factory;

  /** How a transacted session ends. */
  enum End {
    COMMIT,
    ROLLBACK
  }

  /** Sends texts in one transacted session. */
  void send(String queue, End end, String... texts) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session = connection.createSession(true, Session.SESSION_TRANSACTED)) {
      MessageProducer producer = session.createProducer(session.createQueue(queue));
      for (String text : texts) {
        producer.send(session.createTextMessage(text));
      }
      if (end == End.COMMIT) {
        session.commit();
      } else {
        session.rollback();
      }
    }
  }

  Subscription queue(String name) throws JMSException {
    return subscription(session -> session.createConsumer(session.createQueue(name)));
  }

  Subscription queue(String name, String selector) throws JMSException {
    return subscription(session -> session.createConsumer(session.createQueue(name), selector));
  }

  Subscription topic(String name) throws JMSException {
    return subscription(session -> session.createConsumer(session.createTopic(name)));
  }

  /** Makes a consumer. */
  @FunctionalInterface
  private interface Making {
    MessageConsumer in(Session session) throws JMSException;
  }

  private Subscription subscription(Making making) throws JMSException {
    Connection connection = factory.createConnection();
    Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    MessageConsumer consumer = making.in(session);
    connection.start();
    return new Subscription(connection, consumer);
  }

  /** What comes from a queue or topic while it is open. */
  record Subscription(Connection connection, MessageConsumer consumer) implements AutoCloseable {
    /** The next message, waited for. */
    Message next() throws JMSException {
      return Optional.ofNullable(consumer.receive(PATIENCE.toMillis()))
          .orElseThrow(() -> new IllegalStateException("No message within " + PATIENCE));
    }

    /** Whether nothing is there. */
    boolean isEmpty() throws JMSException {
      return consumer.receive(500) == null;
    }

    @Override
    public void close() throws JMSException {
      connection.close();
    }
  }
}
