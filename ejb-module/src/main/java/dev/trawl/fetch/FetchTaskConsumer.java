package dev.trawl.fetch;

import dev.trawl.message.Addresses;
import dev.trawl.message.Delivery;
import dev.trawl.message.FetchTask;
import dev.trawl.message.Unchecked;
import dev.trawl.metrics.Meters;
import dev.trawl.poison.Attempts;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.time.Duration;

/**
 * Takes fetch tasks. Fetching waits for the web, so there are many sessions, and none takes a task
 * before it has time for it (window 0): what the broker gives to others when a node dies is only
 * what it was fetching.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Addresses.FETCH),
      @ActivationConfigProperty(
          propertyName = "maxSession",
          propertyValue = "" + FetchTaskConsumer.SESSIONS),
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FetchTaskConsumer implements MessageListener {
  /** The most there are; fewer with a lower TRAWL_FETCHERS. */
  static final int SESSIONS = 64;

  @Inject Fetcher fetcher;
  @Inject Attempts attempts;
  @Inject BrokerContact contact;

  /**
   * Whether it may have been delivered before, or have waited until its lease was given back.
   * Clocks that differ only make more messages old.
   */
  private boolean isOld(Message message) throws JMSException {
    Duration age = Duration.ofMillis(System.currentTimeMillis() - message.getJMSTimestamp());
    return age.abs().compareTo(BrokerContact.PAUSE) > 0 && !contact.covers(age);
  }

  @Override
  public void onMessage(Message message) {
    contact.touch();
    attempts.on(Delivery.of(message, Addresses.FETCH), () -> Unchecked.run(() -> work(message)));
  }

  private void work(Message message) throws JMSException {
    Meters.FETCH_WAIT.noteSinceMillis(message.getJMSTimestamp());
    boolean again = message.getJMSRedelivered();
    boolean old = again || isOld(message);
    FetchTask task = FetchTask.parse(((TextMessage) message).getText());
    fetcher.fetch(task, old, again);
  }
}
