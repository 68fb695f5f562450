package dev.trawl.launcher.part;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the environment says, checked once.
 *
 * @param data where everything is kept; absolute
 * @param database present if a PostgreSQL of the user's is to be used
 * @param brokerUrl present if a broker of the user's is to be used
 * @param heap of the application, as Java's {@code -Xmx} takes it
 * @param minFree bytes of disk below which the application gives out no work
 * @param logFormat of the application's log
 * @param javaOptions further options for the application's Java
 * @param environment all of it, for what is handed on
 */
public record Settings(
    Path data,
    String httpHost,
    int httpPort,
    int databasePort,
    Optional<DatabaseLogin> database,
    int brokerPort,
    int consolePort,
    Optional<String> brokerUrl,
    String roles,
    String heap,
    long minFree,
    LogFormat logFormat,
    List<String> javaOptions,
    Map<String, String> environment) {

  private static final Set<String> ROLES = Set.of("api", "fetch", "process");
  private static final Pattern NETWORK =
      Pattern.compile("[0-9a-fA-F:.]*[:.][0-9a-fA-F:.]*(/[0-9]{1,3})?");

  /**
   * Checks every variable that the launcher itself reads.
   *
   * @param folder what TRAWL_DATA is relative to
   * @throws Trouble naming the variable that is wrong
   */
  public static Settings of(Map<String, String> environment, Path folder) {
    Variables variables = new Variables(environment);
    Settings settings =
        new Settings(
            folder.resolve(variables.text("TRAWL_DATA", "data")).toAbsolutePath().normalize(),
            variables.text("TRAWL_HTTP_HOST", "127.0.0.1"),
            variables.port("TRAWL_HTTP_PORT", 8080),
            variables.port("TRAWL_DB_PORT", 5433),
            database(variables),
            variables.port("TRAWL_BROKER_PORT", 61616),
            variables.port("TRAWL_CONSOLE_PORT", 8161),
            variables.text("TRAWL_BROKER_URL"),
            variables.text("TRAWL_ROLES", "api,fetch,process"),
            variables.matching("TRAWL_HEAP", "768m", "[1-9][0-9]*[kmgKMG]", "a size such as 768m"),
            variables.bytes("TRAWL_MIN_FREE", "1g"),
            LogFormat.valueOf(
                variables
                    .matching("TRAWL_LOG_FORMAT", "text", "text|json", "text or json")
                    .toUpperCase(Locale.ROOT)),
            variables.text("TRAWL_JAVA_OPTS").map(o -> List.of(o.split("\\s+"))).orElse(List.of()),
            environment);
    settings.checkRoles();
    settings.checkNetworks();
    settings.checkPortsDiffer();
    return settings;
  }

  /** Where the application is asked from this machine. */
  public String address() {
    boolean everywhere = httpHost.equals("0.0.0.0") || httpHost.equals("::");
    String host = everywhere ? "127.0.0.1" : httpHost;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + httpPort;
  }

  public boolean debug() {
    return new Variables(environment).text("TRAWL_DEBUG").isPresent();
  }

  private static Optional<DatabaseLogin> database(Variables variables) {
    return variables
        .text("TRAWL_DB_URL")
        .map(
            url ->
                new DatabaseLogin(
                    url,
                    variables.text("TRAWL_DB_USER", "trawl"),
                    variables.text("TRAWL_DB_PASSWORD", "")));
  }

  private void checkRoles() {
    for (String role : roles.split(",", -1)) {
      if (!ROLES.contains(role.strip())) {
        throw Trouble.wrongUse(
            "TRAWL_ROLES names the role \"" + role + "\"; there are api, fetch and process.");
      }
    }
  }

  private void checkNetworks() {
    String networks = environment.getOrDefault("TRAWL_ALLOWED_NETWORKS", "");
    for (String network : networks.strip().split("[,\\s]+", -1)) {
      if (!network.isEmpty() && !NETWORK.matcher(network).matches()) {
        throw Trouble.wrongUse(
            "TRAWL_ALLOWED_NETWORKS is a list of networks such as 10.0.0.0/8, not \""
                + network
                + "\".");
      }
    }
  }

  private void checkPortsDiffer() {
    List<Integer> ports =
        Stream.of(
                Stream.of(httpPort),
                database.isPresent() ? Stream.<Integer>empty() : Stream.of(databasePort),
                brokerUrl.isPresent()
                    ? Stream.<Integer>empty()
                    : Stream.of(brokerPort, consolePort))
            .flatMap(s -> s)
            .toList();
    if (ports.stream().distinct().count() < ports.size()) {
      throw Trouble.wrongUse(
          "TRAWL_HTTP_PORT, TRAWL_DB_PORT, TRAWL_BROKER_PORT and TRAWL_CONSOLE_PORT must differ.");
    }
  }
}
