package dev.trawl.message;

import dev.trawl.body.Body;
import dev.trawl.body.BodyStore;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.MessageEOFException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ObjectMessage;
import jakarta.jms.Session;
import jakarta.jms.StreamMessage;
import jakarta.jms.TextMessage;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Copies of messages, to be sent elsewhere: properties, body, and what a receiver answers by. */
final class MessageCopy {
  private MessageCopy() {}

  /** The properties that its sender gave it, without the client's and the broker's own. */
  static Map<String, Object> properties(Message message) throws JMSException {
    Map<String, Object> properties = new TreeMap<>();
    Enumeration<?> names = message.getPropertyNames();
    for (Object name : Collections.list(names)) {
      String text = String.valueOf(name);
      if (!text.startsWith("JMS") && !text.startsWith("_AMQ")) {
        properties.put(text, message.getObjectProperty(text));
      }
    }
    return properties;
  }

  /**
   * The whole message but its message id, and but a body of bytes, which comes when it is sent.
   *
   * @param dropped properties that the copy does not have
   */
  static Message of(Session session, Message original, Set<String> dropped) throws JMSException {
    return withHeaders(original, withBody(session, original), dropped);
  }

  /** Sends a copy that was made by {@link #of}. */
  static void send(MessageProducer producer, Message copy, Message original, BodyStore bodies)
      throws JMSException {
    if (copy instanceof BytesMessage bytes && original instanceof BytesMessage from) {
      try (Body body = MessageBody.read(from, bodies)) {
        MessageBody.send(producer, bytes, body);
      }
    } else {
      producer.send(copy);
    }
  }

  /** The same without a body. */
  static Message withoutBody(Session session, Message original) throws JMSException {
    return withHeaders(original, session.createMessage(), Set.of());
  }

  private static Message withHeaders(Message original, Message copy, Set<String> dropped)
      throws JMSException {
    for (Map.Entry<String, Object> property : properties(original).entrySet()) {
      if (!dropped.contains(property.getKey())) {
        copy.setObjectProperty(property.getKey(), property.getValue());
      }
    }
    copy.setJMSReplyTo(original.getJMSReplyTo());
    copy.setJMSType(original.getJMSType());
    copy.setJMSCorrelationID(original.getJMSCorrelationID());
    return copy;
  }

  private static Message withBody(Session session, Message original) throws JMSException {
    if (original instanceof TextMessage text) {
      return session.createTextMessage(text.getText());
    } else if (original instanceof BytesMessage) {
      return session.createBytesMessage();
    } else if (original instanceof MapMessage map) {
      MapMessage copy = session.createMapMessage();
      for (Object name : Collections.list((Enumeration<?>) map.getMapNames())) {
        copy.setObject(String.valueOf(name), map.getObject(String.valueOf(name)));
      }
      return copy;
    } else if (original instanceof StreamMessage stream) {
      return stream(session, stream);
    } else if (original instanceof ObjectMessage) {
      throw new IllegalArgumentException("a Java object from outside is not unpacked");
    }
    return session.createMessage();
  }

  private static Message stream(Session session, StreamMessage original) throws JMSException {
    StreamMessage copy = session.createStreamMessage();
    original.reset();
    while (true) {
      try {
        copy.writeObject(original.readObject());
      } catch (MessageEOFException e) {
        return copy;
      }
    }
  }
}
