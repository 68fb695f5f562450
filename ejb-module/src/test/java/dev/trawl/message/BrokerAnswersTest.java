package dev.trawl.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.message.BrokerStatus.Reach;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Answers as Artemis 2.53 gives them: lists are a text of JSON in which every value is a text. */
class BrokerAnswersTest {
  private static final String QUEUES =
      """
      {"data":[
        {"name":"store","address":"trawl.results","messageCount":"7","deliveringCount":"2",
         "scheduledCount":"1","consumerCount":"24","messagesAdded":"9","messagesAcked":"2"},
        {"name":"elsewhere.sub","address":"trawl.feed","messageCount":"5","deliveringCount":"0",
         "scheduledCount":"0","consumerCount":"0","messagesAdded":"5","messagesAcked":"0"},
        {"name":"$sys.mqtt.sessions","address":"$sys.mqtt.sessions","messageCount":"0",
         "deliveringCount":"0","scheduledCount":"0","consumerCount":"0","messagesAdded":"0",
         "messagesAcked":"0"}],"count":3}
      """;
  private static final String ADDRESSES =
      "{\"data\":[{\"name\":\"trawl.feed\",\"paging\":\"true\"},{\"name\":\"trawl.results\",\"paging\":\"false\"}]}";

  private static Map<Question, JsonValue> answers(int maxDiskUsage) {
    JsonObject values =
        Jsons.createObjectBuilder()
            .add("listQueues", QUEUES)
            .add("listAddresses", ADDRESSES)
            .add("version", "2.53.0")
            .add("diskStoreUsage", 0.69)
            .add("maxDiskUsage", maxDiskUsage)
            .add("addressMemoryUsage", 4711)
            .add("globalMaxSize", 1000)
            .add("persistentSize", 123)
            .build();
    Map<Question, JsonValue> answers = new HashMap<>();
    for (Question question : BrokerAnswers.QUESTIONS) {
      answers.put(question, values.getOrDefault(question.name(), JsonValue.NULL));
    }
    return answers;
  }

  @Test
  void ourQueuesAndSubscriptionsOfOursAreRead() {
    BrokerStatus status = BrokerAnswers.status(answers(90));
    assertThat(status.reach()).isEqualTo(Reach.KNOWN);
    assertThat(status.queues())
        .containsExactly(
            new QueueDepth("elsewhere.sub", "trawl.feed", 5, 0, 0, 0, 5, 0, Optional.empty(), true),
            new QueueDepth("store", "trawl.results", 7, 2, 1, 24, 9, 2, Optional.of(123L), false));
    assertThat(status.numbers())
        .contains(new BrokerStatus.Numbers("2.53.0", 0.69, Optional.of(0.9), 4711, 1000));
  }

  @Test
  void aBrokerThatGoesByFreeBytesHasNoLimitInPercent() {
    assertThat(BrokerAnswers.status(answers(100)).numbers().orElseThrow().diskLimit()).isEmpty();
    assertThat(BrokerAnswers.status(answers(-1)).numbers().orElseThrow().diskLimit()).isEmpty();
  }

  @Test
  void aBrokerThatDoesNotLetUsLookSaysNothingOfItsQueues() {
    assertThat(BrokerAnswers.status(Map.of()).reach()).isEqualTo(Reach.NOT_ALLOWED);
  }

  @Test
  void whatIsRefusedAloneIsMissingAlone() {
    Map<Question, JsonValue> answers = answers(90);
    answers.keySet().removeIf(question -> question.name().equals("persistentSize"));
    assertThat(BrokerAnswers.status(answers).queue("store").orElseThrow().bytes()).isEmpty();
  }
}
