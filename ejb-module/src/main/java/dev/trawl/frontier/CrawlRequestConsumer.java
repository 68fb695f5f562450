package dev.trawl.frontier;

import dev.trawl.batch.BackOff;
import dev.trawl.config.TrawlConfig;
import dev.trawl.database.Infrastructure;
import dev.trawl.database.Texts;
import dev.trawl.flow.FlowControl;
import dev.trawl.flow.NoSpaceException;
import dev.trawl.job.InvalidRequestException;
import dev.trawl.job.JobRequest;
import dev.trawl.job.JobRequestReader;
import dev.trawl.message.Addresses;
import dev.trawl.message.DeadLetterQueue;
import dev.trawl.message.Delivery;
import dev.trawl.message.Jsons;
import dev.trawl.message.Sender;
import dev.trawl.message.Unchecked;
import dev.trawl.poison.Attempts;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import jakarta.json.JsonArrayBuilder;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.Optional;

/**
 * Takes crawl requests as messages: the same JSON, validation and effect as POST /api/jobs. What is
 * refused goes to the dead letters with a problem document that says why, and to whoever asked for
 * an answer.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Addresses.CRAWL),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CrawlRequestConsumer implements MessageListener {
  private static final Logger LOG = System.getLogger(CrawlRequestConsumer.class.getName());

  private static final int MOST_ERRORS = 50;
  private static final int LONGEST = 300;

  @EJB Frontier frontier;
  @EJB FlowControl flow;
  @Inject Sender sender;
  @Inject DeadLetterQueue letters;
  @Inject Attempts attempts;
  @Inject TrawlConfig config;

  private final BackOff backOff = new BackOff("taking crawl requests");

  @PreDestroy
  void stop() {
    backOff.stop();
  }

  @Override
  public void onMessage(Message message) {
    Delivery delivery = Delivery.of(message, Addresses.CRAWL);
    attempts.on(delivery, () -> Unchecked.run(() -> take(message, delivery)));
  }

  private void take(Message message, Delivery delivery) throws JMSException {
    String text =
        message instanceof TextMessage json ? Objects.requireNonNullElse(json.getText(), "") : "";
    Optional<IdempotencyKey> key = key(message).map(name -> IdempotencyKey.of(name, text));
    try {
      JobRequest request = JobRequestReader.accept(text, config.credentialsKey());
      backOff.untilDone(() -> frontier.submit(request, key), CrawlRequestConsumer::mayBeTakenLater);
    } catch (InvalidRequestException e) {
      refuse(message, delivery, problem(e));
    } catch (IdempotencyConflictException e) {
      refuse(message, delivery, problem(e));
    }
  }

  private static boolean mayBeTakenLater(Throwable failure) {
    return failure instanceof NoSpaceException || Infrastructure.isAway(failure);
  }

  /** Empty for a sender who gives no key and has switched message ids off. */
  private static Optional<String> key(Message message) throws JMSException {
    String given = message.getStringProperty("idempotencyKey");
    return given != null
        ? Optional.of(given)
        : Optional.ofNullable(message.getJMSMessageID()).map(id -> "jms:" + id);
  }

  private void refuse(Message message, Delivery delivery, String problem) throws JMSException {
    backOff.untilDone(
        () -> letters.put(delivery, problem, delivery.count(), true), Infrastructure::isAway);
    if (message.getJMSReplyTo() != null) {
      answer(message.getJMSReplyTo(), problem, message.getJMSMessageID());
    }
  }

  /** Tried once: whoever asked may be gone, and must not keep others waiting. */
  private void answer(Destination replyTo, String problem, String id) {
    try {
      sender.answer(replyTo, problem, id, "refused");
    } catch (JMSRuntimeException e) {
      LOG.log(Level.INFO, "{0} could not be told that {1} was refused: {2}", replyTo, id, e);
    }
  }

  private static String problem(InvalidRequestException e) {
    JsonArrayBuilder errors = Jsons.createArrayBuilder();
    // A property of a message, which must not grow with the request.
    e.errors().stream()
        .limit(MOST_ERRORS)
        .forEach(
            error ->
                errors.add(
                    Jsons.createObjectBuilder()
                        .add("field", shortened(error.field()))
                        .add("message", shortened(error.message()))));
    return Jsons.createObjectBuilder()
        .add("title", "The crawl request is not valid")
        .add("status", 400)
        .add("detail", Texts.clean(String.valueOf(e.getMessage())))
        .add("errors", errors)
        .build()
        .toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static String problem(IdempotencyConflictException e) {
    return Jsons.createObjectBuilder()
        .add("title", "The idempotency key was used before")
        .add("status", 422)
        .add("detail", String.valueOf(e.getMessage()))
        .build()
        .toString();
  }
}
