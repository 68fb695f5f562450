package dev.trawl.message;

import dev.trawl.body.BodyStore;
import dev.trawl.config.TrawlConfig;
import dev.trawl.message.DeadLetter.Outcome;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageFormatException;
import jakarta.jms.QueueBrowser;
import jakarta.jms.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** The dead letters: how a message gets there, what is there, and how it is sent back. */
@ApplicationScoped
public class DeadLetterQueue {
  private static final long TAKE_MILLIS = 5_000;

  /** Of two messages with the same one the broker drops the second (Artemis). */
  private static final String DUPLICATE_ID = "_AMQ_DUPL_ID";

  @Resource(lookup = ConnectionFactoryConfig.NAME)
  ConnectionFactory factory;

  @Inject TrawlConfig config;
  @Inject BodyStore bodies;

  /** Asks something of a session. */
  @FunctionalInterface
  private interface Question<T> {
    T in(Session session) throws JMSException;
  }

  /**
   * Puts a copy of a message there; the message itself stays where it is. Putting it there again
   * makes no second copy.
   *
   * @param reason why, for people
   * @param attempts how often it was tried
   * @param withBody false if even reading its body may be what is wrong with it
   * @throws JMSRuntimeException if the broker is away
   */
  public void put(Delivery delivery, String reason, int attempts, boolean withBody) {
    // Not transacted: a transaction with a duplicate in it would fail as a whole.
    ask(
        false,
        session -> {
          Message letter = copy(session, delivery, reason, withBody);
          letter.setIntProperty(DeadLetterReader.ATTEMPTS, attempts);
          letter.setStringProperty(DeadLetterReader.FAILED_ON, config.node());
          letter.setStringProperty(DeadLetterReader.ORIGIN, delivery.origin());
          letter.setStringProperty(DeadLetterReader.AT, Instant.now().toString());
          if (delivery.messageId().isPresent()) {
            letter.setJMSCorrelationID(delivery.messageId().get());
            letter.setStringProperty(DUPLICATE_ID, delivery.messageId().get());
          }
          MessageCopy.send(
              session.createProducer(session.createQueue(Addresses.DEAD_LETTERS)),
              letter,
              delivery.message(),
              bodies);
          return letter;
        });
  }

  private static Message copy(Session session, Delivery delivery, String reason, boolean withBody)
      throws JMSException {
    Message letter;
    String why = reason;
    if (withBody) {
      try {
        letter = MessageCopy.of(session, delivery.message(), Set.of());
      } catch (MessageFormatException | IllegalArgumentException e) {
        letter = MessageCopy.withoutBody(session, delivery.message());
        why = reason + " (its body could not be copied: " + e + ")";
      }
    } else {
      letter = MessageCopy.withoutBody(session, delivery.message());
      why = reason + " (its body is left out, since copying it ended the node too)";
    }
    letter.setStringProperty(DeadLetterReader.REASON, why);
    return letter;
  }

  /**
   * What is there, in the order of its coming.
   *
   * @param after only those behind that one; all if it is there no more
   * @param limit the most of them, from 1
   * @throws JMSRuntimeException if the broker is away
   */
  public List<DeadLetter> list(Optional<UUID> after, int limit) {
    return ask(
        false,
        session -> {
          boolean goesOn = after.isPresent() && isThere(session, after.get());
          try (QueueBrowser browser = browser(session, Optional.empty())) {
            Enumeration<?> all = browser.getEnumeration();
            if (goesOn) {
              skip(all, after.get());
            }
            return first(all, limit);
          }
        });
  }

  private static void skip(Enumeration<?> messages, UUID last) throws JMSException {
    while (messages.hasMoreElements()) {
      if (DeadLetterReader.id((Message) messages.nextElement()).filter(last::equals).isPresent()) {
        return;
      }
    }
  }

  private static List<DeadLetter> first(Enumeration<?> messages, int limit) throws JMSException {
    List<DeadLetter> found = new ArrayList<>();
    while (found.size() < limit && messages.hasMoreElements()) {
      found.add(DeadLetterReader.read((Message) messages.nextElement()));
    }
    return found;
  }

  private static boolean isThere(Session session, UUID id) throws JMSException {
    try (QueueBrowser browser = browser(session, Optional.of(selector(id)))) {
      return browser.getEnumeration().hasMoreElements();
    }
  }

  /**
   * The one of that id; empty if there is none.
   *
   * @throws JMSRuntimeException if the broker is away
   */
  public Optional<DeadLetter> find(UUID id) {
    return ask(
        false,
        session -> {
          try (QueueBrowser browser = browser(session, Optional.of(selector(id)))) {
            return first(browser.getEnumeration(), 1).stream().findFirst();
          }
        });
  }

  /**
   * Sends one back to where it came from, as it was. It is taken and sent in one transaction.
   *
   * @throws JMSRuntimeException if the broker is away, or if it is not known whether it was sent
   */
  public Outcome replay(UUID id) {
    return take(id, true);
  }

  /**
   * Removes one.
   *
   * @throws JMSRuntimeException if the broker is away
   */
  public Outcome discard(UUID id) {
    return take(id, false);
  }

  private Outcome take(UUID id, boolean replay) {
    Optional<DeadLetter> found = find(id);
    if (found.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    // Said before it is taken: what goes back by a rollback is not to be seen for a while.
    if (replay && found.get().origin().isEmpty()) {
      return Outcome.NO_ORIGIN;
    }
    return ask(
        true,
        session -> {
          try (MessageConsumer consumer =
              session.createConsumer(session.createQueue(Addresses.DEAD_LETTERS), selector(id))) {
            Message letter = consumer.receive(TAKE_MILLIS);
            if (letter == null) {
              return Outcome.HELD;
            }
            if (replay) {
              sendBack(session, letter);
            }
            session.commit();
            return Outcome.DONE;
          }
        });
  }

  private void sendBack(Session session, Message letter) throws JMSException {
    Message copy = MessageCopy.of(session, letter, DeadLetterReader.ADDED);
    copy.setBooleanProperty(DeadLetterReader.REPLAYED, true);
    String origin = DeadLetterReader.origin(letter).orElseThrow();
    MessageCopy.send(session.createProducer(destination(session, origin)), copy, letter, bodies);
  }

  /** The address of results is one of topics; by its full name the processors' queue is meant. */
  private static Destination destination(Session session, String origin) throws JMSException {
    return origin.equals(Addresses.STORE)
        ? session.createTopic(origin)
        : session.createQueue(origin);
  }

  private static QueueBrowser browser(Session session, Optional<String> selector)
      throws JMSException {
    return session.createBrowser(
        session.createQueue(Addresses.DEAD_LETTERS), selector.orElse(null));
  }

  private static String selector(UUID id) {
    return "JMSMessageID = 'ID:" + id + "'";
  }

  private <T> T ask(boolean transacted, Question<T> question) {
    return Unchecked.get(() -> answer(transacted, question));
  }

  private <T> T answer(boolean transacted, Question<T> question) throws JMSException {
    try (Connection connection = factory.createConnection();
        Session session =
            connection.createSession(
                transacted, transacted ? Session.SESSION_TRANSACTED : Session.AUTO_ACKNOWLEDGE)) {
      connection.start();
      try {
        return question.in(session);
      } catch (JMSException | RuntimeException e) {
        if (transacted) {
          Sender.rollBack(session, e);
        }
        throw e;
      }
    }
  }
}
