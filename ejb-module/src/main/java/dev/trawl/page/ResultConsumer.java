package dev.trawl.page;

import dev.trawl.body.BodyStore;
import dev.trawl.cluster.Load;
import dev.trawl.message.Addresses;
import dev.trawl.message.Delivery;
import dev.trawl.message.FetchResult;
import dev.trawl.message.ResultCodec;
import dev.trawl.message.Unchecked;
import dev.trawl.metrics.Meters;
import dev.trawl.poison.Attempts;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageListener;

/**
 * Takes results. The message is acknowledged when this returns: when what follows from it is
 * committed.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Addresses.STORE),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "24"),
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "65536"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ResultConsumer implements MessageListener {
  @Inject Processor processor;
  @Inject ResultStore store;
  @Inject Attempts attempts;
  @Inject Load load;
  @Inject BodyStore bodies;

  @Override
  public void onMessage(Message message) {
    attempts.on(Delivery.of(message, Addresses.STORE), () -> Unchecked.run(() -> work(message)));
  }

  private void work(Message message) throws JMSException {
    try (FetchResult result = ResultCodec.decode((BytesMessage) message, bodies)) {
      Meters.STORE_WAIT.noteSinceMillis(message.getJMSTimestamp());
      load.whileProcessing(() -> processor.process(result)).ifPresent(store::store);
    }
  }
}
