package dev.trawl.robots;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.http.AllowedNetworks;
import dev.trawl.http.Clients;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.HttpSettings;
import dev.trawl.http.RawServer;
import dev.trawl.http.Target;
import dev.trawl.robots.RobotsResult.Available;
import dev.trawl.robots.RobotsResult.Unavailable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RobotsFetcherTest {
  private static final Pattern URL = Pattern.compile("(https?)://([^/:]+):([0-9]+)(/.*)");
  private static final RobotsParser PARSER = new RobotsParser("trawl", Duration.ofMinutes(5));
  private static final String NOTHING_ALLOWED = "User-agent: *\nDisallow: /\n";

  private final GuardedHttpClient client = Clients.impatient();
  private final RobotsFetcher fetcher = fetcher(client);

  @AfterEach
  void closeClient() {
    client.close();
  }

  private static RobotsFetcher fetcher(GuardedHttpClient client) {
    return new RobotsFetcher(client, PARSER, RobotsFetcherTest::resolve);
  }

  private static Optional<Target> resolve(Target base, String location) {
    Matcher url = URL.matcher(location);
    if (url.matches()) {
      int port = Integer.parseInt(url.group(3));
      return Optional.of(new Target(url.group(1), url.group(2), port, url.group(4)));
    }
    return location.startsWith("/")
        ? Optional.of(base.withRequestTarget(location))
        : Optional.empty();
  }

  private static Origin origin(RawServer server) {
    return Origin.of(server.target("/"));
  }

  private static String ok(String body) {
    return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
  }

  private static String status(int status, String header) {
    return "HTTP/1.1 %d Whatever\r\n%sContent-Length: 0\r\n\r\n".formatted(status, header);
  }

  private boolean allows(RawServer server, String path) {
    return available(server).rules().allows(origin(server) + path);
  }

  private Available available(RawServer server) {
    RobotsResult result = fetcher.fetch(origin(server));
    assertThat(result).isInstanceOf(Available.class);
    return (Available) result;
  }

  private Unavailable unavailable(RawServer server) {
    RobotsResult result = fetcher.fetch(origin(server));
    assertThat(result).isInstanceOf(Unavailable.class);
    return (Unavailable) result;
  }

  @Test
  void theFileIsAskedForAtTheRootAndObeyed() throws IOException {
    try (RawServer server = RawServer.answering(ok("User-agent: trawl\nDisallow: /x\n"))) {
      assertThat(allows(server, "/x")).isFalse();
      assertThat(allows(server, "/y")).isTrue();
      assertThat(server.requests().get(0)).startsWith("GET /robots.txt HTTP/1.1\r\n");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 410, 418, 451})
  void withoutAFileEverythingIsAllowed(int status) throws IOException {
    try (RawServer server = RawServer.answering(status(status, ""))) {
      assertThat(allows(server, "/x")).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 502, 503, 599, 600})
  void aServerInTroubleAllowsNothing(int status) throws IOException {
    try (RawServer server = RawServer.answering(status(status, ""))) {
      assertThat(unavailable(server).reason()).isEqualTo(String.valueOf(status));
      assertThat(unavailable(server).isFinal()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"429, 90", "503, 90", "500, ", "502, "})
  void aServerInTroubleMaySayWhenToAskAgain(int status, Long seconds) throws IOException {
    try (RawServer server = RawServer.answering(status(status, "Retry-After: 90\r\n"))) {
      assertThat(unavailable(server).retryAfter())
          .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
    }
    try (RawServer server = RawServer.answering(status(status, ""))) {
      assertThat(unavailable(server).retryAfter()).isEmpty();
    }
  }

  @Test
  void theRulesCanBeReadAgainFromTheFile() throws IOException {
    String text = "User-agent: trawl\nDisallow: /x\nCrawl-delay: 3\nSitemap: /s.xml\n";
    String head = "HTTP/1.1 203 Yes\r\nContent-Type: text/plain;a=b\r\nContent-Length: ";
    try (RawServer server = RawServer.answering(head + text.length() + "\r\n\r\n" + text)) {
      Available answer = available(server);
      RobotsFile file = answer.file();
      assertThat(file.status()).isEqualTo(203);
      assertThat(file.contentType()).isEqualTo("text/plain;a=b");
      assertThat(file.content()).asString(StandardCharsets.UTF_8).isEqualTo(text);
      assertThat(file.isCut()).isFalse();
      RobotsRules again = PARSER.parse(origin(server), file);
      assertThat(again.line(origin(server) + "/x/y")).contains("Disallow: /x");
      assertThat(again.allows(origin(server) + "/y")).isTrue();
      assertThat(again.crawlDelay()).contains(Duration.ofSeconds(3));
      assertThat(again.sitemaps()).isEqualTo(answer.rules().sitemaps()).hasSize(1);
    }
  }

  @Test
  void whereThereIsNoFileItsStatusIsKept() throws IOException {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 404 No\r\nContent-Length: 12\r\n\r\nUser-agent:*")) {
      assertThat(available(server).file().status()).isEqualTo(404);
      assertThat(available(server).file().content()).isEmpty();
    }
    try (RawServer server = RawServer.answering(status(302, "Location: /again\r\n"))) {
      assertThat(available(server).file().status()).isEqualTo(302);
    }
  }

  @Test
  void aServerThatCannotBeReachedAllowsNothingAndTheReasonIsTheConnections() throws IOException {
    RawServer gone = RawServer.answering("");
    gone.close();
    assertThat(unavailable(gone).reason()).isEqualTo("refused");
    try (RawServer broken = RawServer.closingAfter("what?\r\n\r\n")) {
      assertThat(unavailable(broken).reason()).isEqualTo("malformed");
    }
    try (RawServer silent = new RawServer(RawServer.Connection::waitForClose)) {
      assertThat(unavailable(silent).reason()).isEqualTo("timeout");
    }
  }

  @Test
  void aRefusedAddressIsFinal() throws IOException {
    HttpSettings publicOnly = HttpSettings.of("Trawl/test", AllowedNetworks.NONE);
    try (RawServer server = RawServer.answering(ok(""));
        GuardedHttpClient guarded = new GuardedHttpClient(publicOnly)) {
      RobotsResult result = fetcher(guarded).fetch(origin(server));
      assertThat(result).isInstanceOf(Unavailable.class);
      Unavailable refused = (Unavailable) result;
      assertThat(refused.isFinal()).isTrue();
      assertThat(refused.detail()).contains("TRAWL_ALLOWED_NETWORKS");
    }
  }

  @Test
  void redirectsAreFollowedToOtherHostsAndTheRulesHoldForTheFirst() throws IOException {
    try (RawServer other =
            RawServer.answering(ok("User-agent: *\nDisallow: /x\nSitemap: /s.xml\n"));
        RawServer server =
            RawServer.answering(
                status(301, "Location: http://127.0.0.1:" + other.port() + "/else/r.txt\r\n"))) {
      assertThat(allows(server, "/x")).isFalse();
      assertThat(other.requests().get(0)).startsWith("GET /else/r.txt ");
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void fiveRedirectsAreFollowedAndASixthIsNoFile(int status) throws IOException {
    try (RawServer five = redirecting(status, 5);
        RawServer six = redirecting(status, 6)) {
      assertThat(allows(five, "/x")).isFalse();
      assertThat(allows(six, "/x")).isTrue();
      assertThat(six.requests()).hasSize(6);
    }
  }

  private static RawServer redirecting(int status, int times) {
    return new RawServer(
        connection -> {
          for (int i = 1; connection.readRequest(); i++) {
            String answer = status(status, "Location: /hop" + i + "\r\n");
            connection.send(i <= times ? answer : ok(NOTHING_ALLOWED));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Location: ftp://example.org/robots.txt\r\n", "Location: \r\n"})
  void aRedirectThatLeadsNowhereIsNoFile(String header) throws IOException {
    try (RawServer server = RawServer.answering(status(302, header))) {
      assertThat(allows(server, "/x")).isTrue();
    }
  }

  @Test
  void aRedirectToARefusedAddressIsRefused() throws IOException {
    try (RawServer server =
        RawServer.answering(status(302, "Location: http://10.0.0.1:80/r\r\n"))) {
      assertThat(unavailable(server).reason()).isEqualTo("address-refused");
    }
  }

  @Test
  void ofALongFileTheFirst500KibibytesHold() throws IOException {
    String first = "User-agent: *\nDisallow: /first\n";
    String filling = "#" + "x".repeat(998) + "\n";
    String text = first + filling.repeat(520) + "Disallow: /last\n" + filling.repeat(2000);
    try (RawServer server = RawServer.answering(ok(text))) {
      assertThat(allows(server, "/first")).isFalse();
      assertThat(allows(server, "/last")).isTrue();
      RobotsFile file = available(server).file();
      assertThat(file.isCut()).isTrue();
      assertThat(file.content()).hasSize(RobotsParser.MOST_BYTES);
    }
  }

  @Test
  void anEmptyFileAllowsEverything() throws IOException {
    try (RawServer server = RawServer.answering(ok(""));
        RawServer noContent = RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n")) {
      assertThat(allows(server, "/x")).isTrue();
      assertThat(allows(noContent, "/x")).isTrue();
    }
  }
}
