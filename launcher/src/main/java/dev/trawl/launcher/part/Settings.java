package dev.trawl.launcher.part;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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
 * @param brokerJavaOptions further options for the broker's Java
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
    List<String> brokerJavaOptions,
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
            variables.words("TRAWL_JAVA_OPTS"),
            variables.words("TRAWL_BROKER_JAVA_OPTS"),
            environment);
    settings.checkRoles();
    settings.checkNetworks();
    settings.checkPortsDiffer(1, 1);
    return settings;
  }

  /** The heap of a node, in bytes. */
  public long heapBytes() {
    return new Variables(Map.of()).bytes("TRAWL_HEAP", heap);
  }

  /** Where the first node is asked from this machine. */
  public String address() {
    return address(1);
  }

  /** Where a node is asked from this machine. */
  public String address(int node) {
    boolean everywhere = httpHost.equals("0.0.0.0") || httpHost.equals("::");
    String host = everywhere ? "127.0.0.1" : httpHost;
    return "http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + httpPort(node);
  }

  /** The first node's port is the one that is set, the others' follow. */
  int httpPort(int node) {
    return httpPort + node - 1;
  }

  String roles(int node) {
    return new Variables(environment).text("TRAWL_ROLES_" + node, roles);
  }

  /** As the other nodes know it; no two have the same. */
  String nodeName(int node) {
    Optional<String> given = new Variables(environment).text("TRAWL_NODE");
    return given
        .map(name -> node == 1 ? name : name + "-" + node)
        .orElseGet(() -> hostName() + ":" + httpPort(node));
  }

  public Path tokenFile() {
    return data.resolve("admin.token");
  }

  /** The administrator's token; absent until the first start. */
  public Optional<String> token() {
    return new Variables(environment).text("TRAWL_ADMIN_TOKEN").or(() -> read(tokenFile()));
  }

  /** The same for people: where to look for it. */
  public String tokenPlace() {
    if (isSet("TRAWL_ADMIN_TOKEN")) {
      return "as TRAWL_ADMIN_TOKEN says";
    }
    return Files.exists(tokenFile())
        ? "in " + tokenFile()
        : "was generated on another machine; copy its admin.token to " + tokenFile();
  }

  public boolean debug() {
    return isSet("TRAWL_DEBUG");
  }

  boolean isSet(String variable) {
    return new Variables(environment).text(variable).isPresent();
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

  /** A shell knows the name and seldom passes it on. */
  private String hostName() {
    return new Variables(environment)
        .text("HOSTNAME")
        .or(() -> read(Path.of("/proc/sys/kernel/hostname")))
        .orElse("localhost");
  }

  private static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file).strip()).filter(text -> !text.isEmpty());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void checkRoles() {
    checkRoles("TRAWL_ROLES", roles);
    for (int node = 1; node <= Nodes.MOST; node++) {
      checkRoles("TRAWL_ROLES_" + node, roles(node));
    }
  }

  private static void checkRoles(String variable, String roles) {
    for (String role : roles.split(",", -1)) {
      if (!ROLES.contains(role.strip())) {
        throw Trouble.wrongUse(
            variable + " names the role \"" + role + "\"; there are api, fetch and process.");
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

  /**
   * Sees to it that no two parts want the same port.
   *
   * @param nodes how many there are
   * @param brokers likewise
   * @throws Trouble naming the port and the variables
   */
  void checkPortsDiffer(int nodes, int brokers) {
    Map<Integer, String> taken = new HashMap<>();
    for (int node = 1; node <= nodes; node++) {
      taken.put(httpPort(node), node == 1 ? "TRAWL_HTTP_PORT" : nodePort(node));
    }
    if (httpPort(nodes) > Variables.LAST_PORT) {
      throw Trouble.wrongUse(nodePort(nodes) + " is no port; set TRAWL_HTTP_PORT to a lower one.");
    }
    if (database.isEmpty()) {
      take(taken, databasePort, "TRAWL_DB_PORT");
    }
    if (brokerUrl.isEmpty()) {
      takeInARow(taken, brokerPort, brokers, "TRAWL_BROKER_PORT");
      takeInARow(taken, consolePort, brokers, "TRAWL_CONSOLE_PORT");
    }
  }

  private static void takeInARow(
      Map<Integer, String> taken, int first, int count, String variable) {
    for (int i = 0; i < count; i++) {
      if (first + i > Variables.LAST_PORT) {
        throw Trouble.wrongUse(variable + " must leave room for a port after it.");
      }
      take(taken, first + i, i == 0 ? variable : variable + " + " + i);
    }
  }

  private String nodePort(int node) {
    return "TRAWL_HTTP_PORT + " + (node - 1) + " (" + httpPort(node) + ", of node " + node + ")";
  }

  private static void take(Map<Integer, String> taken, int port, String variable) {
    String other = taken.putIfAbsent(port, variable);
    if (other != null) {
      throw Trouble.wrongUse(
          other + " and " + variable + " must differ, and are both " + port + ".");
    }
  }
}
