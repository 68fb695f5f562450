package dev.trawl.ra;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the environment says about the broker and about this node.
 *
 * @param urls where brokers are, the preferred one first; never empty
 * @param user absent where the broker asks for none
 * @param roles what this node does; never empty
 * @param fetchers how many tasks this node fetches at once, from 1
 * @param extracts whether this node can take text from documents
 */
record BrokerSettings(
    List<URI> urls,
    Optional<String> user,
    Optional<String> password,
    Set<Role> roles,
    int fetchers,
    boolean extracts) {

  private static final int DEFAULT_PORT = 61616;

  /** More threads than that are no gain. */
  private static final int MOST_FETCHERS = 2_000;

  /**
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  static BrokerSettings of(Map<String, String> environment) {
    return new BrokerSettings(
        urls(set(environment, "TRAWL_BROKER_URL").orElse("tcp://127.0.0.1:" + DEFAULT_PORT)),
        set(environment, "TRAWL_BROKER_USER"),
        set(environment, "TRAWL_BROKER_PASSWORD"),
        Role.parse(set(environment, "TRAWL_ROLES").orElse("api,fetch,process")),
        fetchers(set(environment, "TRAWL_FETCHERS").orElse("640")),
        set(environment, "TRAWL_EXTRACTOR").isPresent());
  }

  /** One connector class a broker, as the adapter wants it. */
  String connectorClasses(String connectorClass) {
    return urls.stream().map(url -> connectorClass).collect(Collectors.joining(","));
  }

  /** {@code host=…;port=…} a broker, in the same order. */
  String connectionParameters() {
    return urls.stream()
        .map(url -> "host=" + url.getHost() + ";port=" + port(url))
        .collect(Collectors.joining(","));
  }

  /** With several brokers the client follows the one that is live. */
  boolean failsOver() {
    return urls.size() > 1;
  }

  private static int port(URI url) {
    return url.getPort() < 0 ? DEFAULT_PORT : url.getPort();
  }

  private static int fetchers(String number) {
    if (number.matches("[1-9][0-9]{0,3}") && Integer.parseInt(number) <= MOST_FETCHERS) {
      return Integer.parseInt(number);
    }
    throw new IllegalArgumentException(
        "TRAWL_FETCHERS is \"" + number + "\" where 1 to " + MOST_FETCHERS + " is expected.");
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).filter(value -> !value.isBlank());
  }

  private static List<URI> urls(String list) {
    return Stream.of(list.split(",", -1)).map(String::strip).map(BrokerSettings::url).toList();
  }

  private static URI url(String text) {
    try {
      URI url = URI.create(text);
      if ("tcp".equals(url.getScheme()) && url.getHost() != null) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      throw wrong(text, e);
    }
    throw wrong(text, null);
  }

  private static IllegalArgumentException wrong(String text, @Nullable Exception cause) {
    return new IllegalArgumentException(
        "TRAWL_BROKER_URL has \"" + text + "\" where tcp://HOST:PORT is expected.", cause);
  }
}
