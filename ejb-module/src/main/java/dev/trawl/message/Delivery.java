package dev.trawl.message;

import dev.trawl.url.Where;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/**
 * A message as a consumer got it, whatever it is: what can be said of it without understanding it.
 */
public final class Delivery {
  private static final String DELIVERIES = "JMSXDeliveryCount";

  private final Message message;
  private final String origin;
  private final Optional<String> messageId;
  private final String key;
  private final int count;

  private Delivery(Message message, String origin) throws JMSException {
    this.message = message;
    this.origin = origin;
    messageId = Optional.ofNullable(message.getJMSMessageID());
    key = messageId.isPresent() ? messageId.get() : digest(message, origin);
    count = message.propertyExists(DELIVERIES) ? message.getIntProperty(DELIVERIES) : 1;
  }

  /**
   * A message.
   *
   * @param origin where it was taken from, one of {@link Addresses}
   */
  public static Delivery of(Message message, String origin) {
    return Unchecked.get(() -> new Delivery(message, origin));
  }

  /** Where it was taken from. */
  public String origin() {
    return origin;
  }

  /** What it is known by, the same at each delivery. */
  public String key() {
    return key;
  }

  /** How often it was delivered, from 1. Counts what was fetched ahead by nodes that died too. */
  public int count() {
    return count;
  }

  /** A property that is an id; empty if it has none, or something else in its place. */
  public Optional<UUID> id(String property) {
    try {
      return text(property).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Job and URL, as far as it names them, as a log message ends with them. */
  public String where() {
    Optional<String> url = text("url");
    return id("jobId")
        .map(job -> url.map(text -> Where.of(job, text)).orElseGet(() -> Where.of(job)))
        .orElse("");
  }

  /** Whether it says that no request was made, as a result may. */
  public boolean isUnrequested() {
    return property("requested").filter(Boolean.FALSE::equals).isPresent();
  }

  /**
   * Whether its body is read once in each delivery, since it is too large to be kept for a copy.
   */
  public boolean isReadOnce() {
    return Unchecked.get(() -> message instanceof BytesMessage bytes && MessageBody.isLarge(bytes));
  }

  private Optional<String> text(String name) {
    return property(name).filter(String.class::isInstance).map(String.class::cast);
  }

  private Optional<Object> property(String name) {
    return Unchecked.get(() -> Optional.ofNullable(message.getObjectProperty(name)));
  }

  Message message() {
    return message;
  }

  /** Empty for a sender who has switched message ids off. */
  Optional<String> messageId() {
    return messageId;
  }

  /** For messages without an id: those that say the same may be taken for one. */
  private static String digest(Message message, String origin) throws JMSException {
    String said = origin + message.getJMSTimestamp() + MessageCopy.properties(message);
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(said.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
