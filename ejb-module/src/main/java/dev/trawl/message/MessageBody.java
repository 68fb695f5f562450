package dev.trawl.message;

import dev.trawl.body.Body;
import dev.trawl.body.BodyBuffer;
import dev.trawl.body.BodyStore;
import dev.trawl.body.SpoolException;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.ResourceAllocationException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The body of a message as bytes: in one piece while it is small, else as a stream, so that neither
 * side ever has it in memory as a whole.
 */
final class MessageBody {
  /** In bytes. From here on Artemis has a message in a file of its own, however it was written. */
  static final int LARGE = 100 * 1024;

  /** Object properties by which Artemis takes and gives streams. */
  private static final String TAKEN_FROM = "JMS_AMQ_InputStream";

  private static final String SAVED_TO = "JMS_AMQ_SaveStream";

  private MessageBody() {}

  /** Whether a message that was received gives its body only once. */
  static boolean isLarge(BytesMessage message) throws JMSException {
    return message.getBodyLength() >= LARGE;
  }

  /**
   * Sends a message that has everything but its body.
   *
   * @throws UncheckedIOException if the body cannot be read
   */
  static void send(MessageProducer producer, BytesMessage message, Body body) throws JMSException {
    if (body.length() < LARGE) {
      message.writeBytes(body.bytes());
      producer.send(message);
      return;
    }
    try (InputStream stream = body.open()) {
      message.setObjectProperty(TAKEN_FROM, stream);
      producer.send(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The body of a message that was received, to be closed.
   *
   * @throws ResourceAllocationException if there is no room for it
   */
  static Body read(BytesMessage message, BodyStore bodies) throws JMSException {
    if (isLarge(message)) {
      return readStreamed(message, bodies);
    }
    // Whoever failed with it may have read it.
    message.reset();
    byte[] bytes = new byte[(int) message.getBodyLength()];
    message.readBytes(bytes);
    return Body.of(bytes);
  }

  private static Body readStreamed(BytesMessage message, BodyStore bodies) throws JMSException {
    int first = (int) Math.min(message.getBodyLength(), Integer.MAX_VALUE);
    try (BodyBuffer buffer = bodies.buffer(first)) {
      Gathering gathering = new Gathering(buffer);
      message.setObjectProperty(SAVED_TO, gathering);
      if (gathering.failure().isPresent()) {
        throw gathering.failure().get();
      }
      return buffer.finish();
    } catch (SpoolException e) {
      ResourceAllocationException noRoom = new ResourceAllocationException(e.getMessage());
      noRoom.initCause(e);
      throw noRoom;
    }
  }

  /**
   * Takes all that comes, also where there is no room for it: a client that fails within a message
   * leaves its session with the rest.
   */
  private static final class Gathering extends OutputStream {
    private final BodyBuffer buffer;
    private @Nullable SpoolException failure;

    Gathering(BodyBuffer buffer) {
      this.buffer = buffer;
    }

    Optional<SpoolException> failure() {
      return Optional.ofNullable(failure);
    }

    @Override
    public void write(int value) {
      write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
      if (failure != null) {
        return;
      }
      try {
        buffer.write(bytes, offset, length);
      } catch (SpoolException e) {
        failure = e;
      }
    }
  }
}
