package dev.trawl.launcher.doctor;

import dev.trawl.launcher.part.Settings;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The broker: one of our own is asked for what it has; of somebody else's only whether it is there.
 * Whether it lets the application in is what {@link QueuesCheck} tells.
 */
final class BrokerCheck implements Check {

  private static final String SUBJECT = "broker";
  private static final int MILLISECONDS = 3000;
  private static final int DEFAULT_PORT = 61616;

  /** What artemis-config's broker.xml has. */
  private static final Set<String> ADDRESSES =
      Set.of(
          "trawl.crawl",
          "trawl.fetch",
          "trawl.results",
          "trawl.documents",
          "trawl.feed",
          "trawl.events",
          "trawl.dlq",
          "trawl.expired");

  private static final Set<String> QUEUES =
      Set.of(
          "trawl.crawl", "trawl.fetch", "store", "trawl.documents", "trawl.dlq", "trawl.expired");

  @Override
  public List<Finding> look(Deployment deployment) {
    Settings settings = deployment.settings();
    if (settings.brokerUrl().isPresent()) {
      List<String> urls = List.of(settings.brokerUrl().get().split("\\s*,\\s*"));
      return List.of(judge(urls, urls.stream().filter(BrokerCheck::answers).toList()));
    }
    Optional<JsonObject> broker =
        deployment.stack().liveBroker("Version,AddressNames,QueueNames,HAPolicy");
    return List.of(
        broker
            .map(
                found ->
                    judge(
                        found.getString("Version", "?"),
                        names(found, "AddressNames"),
                        names(found, "QueueNames")))
            .orElseGet(
                () ->
                    Finding.problem(
                        SUBJECT,
                        "none is live, or its console refuses the password",
                        "see ./trawl status and ./trawl logs broker")));
  }

  /** Of a broker that we may ask. */
  static Finding judge(String version, Set<String> addresses, Set<String> queues) {
    Set<String> missing = new TreeSet<>(ADDRESSES);
    missing.removeAll(addresses);
    Set<String> queuesMissing = new TreeSet<>(QUEUES);
    queuesMissing.removeAll(queues);
    missing.addAll(queuesMissing);
    return missing.isEmpty()
        ? Finding.ok(SUBJECT, "Artemis " + version + ", with all addresses and queues")
        : Finding.problem(
            SUBJECT,
            "it lacks " + String.join(", ", missing),
            "take them over from artemis-config's broker.xml");
  }

  /** Of brokers that are somebody else's. */
  static Finding judge(List<String> urls, List<String> answering) {
    if (answering.isEmpty()) {
      return Finding.problem(
          SUBJECT, "nothing answers at " + String.join(", ", urls), "check TRAWL_BROKER_URL");
    }
    return Finding.ok(
        SUBJECT,
        "answers at "
            + String.join(", ", answering)
            + (urls.size() > answering.size() ? "; the others wait, or are down" : ""));
  }

  private static Set<String> names(JsonObject broker, String attribute) {
    JsonArray names = broker.getJsonArray(attribute);
    return (names == null
            ? Stream.<JsonString>empty()
            : names.getValuesAs(JsonString.class).stream())
        .map(JsonString::getString)
        .collect(Collectors.toSet());
  }

  private static boolean answers(String url) {
    try (Socket socket = new Socket()) {
      URI uri = URI.create(url);
      int port = uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort();
      socket.connect(new InetSocketAddress(uri.getHost(), port), MILLISECONDS);
      return true;
    } catch (IOException | IllegalArgumentException e) {
      return false;
    }
  }
}
