package dev.trawl.message;

import dev.trawl.message.BrokerStatus.Numbers;
import dev.trawl.message.BrokerStatus.Reach;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is asked of the broker, and what its answers mean. */
final class BrokerAnswers {
  private static final String OURS = "trawl.";
  private static final String BROKER = "broker";

  /** Of the queues of broker.xml the size is asked too; each is a message of its own. */
  static final List<String> SIZED =
      List.of(
          Addresses.CRAWL,
          Addresses.FETCH,
          "store",
          Addresses.DOCUMENTS,
          Addresses.DEAD_LETTERS,
          Addresses.EXPIRED);

  private static final Question QUEUES =
      Question.operation(BROKER, "listQueues", "[\"\", 1, 1000]");
  private static final Question ADDRESSES =
      Question.operation(BROKER, "listAddresses", "[\"\", 1, 1000]");
  private static final Question VERSION = Question.attribute(BROKER, "version");
  private static final Question DISK_USED = Question.attribute(BROKER, "diskStoreUsage");
  private static final Question DISK_LIMIT = Question.attribute(BROKER, "maxDiskUsage");
  private static final Question MEMORY_USED = Question.attribute(BROKER, "addressMemoryUsage");
  private static final Question MEMORY_LIMIT = Question.attribute(BROKER, "globalMaxSize");

  static final List<Question> QUESTIONS =
      Stream.concat(
              Stream.of(
                  QUEUES, ADDRESSES, VERSION, DISK_USED, DISK_LIMIT, MEMORY_USED, MEMORY_LIMIT),
              SIZED.stream().map(BrokerAnswers::size))
          .toList();

  private BrokerAnswers() {}

  private static Question size(String queue) {
    return Question.attribute("queue." + queue, "persistentSize");
  }

  /** The whole picture; not allowed if the broker said nothing about its queues. */
  static BrokerStatus status(Map<Question, JsonValue> answers) {
    if (!answers.containsKey(QUEUES)) {
      return BrokerStatus.unreached(Reach.NOT_ALLOWED);
    }
    Set<String> paging =
        rows(answers.get(ADDRESSES)).stream()
            .filter(address -> address.getString("paging", "").equals("true"))
            .map(address -> address.getString("name"))
            .collect(Collectors.toSet());
    List<QueueDepth> queues = new ArrayList<>();
    for (JsonObject row : rows(answers.get(QUEUES))) {
      if (row.getString("address").startsWith(OURS)) {
        queues.add(queue(row, answers, paging));
      }
    }
    queues.sort(Comparator.comparing(QueueDepth::name));
    return new BrokerStatus(Reach.KNOWN, List.copyOf(queues), Optional.of(numbers(answers)));
  }

  private static QueueDepth queue(
      JsonObject row, Map<Question, JsonValue> answers, Set<String> paging) {
    String name = row.getString("name");
    String address = row.getString("address");
    return new QueueDepth(
        name,
        address,
        count(row, "messageCount"),
        count(row, "deliveringCount"),
        count(row, "scheduledCount"),
        count(row, "consumerCount"),
        count(row, "messagesAdded"),
        count(row, "messagesAcked"),
        number(answers, size(name)).map(JsonNumber::longValue),
        paging.contains(address));
  }

  private static Numbers numbers(Map<Question, JsonValue> answers) {
    String version = answers.get(VERSION) instanceof JsonString text ? text.getString() : "";
    long percent = number(answers, DISK_LIMIT).map(JsonNumber::longValue).orElse(-1L);
    return new Numbers(
        version,
        number(answers, DISK_USED).map(JsonNumber::doubleValue).orElse(0.0),
        percent >= 0 && percent < 100 ? Optional.of(percent / 100.0) : Optional.empty(),
        number(answers, MEMORY_USED).map(JsonNumber::longValue).orElse(0L),
        number(answers, MEMORY_LIMIT).map(JsonNumber::longValue).orElse(0L));
  }

  private static Optional<JsonNumber> number(Map<Question, JsonValue> answers, Question question) {
    return answers.get(question) instanceof JsonNumber number
        ? Optional.of(number)
        : Optional.empty();
  }

  /** Lists come as a text that holds JSON, and in it every value as a text again. */
  private static List<JsonObject> rows(@org.jspecify.annotations.Nullable JsonValue answer) {
    if (!(answer instanceof JsonString text)) {
      return List.of();
    }
    try (JsonReader reader = Jsons.createReader(new StringReader(text.getString()))) {
      return reader.readObject().getJsonArray("data").getValuesAs(JsonObject.class);
    }
  }

  private static long count(JsonObject row, String field) {
    return Long.parseLong(row.getString(field));
  }
}
