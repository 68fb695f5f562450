package dev.trawl.message;

import dev.trawl.body.Body;
import dev.trawl.body.BodyStore;
import dev.trawl.database.Texts;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.message.FetchOutcome.Failure;
import dev.trawl.message.FetchOutcome.NotRequested;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A result as a message: typed properties that a selector can use, and the answer's bytes as the
 * body. {@code requested} is false where a fetcher gives a URL back without having asked for it.
 */
public final class ResultCodec {
  /**
   * In characters of properties, each of two bytes on the wire: a message with more than twice as
   * many bytes is refused by the broker's client if it has a large body (see the resource adapter),
   * and by the broker's journal whatever it has. Our own fetcher stays far below.
   */
  static final int MOST_CHARACTERS = 95_000;

  private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

  private ResultCodec() {}

  /**
   * Sends a result. May be called again with the same one: its body is read anew.
   *
   * @throws IllegalArgumentException if its properties are longer than a broker takes
   */
  static void send(Session session, MessageProducer producer, FetchResult result)
      throws JMSException {
    int characters = characters(result);
    if (characters > MOST_CHARACTERS) {
      throw new IllegalArgumentException(
          "a result with properties of " + characters + " characters");
    }
    Body body = result.outcome() instanceof Answer answer ? answer.body() : Body.EMPTY;
    MessageBody.send(producer, withoutBody(session, result), body);
  }

  /** Of those properties whose length others decide. */
  private static int characters(FetchResult result) {
    int characters = result.url().length();
    if (result.outcome() instanceof Answer answer) {
      characters += answer.contentType().map(String::length).orElse(0);
      characters += answer.location().map(String::length).orElse(0);
      characters += answer.headers().text().length();
      characters += answer.robotsTags().stream().mapToInt(String::length).sum();
      characters += answer.setCookies().stream().mapToInt(String::length).sum();
    }
    return characters;
  }

  private static BytesMessage withoutBody(Session session, FetchResult result) throws JMSException {
    BytesMessage message = session.createBytesMessage();
    encode(message, result);
    return message;
  }

  static void encode(BytesMessage message, FetchResult result) throws JMSException {
    message.setStringProperty("jobId", result.jobId().toString());
    message.setStringProperty("urlId", result.urlId().toString());
    message.setStringProperty("url", result.url());
    message.setIntProperty("attempt", result.attempt());
    message.setLongProperty("durationMs", result.duration().toMillis());
    message.setStringProperty("fetchedAt", result.fetchedAt().toString());
    message.setStringProperty("node", result.node());
    if (result.extract()) {
      message.setBooleanProperty("extract", true);
    }
    encode(message, result.outcome());
  }

  private static void encode(BytesMessage message, FetchOutcome outcome) throws JMSException {
    if (outcome instanceof Answer answer) {
      message.setIntProperty("status", answer.status());
      set(message, "contentType", answer.contentType());
      set(message, "location", answer.location());
      set(message, "contentEncoding", answer.contentEncoding());
      setLines(message, "robotsTag", answer.robotsTags());
      setLines(message, "setCookie", answer.setCookies());
      if (!answer.headers().isEmpty()) {
        message.setStringProperty("headers", answer.headers().text());
      }
      setRetryAfter(message, answer.retryAfter());
      set(message, "address", answer.address());
      set(message, "protocol", answer.protocol());
    } else if (outcome instanceof Failure failure) {
      if (failure.status().isPresent()) {
        message.setIntProperty("status", failure.status().get());
      }
      message.setStringProperty("error", failure.error());
      message.setStringProperty("detail", failure.detail());
    } else if (outcome instanceof NotRequested not) {
      message.setStringProperty("error", not.error());
      message.setStringProperty("detail", not.detail());
      message.setBooleanProperty("requested", false);
      setRetryAfter(message, not.retryAfter());
    }
  }

  /**
   * Reads a result, from any fetcher; to be closed.
   *
   * @throws JMSException if the broker's client fails, or there is no room for the body
   * @throws RuntimeException if it is no result
   */
  public static FetchResult decode(BytesMessage message, BodyStore bodies) throws JMSException {
    UUID jobId = UUID.fromString(required(message, "jobId"));
    UUID urlId = UUID.fromString(required(message, "urlId"));
    String url = required(message, "url");
    int attempt = (int) notNegative("attempt", message.getIntProperty("attempt"));
    Instant fetchedAt = time(required(message, "fetchedAt"));
    Duration duration =
        Duration.ofMillis(notNegative("durationMs", message.getLongProperty("durationMs")));
    String node = Texts.clean(required(message, "node"));
    boolean extract = message.propertyExists("extract") && message.getBooleanProperty("extract");
    // Last, since from there on something is held.
    FetchOutcome outcome = outcome(message, bodies);
    return new FetchResult(jobId, urlId, url, attempt, outcome, fetchedAt, duration, node, extract);
  }

  private static FetchOutcome outcome(BytesMessage message, BodyStore bodies) throws JMSException {
    Optional<String> error = get(message, "error").map(Texts::clean);
    Optional<Integer> status =
        message.propertyExists("status")
            ? Optional.of(message.getIntProperty("status"))
            : Optional.empty();
    if (error.isEmpty()) {
      return answer(
          message,
          status.orElseThrow(
              () -> new IllegalArgumentException("a result has a status or an error")),
          bodies);
    }
    String detail = get(message, "detail").map(Texts::clean).orElse("");
    boolean requested =
        !message.propertyExists("requested") || message.getBooleanProperty("requested");
    return requested
        ? new Failure(status, error.get(), detail)
        : new NotRequested(error.get(), detail, retryAfter(message));
  }

  private static Answer answer(BytesMessage message, int status, BodyStore bodies)
      throws JMSException {
    Optional<String> contentType = get(message, "contentType");
    Optional<String> location = get(message, "location");
    List<String> robotsTags = lines(message, "robotsTag");
    HeaderLines headers = get(message, "headers").map(HeaderLines::of).orElse(HeaderLines.NONE);
    Optional<Duration> retryAfter = retryAfter(message);
    Optional<String> address = get(message, "address");
    Optional<String> protocol = get(message, "protocol");
    Optional<String> contentEncoding = get(message, "contentEncoding");
    List<String> setCookies = lines(message, "setCookie");
    Body body = MessageBody.read(message, bodies);
    return new Answer(
        status,
        contentType,
        location,
        robotsTags,
        headers,
        retryAfter,
        address,
        protocol,
        body,
        contentEncoding,
        setCookies);
  }

  private static void setLines(BytesMessage message, String name, List<String> lines)
      throws JMSException {
    if (!lines.isEmpty()) {
      message.setStringProperty(name, String.join("\n", lines));
    }
  }

  private static List<String> lines(BytesMessage message, String name) throws JMSException {
    return get(message, name).map(text -> List.of(text.split("\n", -1))).orElse(List.of());
  }

  private static void setRetryAfter(BytesMessage message, Optional<Duration> pause)
      throws JMSException {
    if (pause.isPresent()) {
      message.setLongProperty("retryAfterMs", pause.get().toMillis());
    }
  }

  private static Optional<Duration> retryAfter(BytesMessage message) throws JMSException {
    return message.propertyExists("retryAfterMs")
        ? Optional.of(Duration.ofMillis(Math.max(0, message.getLongProperty("retryAfterMs"))))
        : Optional.empty();
  }

  private static void set(BytesMessage message, String name, Optional<String> value)
      throws JMSException {
    if (value.isPresent()) {
      message.setStringProperty(name, value.get());
    }
  }

  private static long notNegative(String name, long value) {
    if (value < 0) {
      throw new IllegalArgumentException(name + " of a result must not be negative: " + value);
    }
    return value;
  }

  /** No other year has four digits, as in JSON, and a place in the database. */
  private static Instant time(String fetchedAt) {
    Instant time = Instant.parse(fetchedAt);
    if (time.isBefore(Instant.EPOCH) || !time.isBefore(YEAR_10000)) {
      throw new IllegalArgumentException(
          "fetchedAt of a result must be in the years 1970 to 9999: " + fetchedAt);
    }
    return time;
  }

  private static String required(BytesMessage message, String name) throws JMSException {
    return get(message, name)
        .orElseThrow(() -> new IllegalArgumentException("a result must have a " + name));
  }

  private static Optional<String> get(BytesMessage message, String name) throws JMSException {
    return Optional.ofNullable(message.getStringProperty(name));
  }
}
