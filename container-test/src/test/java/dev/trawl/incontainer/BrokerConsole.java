package dev.trawl.incontainer;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;

/** The broker's management as an administrator has it: Jolokia below the console. */
final class BrokerConsole {
  private static final String BROKER = "org.apache.activemq.artemis:broker=\"trawl\"";
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient client = HttpClient.newHttpClient();
  private final String console = Environment.get("TEST_CONSOLE");

  /** Calls an operation of the broker, given with the types of its arguments. */
  JsonValue execute(String operation, String... arguments) {
    JsonArrayBuilder list = Json.createArrayBuilder();
    for (String argument : arguments) {
      list.add(argument);
    }
    return ask(
        Json.createObjectBuilder()
            .add("type", "exec")
            .add("mbean", BROKER)
            .add("operation", operation)
            .add("arguments", list)
            .build());
  }

  /** A number that the broker keeps of an anycast queue that has its address's name. */
  int ofQueue(String queue, String attribute) {
    String bean =
        "%s,component=addresses,address=\"%s\",subcomponent=queues,routing-type=\"anycast\",queue=\"%s\""
            .formatted(BROKER, queue, queue);
    JsonObject question =
        Json.createObjectBuilder()
            .add("type", "read")
            .add("mbean", bean)
            .add("attribute", attribute)
            .build();
    return Integer.parseInt(ask(question).toString());
  }

  private JsonValue ask(JsonObject question) {
    String login = "admin:" + Environment.get("TEST_CONSOLE_PASSWORD");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(console + "/console/jolokia/"))
            .timeout(LIMIT)
            .header("Origin", console)
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .POST(HttpRequest.BodyPublishers.ofString(question.toString()))
            .build();
    try {
      String answer = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      try (JsonReader reader = Json.createReader(new StringReader(answer))) {
        JsonObject json = reader.readObject();
        if (json.getInt("status") != 200) {
          throw new IllegalStateException(question + ": " + answer);
        }
        return json.getOrDefault("value", JsonValue.NULL);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
