package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** {@code docs/asyncapi.yaml}: what it says of a message, and whether a real one is like that. */
final class AsyncApi {
  /** The JMS client's own, and the broker's. */
  private static final Set<String> NOT_OURS = Set.of("JMS", "_AMQ");

  private static final ObjectMapper JSON = new ObjectMapper();

  private final ObjectNode document;
  // Its schemas are of draft 7 where nothing else is said (AsyncAPI 3.0, Schema Object).
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

  private AsyncApi(ObjectNode document) {
    this.document = document;
  }

  static AsyncApi read() {
    Path file = Path.of(System.getProperty("trawl.root", "."), "docs/asyncapi.yaml");
    return new AsyncApi((ObjectNode) new YAMLMapper().readTree(file.toFile()));
  }

  /** All addresses that it knows. */
  Set<String> addresses() {
    Set<String> addresses = new TreeSet<>();
    document
        .get("channels")
        .values()
        .forEach(
            channel -> {
              if (!channel.get("address").isNull()) {
                addresses.add(channel.get("address").asString());
              }
            });
    return addresses;
  }

  /** Asserts that a message has the headers of its description. */
  void assertHeaders(String name, Message message) throws JMSException {
    JsonNode headers = headers(message);
    assertThat(schema(name, "headers").validate(headers)).as("%s %s", name, headers).isEmpty();
  }

  /** Asserts that a message of JSON has the headers and the payload of its description. */
  void assertIs(String name, TextMessage message) throws JMSException {
    assertHeaders(name, message);
    assertPayload(name, message.getText());
  }

  /** The headers that a message may have and those that it must have, by its description. */
  JsonNode headersOf(String name) {
    JsonNode headers = document.at("/components/messages/" + name + "/headers");
    return headers.has("$ref") ? document.at(headers.get("$ref").asString().substring(1)) : headers;
  }

  /** Asserts that a JSON text is what would be sent as such a message. */
  void assertPayload(String name, String payload) {
    assertThat(schema(name, "payload").validate(JSON.readTree(payload)))
        .as("%s %s", name, payload)
        .isEmpty();
  }

  private Schema schema(String message, String part) {
    return schemas.computeIfAbsent(
        "#/components/messages/" + message + "/" + part,
        pointer -> {
          assertThat(document.at(pointer.substring(1)).isMissingNode()).as(pointer).isFalse();
          ObjectNode root = document.deepCopy();
          root.put("$ref", pointer);
          return registry.getSchema(root);
        });
  }

  /** The names of a message's headers, without the client's and the broker's own. */
  static Set<String> names(Message message) throws JMSException {
    Set<String> names = new TreeSet<>();
    Enumeration<?> all = message.getPropertyNames();
    all.asIterator().forEachRemaining(name -> names.add(String.valueOf(name)));
    names.removeIf(name -> NOT_OURS.stream().anyMatch(name::startsWith));
    return names;
  }

  private static JsonNode headers(Message message) throws JMSException {
    ObjectNode headers = JSON.createObjectNode();
    for (String name : names(message)) {
      headers.set(name, JSON.valueToTree(message.getObjectProperty(name)));
    }
    return headers;
  }
}
