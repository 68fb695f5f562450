package dev.trawl.document;

import dev.trawl.body.BodyStore;
import dev.trawl.message.Addresses;
import dev.trawl.message.Delivery;
import dev.trawl.message.FetchResult;
import dev.trawl.message.ResultCodec;
import dev.trawl.message.Unchecked;
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
import jakarta.jms.ResourceAllocationRuntimeException;
import java.io.UncheckedIOException;

/**
 * Takes results with documents, as many at a time as there may be processes that read them. The
 * message is acknowledged when this returns: when the text is committed.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(propertyName = "resourceAdapter", propertyValue = "artemis-ra"),
      @ActivationConfigProperty(propertyName = "useJNDI", propertyValue = "false"),
      @ActivationConfigProperty(
          propertyName = "destinationType",
          propertyValue = "jakarta.jms.Queue"),
      @ActivationConfigProperty(propertyName = "destination", propertyValue = Addresses.DOCUMENTS),
      @ActivationConfigProperty(propertyName = "maxSession", propertyValue = "2"),
      @ActivationConfigProperty(propertyName = "consumerWindowSize", propertyValue = "0"),
      @ActivationConfigProperty(
          propertyName = "acknowledgeMode",
          propertyValue = "Auto-acknowledge")
    })
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class DocumentConsumer implements MessageListener {
  @Inject DocumentProcessor documents;
  @Inject Attempts attempts;
  @Inject BodyStore bodies;

  @Override
  public void onMessage(Message message) {
    attempts.on(
        Delivery.of(message, Addresses.DOCUMENTS), () -> Unchecked.run(() -> work(message)));
  }

  private void work(Message message) throws JMSException {
    try (FetchResult result = ResultCodec.decode((BytesMessage) message, bodies)) {
      documents.process(result);
    } catch (UncheckedIOException e) {
      // That this node cannot read documents is no fault of the message's, which comes again.
      throw new ResourceAllocationRuntimeException(e.getMessage(), "", e);
    }
  }
}
