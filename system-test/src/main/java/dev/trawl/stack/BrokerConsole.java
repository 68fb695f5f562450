package dev.trawl.stack;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A stack's broker, as its administrator sees it in the console. */
public final class BrokerConsole {

  private static final Pattern QUEUE = Pattern.compile("[,:]queue=\"([^\"]+)\"");

  /** Subscriptions to what may get lost, and what is the broker's own. */
  private static final Pattern FLEETING =
      Pattern.compile("[,:]address=\"(trawl\\.events|trawl-temporary.*|activemq.*|\\$.*)\"");

  private static final String DOMAIN = "org.apache.activemq.artemis:";
  private static final String QUEUES = DOMAIN + "component=addresses,subcomponent=queues,*";
  private static final String BROKER = DOMAIN + "broker=\"trawl\"";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI console;
  private final String login;

  public BrokerConsole(Trawl trawl) {
    this(trawl, trawl.port("TRAWL_CONSOLE_PORT"));
  }

  /** The console of a broker that has another port than the first. */
  public BrokerConsole(Trawl trawl, int consolePort) {
    console = URI.create("http://127.0.0.1:" + consolePort + "/console/jolokia/");
    login =
        Base64.getEncoder()
            .encodeToString(("admin:" + trawl.secret("console")).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The queues that are not empty, by name, with the number of their messages: those that wait,
   * those that are being delivered and those that will be delivered again.
   *
   * @throws UncheckedIOException if the broker does not answer
   */
  public Map<String, Long> filled() {
    Map<String, Long> filled = new TreeMap<>();
    JsonObject queues = ask(QUEUES, "MessageCount");
    queues.forEach(
        (name, attributes) -> {
          Matcher queue = QUEUE.matcher(name);
          long messages = attributes.asJsonObject().getJsonNumber("MessageCount").longValue();
          if (messages > 0 && queue.find() && !FLEETING.matcher(name).find()) {
            filled.put(queue.group(1), messages);
          }
        });
    return filled;
  }

  /** How many clients are connected. */
  public long connections() {
    return ask(BROKER, "ConnectionCount").getJsonNumber("ConnectionCount").longValue();
  }

  private JsonObject ask(String bean, String attribute) {
    String question =
        Json.createObjectBuilder()
            .add("type", "read")
            .add("mbean", bean)
            .add("attribute", Json.createArrayBuilder().add(attribute))
            .build()
            .toString();
    HttpRequest request =
        HttpRequest.newBuilder(console)
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Basic " + login)
            .header("Content-Type", "application/json")
            .header("Origin", "http://127.0.0.1:" + console.getPort())
            .POST(HttpRequest.BodyPublishers.ofString(question))
            .build();
    try {
      HttpResponse<String> response =
          client.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      JsonObject answer = Api.parse(response.body());
      if (response.statusCode() != 200 || answer.getInt("status") != 200) {
        throw new IllegalStateException("The console answers " + response.body());
      }
      return answer.getJsonObject("value");
    } catch (IOException e) {
      throw new UncheckedIOException("The console does not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
