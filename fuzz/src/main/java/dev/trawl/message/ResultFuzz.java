package dev.trawl.message;

import dev.trawl.body.Body;
import dev.trawl.body.BodyStore;
import dev.trawl.database.Infrastructure;
import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.host.Trouble;
import dev.trawl.http.RetryAfterFuzz;
import dev.trawl.message.FetchOutcome.Answer;
import dev.trawl.url.CrawlUrl;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.activemq.artemis.api.core.Message;
import org.apache.activemq.artemis.core.client.impl.ClientMessageImpl;
import org.apache.activemq.artemis.jms.client.ActiveMQMessage;

/**
 * A message on {@code trawl.results}. A property a line: its type (a character), its name, its
 * value. An empty line ends them; the rest is the body.
 */
public final class ResultFuzz {
  private static final BodyStore BODIES = BodyStore.temporary();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(BODIES::close));
  }

  private ResultFuzz() {}

  public static void fuzzerTestOneInput(byte[] bytes) throws JMSException {
    Input input = new Input(bytes);
    ClientMessageImpl core = core();
    for (String line = input.textLine(); !line.isEmpty(); line = input.textLine()) {
      put(core, line);
    }
    core.getBodyBuffer().writeBytes(input.rest());
    FetchResult result;
    try {
      result = ResultCodec.decode(received(core), BODIES);
    } catch (JMSException | RuntimeException e) {
      Oracle.check(!Infrastructure.isAway(e), "a message's own fault is waited out for ever");
      return;
    }
    check(result);
    checkWritten(result);
  }

  private static ClientMessageImpl core() {
    return new ClientMessageImpl(Message.BYTES_TYPE, true, 0, 0, (byte) 4, 1024);
  }

  private static BytesMessage received(ClientMessageImpl core) throws JMSException {
    BytesMessage message = (BytesMessage) ActiveMQMessage.createMessage(core, null);
    message.reset();
    return message;
  }

  private static void put(ClientMessageImpl core, String line) {
    String[] parts = line.substring(1).split(" ", 2);
    String name = parts[0];
    String value = parts.length > 1 ? parts[1] : "";
    switch (line.charAt(0)) {
      case 'i' -> core.putIntProperty(name, (int) number(value));
      case 'l' -> core.putLongProperty(name, number(value));
      case 'b' -> core.putBooleanProperty(name, Boolean.parseBoolean(value));
      case 'd' -> core.putDoubleProperty(name, (double) number(value));
      case 'x' -> core.putBytesProperty(name, value.getBytes(StandardCharsets.UTF_8));
      default -> core.putStringProperty(name, value);
    }
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return text.length();
    }
  }

  private static void check(FetchResult result) {
    Oracle.check(result.attempt() >= 0, "attempt " + result.attempt());
    Oracle.check(!result.duration().isNegative(), "duration " + result.duration());
    CrawlUrl.parse(result.url()).ifPresent(Oracle::url);
    Oracle.storable(result.node());
    Trouble.of(result.outcome()).ifPresent(ResultFuzz::check);
  }

  private static void check(Trouble trouble) {
    Oracle.storable(trouble.detail());
    RetryAfterFuzz.check(trouble.pause());
  }

  private static void checkWritten(FetchResult result) throws JMSException {
    ClientMessageImpl core = core();
    BytesMessage message = (BytesMessage) ActiveMQMessage.createMessage(core, null);
    message.clearProperties();
    message.clearBody();
    ResultCodec.encode(message, result);
    message.writeBytes(body(result));
    message.reset();
    FetchResult read = ResultCodec.decode(message, BODIES);
    Oracle.same(bare(read), bare(result));
    Oracle.check(Arrays.equals(body(read), body(result)), "another body");
  }

  private static byte[] body(FetchResult result) {
    return result.outcome() instanceof Answer answer ? answer.body().bytes() : new byte[0];
  }

  /** Arrays are equal to themselves only. */
  private static FetchResult bare(FetchResult result) {
    return new FetchResult(
        result.jobId(),
        result.urlId(),
        result.url(),
        result.attempt(),
        result.outcome() instanceof Answer answer ? bare(answer) : result.outcome(),
        result.fetchedAt(),
        result.duration(),
        result.node(),
        result.extract());
  }

  private static Answer bare(Answer answer) {
    return new Answer(
        answer.status(),
        answer.contentType(),
        answer.location(),
        answer.robotsTags(),
        answer.headers(),
        answer.retryAfter(),
        answer.address(),
        answer.protocol(),
        Body.EMPTY,
        answer.contentEncoding(),
        answer.setCookies());
  }
}
