package dev.trawl.launcher;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Starts what is missing. */
@Command(
    name = "up",
    description = "Start broker, database and application, and return when all are ready.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  TRAWL_DATA          where everything is kept (./data)",
      "  TRAWL_HTTP_HOST     where the application listens (127.0.0.1)",
      "  TRAWL_HTTP_PORT     the first node's port (8080); the others' follow",
      "  TRAWL_DB_PORT       our own PostgreSQL's port (5433)",
      "  TRAWL_DB_URL        a PostgreSQL of yours instead, as a JDBC URL;",
      "                      with TRAWL_DB_USER and TRAWL_DB_PASSWORD",
      "  TRAWL_BROKER_PORT   our own broker's port (61616); a second one's follows",
      "  TRAWL_CONSOLE_PORT  its console's port (8161); likewise",
      "  TRAWL_BROKER_URL    a broker of yours instead, tcp://HOST:PORT,...;",
      "                      with TRAWL_BROKER_USER and TRAWL_BROKER_PASSWORD",
      "  TRAWL_ROLES         what a node does (api,fetch,process);",
      "                      TRAWL_ROLES_2 what the second one does",
      "  TRAWL_HEAP          each node's heap (768m)",
      "  TRAWL_JAVA_OPTS     further options for the application's Java",
      "  TRAWL_MIN_FREE      free disk below which nothing is fetched (1g)",
      "  TRAWL_MAX_CRAWL_DELAY",
      "                      longest pause that a robots.txt may ask for (5m)",
      "  TRAWL_HTTP2         offer HTTP/2 to servers: on or off (on)",
      "  TRAWL_LOG_FORMAT    of the application's log: text or json (text)",
      "Every TRAWL_ variable is handed on to the application."
    })
final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "How many nodes, 1 to 16; without it as many as the last time, at first 1.")
  private Optional<Integer> nodes = Optional.empty();

  @Option(
      names = "--brokers",
      paramLabel = "N",
      description =
          "1, or 2 for a pair of which one takes over when the other fails; without it as the last time, at first 1.")
  private Optional<Integer> brokers = Optional.empty();

  @Override
  public Integer call() {
    Session session = Session.open();
    Instant start = Instant.now();
    if (session.stack().up(nodes, brokers)) {
      Output.readySince(start);
    } else {
      System.out.println("already running");
    }
    print(session);
    return 0;
  }

  private static void print(Session session) {
    String address = session.settings().address();
    for (String node : session.stack().addresses()) {
      System.out.println("API       " + node + "/api");
    }
    System.out.println("OpenAPI   " + address + "/openapi");
    System.out.println("Dashboard " + address + "/");
    System.out.println("Token     " + session.settings().tokenPlace());
    List<String> consoles = session.stack().consoleAddresses();
    for (String console : consoles) {
      System.out.println("Console   " + console + " (user admin)");
    }
    if (!consoles.isEmpty()) {
      System.out.println("Password  in " + session.stack().consolePasswordFile());
    }
  }
}
