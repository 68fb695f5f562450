package dev.trawl.fetch;

import dev.trawl.message.Addresses;
import dev.trawl.message.Delivery;
import dev.trawl.message.FetchTask;
import dev.trawl.poison.Attempts;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.JMSRuntimeException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;

/**
 * Takes fetch tasks. Fetching waits for the web, so there are many sessions, and none takes a task
 * before it has time for it (window 0): what a node holds when it dies is only what it was
 * fetching.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Addresses.FETCH),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "64"),
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class FetchTaskConsumer implements MessageListener {
  @Inject Fetcher fetcher;
  @Inject Attempts attempts;

  @Override
  public void onMessage(Message message) {
    attempts.on(Delivery.of(message, Addresses.FETCH), () -> work(message));
  }

  private void work(Message message) {
    try {
      fetcher.fetch(FetchTask.parse(((TextMessage) message).getText()));
    } catch (JMSException e) {
      throw new JMSRuntimeException(e.getMessage(), e.getErrorCode(), e);
    }
  }
}
