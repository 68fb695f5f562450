package dev.trawl.message;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;
import jakarta.jms.TextMessage;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Hears the events of all nodes, in their order, and passes them on inside this one. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Topic"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Addresses.EVENTS),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "1"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class EventConsumer implements MessageListener {
  private static final Logger LOG = System.getLogger(EventConsumer.class.getName());

  @Inject Event<CrawlEvent.Numbered> heard;

  @Override
  public void onMessage(Message message) {
    try {
      heard.fire(CrawlEvent.parse(((TextMessage) message).getText()));
    } catch (JMSException | RuntimeException e) {
      // At most once: an event is not worth a second delivery, nor a dead letter.
      LOG.log(Level.WARNING, "an event could not be passed on, and is dropped", e);
    }
  }
}
