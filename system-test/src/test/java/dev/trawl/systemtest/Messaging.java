package dev.trawl.systemtest;

import dev.trawl.stack.Trawl;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.ActiveMQException;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.client.ActiveMQClient;
import org.apache.activemq.artemis.api.core.client.ClientMessage;
import org.apache.activemq.artemis.api.core.client.ClientSession;
import org.apache.activemq.artemis.api.core.client.ClientSessionFactory;
import org.apache.activemq.artemis.api.core.client.ServerLocator;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.jms.client.ActiveMQQueue;
import org.apache.activemq.artemis.utils.UUIDGenerator;

/** A stack's broker, as a program of somebody else uses it: with the application's account. */
final class Messaging implements AutoCloseable {
  private static final String USER = "trawl";
  private static final String PASSWORD_FILE = "secrets/broker.password";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final String url;
  private final String password;
  private final ActiveMQConnectionFactory factory;
  private final Connection connection;
  private final Session session;

  Messaging(Trawl trawl) throws JMSException {
    this(trawl, USER, password(trawl));
  }

  /** With another account. */
  Messaging(Trawl trawl, String user, String secret) throws JMSException {
    url = "tcp://127.0.0.1:" + trawl.port("TRAWL_BROKER_PORT");
    password = secret;
    factory = new ActiveMQConnectionFactory(url + "?consumerWindowSize=0");
    connection = factory.createConnection(user, password);
    session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
    connection.start();
  }

  /** For what is done by hand; used by one thread only. */
  Session session() {
    return session;
  }

  /** A session in which what is taken and what is sent is one. */
  Session transacted() throws JMSException {
    return connection.createSession(true, Session.SESSION_TRANSACTED);
  }

  /** Another connection, of a program that is known by that name when it comes back. */
  Connection connect(String clientId) throws JMSException {
    Connection named = factory.createConnection(USER, password);
    named.setClientID(clientId);
    named.start();
    return named;
  }

  MessageConsumer subscribe(String topic) throws JMSException {
    return session.createConsumer(session.createTopic(topic));
  }

  MessageConsumer consume(String queue, String selector) throws JMSException {
    return session.createConsumer(session.createQueue(queue), selector);
  }

  void send(String queue, Message message) throws JMSException {
    session.createProducer(session.createQueue(queue)).send(message);
  }

  /** A queue that the broker does not have; a session would refuse to name it. */
  static Destination unknownQueue() {
    return new ActiveMQQueue("nobody.listens");
  }

  static Message next(MessageConsumer consumer) throws JMSException {
    return Optional.ofNullable(consumer.receive(PATIENCE.toMillis()))
        .orElseThrow(() -> new IllegalStateException("No message within " + PATIENCE));
  }

  static byte[] body(BytesMessage message) throws JMSException {
    byte[] body = new byte[(int) message.getBodyLength()];
    message.readBytes(body);
    return body;
  }

  /**
   * Sends a text so many times as one message that came more than once: with the same message id.
   * JMS gives each a new one, Artemis' own API does not.
   */
  void sendTwice(String queue, String text) throws Exception {
    try (ServerLocator locator = ActiveMQClient.createServerLocator(url);
        ClientSessionFactory factory = locator.createSessionFactory();
        ClientSession core = factory.createSession(USER, password, false, true, true, false, 0)) {
      org.apache.activemq.artemis.utils.UUID id = UUIDGenerator.getInstance().generateUUID();
      for (int i = 0; i < 2; i++) {
        send(core, queue, text, id);
      }
    }
  }

  private static void send(
      ClientSession core, String queue, String text, org.apache.activemq.artemis.utils.UUID id)
      throws ActiveMQException {
    ClientMessage message =
        core.createMessage(org.apache.activemq.artemis.api.core.Message.TEXT_TYPE, true);
    message.setUserID(id);
    message.getBodyBuffer().writeNullableSimpleString(SimpleString.of(text));
    core.createProducer(queue).send(message);
  }

  private static String password(Trawl trawl) {
    try {
      return Files.readString(trawl.data().resolve(PASSWORD_FILE)).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws JMSException {
    connection.close();
    factory.close();
  }
}
