package dev.trawl.message;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.ObjectMessage;
import jakarta.jms.TextMessage;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Reads what stands in the dead letters, whoever brought it there. */
final class DeadLetterReader {
  /** What is added to a message that is given up. A result has a {@code node} of its own. */
  static final String REASON = "reason";

  static final String FAILED_ON = "failedOn";
  static final String ATTEMPTS = "attempts";
  static final String ORIGIN = "origin";
  static final String AT = "deadLetteredAt";
  static final Set<String> ADDED = Set.of(REASON, FAILED_ON, ATTEMPTS, ORIGIN, AT);

  /** Keeps the broker from copying a result to the feed a second time. */
  static final String REPLAYED = "replayed";

  private static final Set<String> REPLAYABLE =
      Set.of(Addresses.CRAWL, Addresses.FETCH, Addresses.STORE, Addresses.DOCUMENTS);

  /** Set by the broker where it moves a message by itself, or because an administrator asked. */
  private static final String FROM_ADDRESS = "_AMQ_ORIG_ADDRESS";

  private static final String FROM_QUEUE = "_AMQ_ORIG_QUEUE";
  private static final int LONGEST_PROPERTY = 500;
  private static final int LONGEST_TEXT = 2_000;

  private DeadLetterReader() {}

  static DeadLetter read(Message message) throws JMSException {
    return new DeadLetter(
        id(message),
        origin(message),
        source(message),
        text(message, REASON),
        text(message, FAILED_ON),
        text(message, ATTEMPTS).flatMap(DeadLetterReader::number),
        text(message, AT).flatMap(DeadLetterReader::instant),
        size(message),
        properties(message),
        message instanceof TextMessage body
            ? Optional.ofNullable(body.getText())
                .map(text -> Secrets.hidden(shortened(text, LONGEST_TEXT)))
            : Optional.empty());
  }

  /** Artemis' message ids are UUIDs. */
  static Optional<UUID> id(Message message) throws JMSException {
    try {
      return Optional.ofNullable(message.getJMSMessageID())
          .map(id -> UUID.fromString(id.replaceFirst("^ID:", "")));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Where it may be sent back to. Nothing of ours reads a Java object, and none is unpacked. */
  static Optional<String> origin(Message message) throws JMSException {
    return message instanceof ObjectMessage
        ? Optional.empty()
        : source(message).filter(REPLAYABLE::contains);
  }

  private static Optional<String> source(Message message) throws JMSException {
    Optional<String> said = text(message, ORIGIN);
    if (said.isPresent()) {
      return said;
    }
    Optional<String> address = text(message, FROM_ADDRESS);
    if (address.isEmpty()) {
      // A crawl request that an earlier release refused: its reason is a problem document.
      return text(message, REASON).filter(why -> why.startsWith("{")).map(why -> Addresses.CRAWL);
    }
    Optional<String> queue = text(message, FROM_QUEUE).filter(name -> !name.equals(address.get()));
    return Optional.of(address.get() + queue.map(name -> "::" + name).orElse(""));
  }

  private static Optional<String> text(Message message, String property) throws JMSException {
    return Optional.ofNullable(message.getObjectProperty(property)).map(String::valueOf);
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static long size(Message message) throws JMSException {
    if (message instanceof BytesMessage bytes) {
      return bytes.getBodyLength();
    }
    return message instanceof TextMessage body && body.getText() != null
        ? body.getText().getBytes(StandardCharsets.UTF_8).length
        : 0;
  }

  private static Map<String, String> properties(Message message) throws JMSException {
    Map<String, String> properties = new TreeMap<>();
    MessageCopy.properties(message)
        .forEach(
            (name, value) -> {
              if (!ADDED.contains(name)) {
                properties.put(name, shown(name, value));
              }
            });
    return properties;
  }

  /** Cookies are their site's secrets. */
  private static String shown(String name, Object value) {
    return name.equals("setCookie") ? "***" : shortened(String.valueOf(value), LONGEST_PROPERTY);
  }

  private static String shortened(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest) + "…";
  }
}
