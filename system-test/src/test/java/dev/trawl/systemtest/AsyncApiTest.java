package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** docs/asyncapi.yaml says what really goes over the broker. */
@ExtendWith(SharedStack.class)
class AsyncApiTest {

  private static final Map<String, String> EVENTS =
      Map.of("state", "StateEvent", "counters", "CountersEvent", "pages", "PagesEvent");

  private final AsyncApi described = AsyncApi.read();

  @Test
  void itKnowsEveryAddressOfTheBroker() throws IOException {
    Path root = Path.of(System.getProperty("trawl.root", "."));
    String broker = Files.readString(root.resolve("artemis-config/src/main/broker/etc/broker.xml"));
    Set<String> addresses = new TreeSet<>();
    Matcher address = Pattern.compile("<address name=\"([^\"]+)\"").matcher(broker);
    while (address.find()) {
      addresses.add(address.group(1));
    }
    assertThat(described.addresses()).isEqualTo(addresses);
  }

  @Test
  void resultsAndEventsOfACrawlAreAsItSays(Trawl trawl, Api api) throws Exception {
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(12, 1, 4, 7));
        Messaging messaging = new Messaging(trawl);
        MessageConsumer feed = messaging.subscribe("trawl.feed");
        MessageConsumer events = messaging.subscribe("trawl.events")) {
      web.withLinks(
          "/all",
          List.of(
              web.start(),
              web.url("/status/404"),
              web.url("/redirect?n=1"),
              web.url("/garbage"),
              web.url("/empty"),
              web.url("/secret")));
      web.with("/robots.txt", Answer.Reply.text(200, "User-agent: *\nDisallow: /secret\n"));
      String job = api.submit(JobRequest.of(web.url("/all")));

      List<TextMessage> heard = untilCompleted(events, job);
      assertThat(kinds(heard)).containsExactlyInAnyOrder("state", "counters", "pages");
      for (TextMessage event : heard) {
        described.assertIs(event(event), event);
      }
      assertRising(heard);

      // All pages, the redirect's target, and the one that was not requested.
      int count = web.truth().pages().size() + 7;
      List<BytesMessage> results = results(feed, job, count);
      for (BytesMessage result : results) {
        described.assertHeaders("FetchResult", result);
        assertNothingElse("FetchResult", result);
      }
      assertThat(results).anyMatch(result -> has(result, "status") && !has(result, "error"));
      assertThat(results).anyMatch(result -> has(result, "error") && !has(result, "requested"));
      assertThat(results).anyMatch(result -> has(result, "requested"));
      assertThat(results).anyMatch(result -> has(result, "contentEncoding"));
      assertThat(results).anyMatch(result -> has(result, "location"));
    }
  }

  /** What the product sends is all described, though others may be sent more one day. */
  private void assertNothingElse(String name, Message message) throws JMSException {
    assertThat(described.headersOf(name).get("properties").propertyNames())
        .containsAll(AsyncApi.names(message));
  }

  private static List<TextMessage> untilCompleted(MessageConsumer events, String job)
      throws JMSException {
    List<TextMessage> heard = new ArrayList<>();
    while (true) {
      TextMessage event = (TextMessage) Messaging.next(events);
      if (job.equals(event.getStringProperty("jobId"))) {
        heard.add(event);
        if (event.getText().contains("COMPLETED")) {
          return heard;
        }
      }
    }
  }

  private static List<BytesMessage> results(MessageConsumer feed, String job, int count)
      throws JMSException {
    List<BytesMessage> results = new ArrayList<>();
    while (results.size() < count) {
      Message result = Messaging.next(feed);
      if (job.equals(result.getStringProperty("jobId"))) {
        results.add((BytesMessage) result);
      }
    }
    return results;
  }

  private static void assertRising(List<TextMessage> events) throws JMSException {
    List<Long> numbers = new ArrayList<>();
    for (TextMessage event : events) {
      JsonObject json = Api.parse(event.getText());
      numbers.add(json.getJsonNumber("sequence").longValueExact());
    }
    assertThat(numbers).isSorted().doesNotHaveDuplicates();
  }

  private static Set<String> kinds(List<TextMessage> events) throws JMSException {
    Set<String> kinds = new TreeSet<>();
    for (TextMessage event : events) {
      kinds.add(event.getStringProperty("kind"));
    }
    return kinds;
  }

  private static String event(TextMessage event) throws JMSException {
    return EVENTS.getOrDefault(event.getStringProperty("kind"), "unknown kind");
  }

  private static boolean has(BytesMessage result, String header) {
    try {
      return result.propertyExists(header);
    } catch (JMSException e) {
      throw new IllegalStateException(e);
    }
  }
}
