package dev.trawl.config;

import dev.trawl.credential.CredentialKey;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What the environment says, validated once.
 *
 * @param data the folder that this node may write to
 * @param node this node's name in results and logs
 * @param roles what this node does
 * @param allowedNetworks CIDR list of private networks that may be fetched from; may be empty
 * @param userAgent the User-Agent header of every request
 * @param maxCrawlDelay the longest pause between two requests that a robots.txt may ask for
 * @param connectionsPerAddress the most requests under way at once to one address, over all hosts
 *     that are there; a single host may have more, if its job says so
 * @param fetchers how many tasks this node fetches at once, from 1
 * @param times how long a request may take where its job does not say
 * @param proxies what requests go through; without any they go to the hosts themselves
 * @param http2 whether HTTP/2 is offered to the servers that are fetched from
 * @param bytesInFlight how many bytes the bodies that this node has in work may have in memory,
 *     from 1 MiB
 * @param adminToken the bearer token, if it is given and not generated
 * @param credentialsKey what jobs' credentials are sealed with, if there is a key
 * @param console where people find the broker's console, if somebody has said so
 * @param space how much room database and broker must have
 * @param extractor how text is taken from documents; empty where this node takes none
 */
public record TrawlConfig(
    Path data,
    String node,
    Set<Role> roles,
    String allowedNetworks,
    String userAgent,
    Duration maxCrawlDelay,
    int connectionsPerAddress,
    int fetchers,
    FetchSettings times,
    List<ProxyServer> proxies,
    boolean http2,
    long bytesInFlight,
    Optional<String> adminToken,
    Optional<CredentialKey> credentialsKey,
    Optional<URI> console,
    SpaceSettings space,
    Optional<ExtractorSettings> extractor) {

  /** The name that robots.txt groups are looked up by (RFC 9309, section 2.2.1). */
  public static final String ROBOTS_TOKEN = "trawl";

  private static final Duration LONGEST_TIME = Duration.ofMinutes(2);
  private static final long FEWEST_BYTES_IN_FLIGHT = 1 << 20;
  private static final Pattern DURATION = Pattern.compile("([0-9]{1,6})([smh])");
  private static final Pattern HEAP = Pattern.compile("[1-9][0-9]{0,8}[kmgKMG]");

  /** The version in the user agent and in the API. */
  public static final String VERSION = "0.1.0";

  /**
   * Reads the variables of docs/configuration.md.
   *
   * @throws IllegalArgumentException naming the variable that is wrong
   */
  public static TrawlConfig of(Map<String, String> environment) {
    return new TrawlConfig(
        Path.of(text(environment, "TRAWL_DATA").orElse("data")).toAbsolutePath().normalize(),
        text(environment, "TRAWL_NODE").orElseGet(() -> defaultNode(environment)),
        roles(text(environment, "TRAWL_ROLES").orElse("api,fetch,process")),
        text(environment, "TRAWL_ALLOWED_NETWORKS").orElse(""),
        userAgent(text(environment, "TRAWL_USER_AGENT").orElse("Trawl/" + VERSION)),
        duration("TRAWL_MAX_CRAWL_DELAY", text(environment, "TRAWL_MAX_CRAWL_DELAY").orElse("5m")),
        number("TRAWL_CONNECTIONS_PER_ADDRESS", environment, 16, 1),
        number("TRAWL_FETCHERS", environment, 640, 1),
        times(environment),
        text(environment, "TRAWL_PROXIES")
            .map(list -> ProxyUrls.parse("TRAWL_PROXIES", list))
            .orElse(List.of()),
        isOn("TRAWL_HTTP2", text(environment, "TRAWL_HTTP2").orElse("on")),
        bytesInFlight(text(environment, "TRAWL_BYTES_IN_FLIGHT").orElse("128m")),
        text(environment, "TRAWL_ADMIN_TOKEN"),
        text(environment, CredentialKey.VARIABLE).map(CredentialKey::of),
        text(environment, "TRAWL_CONSOLE_URL").map(url -> webAddress("TRAWL_CONSOLE_URL", url)),
        space(environment),
        text(environment, "TRAWL_EXTRACTOR")
            .map(folder -> extractor(Path.of(folder), environment)));
  }

  /** Whether this node does that. */
  public boolean has(Role role) {
    return roles.contains(role);
  }

  /**
   * The folder for what this node alone writes and empties. Nodes of one machine may share the
   * folder of the data, but not their names.
   *
   * @param purpose the name of the folder that has one for each node
   */
  public Path ownFolder(String purpose) {
    // Without a dot at its start, the name of a node leads nowhere else.
    return data.resolve(purpose).resolve(node.replaceAll("^\\.|[^A-Za-z0-9.-]", "_"));
  }

  private static Optional<String> text(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }

  private static SpaceSettings space(Map<String, String> environment) {
    return new SpaceSettings(
        ByteSize.parse("TRAWL_MIN_FREE", text(environment, "TRAWL_MIN_FREE").orElse("1g")),
        text(environment, "TRAWL_DB_DISK").map(Path::of),
        text(environment, "TRAWL_BROKER_DISK").map(Path::of),
        text(environment, "TRAWL_DB_MAX_SIZE")
            .map(size -> ByteSize.parse("TRAWL_DB_MAX_SIZE", size)));
  }

  private static ExtractorSettings extractor(Path folder, Map<String, String> environment) {
    if (!Files.isRegularFile(folder.resolve("extractor.jar"))) {
      throw new IllegalArgumentException(
          "TRAWL_EXTRACTOR is the folder of extractor.jar and its libraries, not: " + folder);
    }
    String heap = text(environment, "TRAWL_EXTRACTOR_HEAP").orElse("256m");
    if (!HEAP.matcher(heap).matches()) {
      throw new IllegalArgumentException(
          "TRAWL_EXTRACTOR_HEAP is a size such as 256m or 1g, not: " + heap);
    }
    Duration limit =
        duration(
            "TRAWL_EXTRACTOR_TIMEOUT", text(environment, "TRAWL_EXTRACTOR_TIMEOUT").orElse("60s"));
    if (limit.isZero()) {
      throw new IllegalArgumentException("TRAWL_EXTRACTOR_TIMEOUT must not be zero");
    }
    return new ExtractorSettings(folder, heap, limit);
  }

  private static String defaultNode(Map<String, String> environment) {
    String host = text(environment, "HOSTNAME").orElse("localhost");
    return host + ":" + text(environment, "TRAWL_HTTP_PORT").orElse("8080");
  }

  private static Set<Role> roles(String list) {
    try {
      return Arrays.stream(list.split(",", -1))
          .map(name -> Role.valueOf(name.strip().toUpperCase(Locale.ROOT)))
          .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "TRAWL_ROLES is a list of api, fetch and process, not: " + list, e);
    }
  }

  private static FetchSettings times(Map<String, String> environment) {
    return new FetchSettings(
        time("TRAWL_CONNECT_TIMEOUT", environment, "10s"),
        time("TRAWL_FIRST_BYTE_TIMEOUT", environment, "20s"),
        time("TRAWL_ANSWER_TIMEOUT", environment, "60s"),
        number("TRAWL_LOWEST_SPEED", environment, 100, 0));
  }

  /** From a second to two minutes: the answers of a task must all come within its lease. */
  private static Duration time(String name, Map<String, String> environment, String otherwise) {
    Duration time = duration(name, text(environment, name).orElse(otherwise));
    if (time.isZero() || time.compareTo(LONGEST_TIME) > 0) {
      throw new IllegalArgumentException(
          name + " must be 1s to 120s, not: " + time.toSeconds() + "s");
    }
    return time;
  }

  private static int number(
      String name, Map<String, String> environment, int otherwise, int least) {
    String value = text(environment, name).orElse(Integer.toString(otherwise));
    if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) < least) {
      throw new IllegalArgumentException(
          name + " is a whole number from " + least + " to 99999, not: " + value);
    }
    return Integer.parseInt(value);
  }

  private static boolean isOn(String name, String value) {
    if (!value.equals("on") && !value.equals("off")) {
      throw new IllegalArgumentException(name + " is on or off, not: " + value);
    }
    return value.equals("on");
  }

  private static long bytesInFlight(String value) {
    long bytes = ByteSize.parse("TRAWL_BYTES_IN_FLIGHT", value);
    if (bytes < FEWEST_BYTES_IN_FLIGHT) {
      throw new IllegalArgumentException(
          "TRAWL_BYTES_IN_FLIGHT is a size of at least 1m, not: " + value);
    }
    return bytes;
  }

  private static Duration duration(String name, String value) {
    Matcher parts = DURATION.matcher(value);
    if (!parts.matches()) {
      throw new IllegalArgumentException(
          name + " is a number of seconds, minutes or hours, such as 90s, 5m or 1h, not: " + value);
    }
    long number = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "h" -> Duration.ofHours(number);
      case "m" -> Duration.ofMinutes(number);
      default -> Duration.ofSeconds(number);
    };
  }

  private static URI webAddress(String name, String value) {
    try {
      URI address = new URI(value);
      String scheme = String.valueOf(address.getScheme()).toLowerCase(Locale.ROOT);
      if (address.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
        return address;
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(noWebAddress(name, value), e);
    }
    throw new IllegalArgumentException(noWebAddress(name, value));
  }

  private static String noWebAddress(String name, String value) {
    return name + " is an http or https URL, not: " + value;
  }

  private static String userAgent(String value) {
    if (value.chars().anyMatch(c -> c < 0x20 || c > 0x7e)) {
      throw new IllegalArgumentException("TRAWL_USER_AGENT must be printable ASCII");
    }
    return value;
  }
}
