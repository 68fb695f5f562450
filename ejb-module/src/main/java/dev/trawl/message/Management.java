package dev.trawl.message;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks the broker by management messages (Artemis manual, "Using Management Message API"):
 * properties name the resource and what is asked of it, and the answer's text is a JSON array with
 * one value.
 */
final class Management {
  private static final String ADDRESS = "activemq.management";
  private static final String RESOURCE = "_AMQ_ResourceName";
  private static final String ATTRIBUTE = "_AMQ_Attribute";
  private static final String OPERATION = "_AMQ_OperationName";
  private static final String SUCCEEDED = "_AMQ_OperationSucceeded";

  private Management() {}

  /**
   * Asks everything at once.
   *
   * @param patience for all answers together
   * @return what was answered; a question that the broker refuses is not in it
   * @throws JMSException if the broker is away, has no time, or takes no management messages from
   *     us
   */
  static Map<Question, JsonValue> ask(
      Connection connection, List<Question> questions, Duration patience) throws JMSException {
    connection.start();
    try (Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE)) {
      TemporaryQueue replies = session.createTemporaryQueue();
      try (MessageConsumer consumer = session.createConsumer(replies);
          MessageProducer producer = session.createProducer(session.createQueue(ADDRESS))) {
        for (int i = 0; i < questions.size(); i++) {
          producer.send(encode(session, questions.get(i), replies, i));
        }
        return collect(consumer, questions, patience);
      } finally {
        replies.delete();
      }
    }
  }

  private static Message encode(
      Session session, Question question, TemporaryQueue replies, int number) throws JMSException {
    TextMessage message = session.createTextMessage();
    message.setStringProperty(RESOURCE, question.resource());
    if (question.parameters().isPresent()) {
      message.setStringProperty(OPERATION, question.name());
      message.setText(question.parameters().get());
    } else {
      message.setStringProperty(ATTRIBUTE, question.name());
    }
    message.setJMSReplyTo(replies);
    message.setJMSCorrelationID(Integer.toString(number));
    return message;
  }

  private static Map<Question, JsonValue> collect(
      MessageConsumer consumer, List<Question> questions, Duration patience) throws JMSException {
    Map<Question, JsonValue> answers = new HashMap<>();
    long deadline = System.nanoTime() + patience.toNanos();
    for (int received = 0; received < questions.size(); received++) {
      long left = Math.max(1, (deadline - System.nanoTime()) / 1_000_000);
      Message reply = consumer.receive(left);
      if (reply == null) {
        throw new JMSException("the broker did not answer all within " + patience);
      }
      if (reply.getBooleanProperty(SUCCEEDED) && reply instanceof TextMessage text) {
        Question question = questions.get(Integer.parseInt(reply.getJMSCorrelationID()));
        answers.put(question, value(text.getText()));
      }
    }
    return answers;
  }

  private static JsonValue value(String text) {
    try (JsonReader reader = Jsons.createReader(new StringReader(text))) {
      JsonArray array = reader.readArray();
      return array.isEmpty() ? JsonValue.NULL : array.get(0);
    }
  }
}
