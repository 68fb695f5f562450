package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.MessageConsumer;
import jakarta.jms.MessageProducer;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A message on trawl.crawl does what the POST does. */
@ExtendWith(SharedStack.class)
class CrawlRequestMessageTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration A_CRAWL = Duration.ofMinutes(1);
  private static final String QUEUE = "trawl.crawl";

  /** TEST-NET-1 (RFC 5737): its jobs end at once. */
  private static final String NOWHERE = "http://192.0.2.1/";

  private static final String INVALID = "{\"seeds\":[\"ftp://a.example/\"],\"colour\":1}";

  private final AsyncApi described = AsyncApi.read();

  @Test
  void itIsTheJobThatThePostWouldMake(Trawl trawl, Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(20, 1, 4, 5));
        Messaging messaging = new Messaging(trawl)) {
      String name = UUID.randomUUID().toString();
      String request =
          "{\"name\":\"%s\",\"seeds\":[\"%s\"],\"politeness\":{\"delay\":\"PT0S\"}}"
              .formatted(name, web.start());
      described.assertPayload("CrawlRequest", request);
      messaging.send(QUEUE, text(messaging, request));

      String id = jobs(api, name, 1).get(0).getString("id");

      JsonObject job = api.awaitState(id, A_CRAWL, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      JsonObject posted = api.submit(Api.parse(request));
      for (String field : List.of("seeds", "scope", "politeness", "sitemaps")) {
        assertThat(job.get(field)).as(field).isEqualTo(posted.get(field));
      }
    }
  }

  @Test
  void theSameKeyIsTheSameJobAndWithAnotherRequestItIsRefused(Trawl trawl, Api api)
      throws Exception {
    try (Messaging messaging = new Messaging(trawl);
        MessageConsumer dead = deadLetters(messaging)) {
      String name = UUID.randomUUID().toString();
      for (int i = 0; i < 2; i++) {
        messaging.send(QUEUE, withKey(messaging, request(name), name));
      }
      TextMessage other = withKey(messaging, request(name + " changed"), name);
      messaging.send(QUEUE, other);

      TextMessage letter = letterOf(dead, other);
      assertThat(Api.parse(letter.getStringProperty("reason")).getInt("status")).isEqualTo(422);
      assertThat(afterAnother(messaging, api, name)).hasSize(1);
    }
  }

  @Test
  void aMessageThatComesTwiceIsOneJob(Trawl trawl, Api api) throws Exception {
    try (Messaging messaging = new Messaging(trawl)) {
      String name = UUID.randomUUID().toString();
      messaging.sendTwice(QUEUE, request(name));
      assertThat(afterAnother(messaging, api, name)).hasSize(1);
    }
  }

  /** They were all taken for one and the same message. */
  @Test
  void messagesWithoutAnIdAreJobsOfTheirOwn(Trawl trawl, Api api) throws Exception {
    try (Messaging messaging = new Messaging(trawl)) {
      String name = UUID.randomUUID().toString();
      MessageProducer producer =
          messaging.session().createProducer(messaging.session().createQueue(QUEUE));
      producer.setDisableMessageID(true);
      producer.send(text(messaging, request(name)));
      producer.send(text(messaging, request(name)));
      assertThat(jobs(api, name, 2)).hasSize(2);
    }
  }

  @Test
  void anInvalidOneGoesToTheDeadLettersAndWhoeverAskedIsTold(Trawl trawl) throws Exception {
    try (Messaging messaging = new Messaging(trawl);
        MessageConsumer dead = deadLetters(messaging)) {
      Destination replies = messaging.session().createTemporaryQueue();
      try (MessageConsumer reply = messaging.session().createConsumer(replies)) {
        TextMessage request = text(messaging, INVALID);
        request.setJMSReplyTo(replies);
        messaging.send(QUEUE, request);

        TextMessage letter = letterOf(dead, request);
        assertThat(letter.getText()).isEqualTo(INVALID);
        described.assertHeaders("RefusedRequest", letter);
        TextMessage answer = (TextMessage) Messaging.next(reply);
        described.assertIs("ProblemReply", answer);
        assertThat(answer.getJMSCorrelationID()).isEqualTo(request.getJMSMessageID());
        assertThat(answer.getText()).isEqualTo(letter.getStringProperty("reason"));
        assertThat(Api.parse(answer.getText()).getJsonArray("errors").getValuesAs(JsonObject.class))
            .extracting(error -> error.getString("field"))
            .contains("seeds[0]", "colour");
      }
    }
  }

  /** The consumer tried for ever to answer, and took no other request meanwhile. */
  @Test
  void whoeverAskedMayBeGone(Trawl trawl, Api api) throws Exception {
    try (Messaging messaging = new Messaging(trawl)) {
      for (int i = 0; i < 4; i++) {
        TextMessage request = text(messaging, INVALID);
        request.setJMSReplyTo(Messaging.unknownQueue());
        messaging.send(QUEUE, request);
      }
      assertThat(afterAnother(messaging, api, "none")).isEmpty();
    }
  }

  private static String request(String name) {
    return "{\"name\":\"%s\",\"seeds\":[\"%s\"]}".formatted(name, NOWHERE);
  }

  private static TextMessage text(Messaging messaging, String text) throws JMSException {
    return messaging.session().createTextMessage(text);
  }

  private static TextMessage withKey(Messaging messaging, String text, String key)
      throws JMSException {
    TextMessage message = text(messaging, text);
    message.setStringProperty("idempotencyKey", key);
    return message;
  }

  private static MessageConsumer deadLetters(Messaging messaging) throws JMSException {
    return messaging.consume("trawl.dlq", "reason IS NOT NULL");
  }

  private static TextMessage letterOf(MessageConsumer dead, TextMessage request)
      throws JMSException {
    while (true) {
      TextMessage letter = (TextMessage) Messaging.next(dead);
      if (request.getJMSMessageID().equals(letter.getJMSCorrelationID())) {
        return letter;
      }
    }
  }

  /** The jobs of that name, once everything that was sent before has been taken. */
  private static List<JsonObject> afterAnother(Messaging messaging, Api api, String name)
      throws JMSException {
    // The two consumers take turns: when these jobs are there, so is what came before.
    for (int i = 0; i < 4; i++) {
      String last = UUID.randomUUID().toString();
      messaging.send(QUEUE, text(messaging, request(last)));
      jobs(api, last, 1);
    }
    return named(api, name);
  }

  private static List<JsonObject> jobs(Api api, String name, int count) {
    Wait.until(count + " jobs are named " + name, SOON, () -> named(api, name).size() == count);
    return named(api, name);
  }

  private static List<JsonObject> named(Api api, String name) {
    return Api.parse(api.get("/api/jobs?limit=50").body())
        .getJsonArray("items")
        .getValuesAs(JsonObject.class)
        .stream()
        .filter(job -> name.equals(job.getString("name", "")))
        .toList();
  }
}
