package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.ProxyServer;
import dev.trawl.config.ProxyServer.Protocol;
import dev.trawl.host.RobotsStore;
import dev.trawl.host.Trouble;
import dev.trawl.http.AllowedNetworks;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.HttpSettings;
import dev.trawl.http.RawServer;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.robots.RobotsFetcher;
import dev.trawl.robots.RobotsFile;
import dev.trawl.robots.RobotsParser;
import dev.trawl.url.CrawlUrl;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is no fault of the host when it is asked for robots.txt. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
@Timeout(20)
class RobotsGateTest {
  private static final HttpSettings SETTINGS =
      HttpSettings.of("Trawl/test", AllowedNetworks.parse("127.0.0.0/8"));
  private static final CrawlUrl URL = CrawlUrl.parse("http://127.0.0.1:9/").orElseThrow();

  private static RobotsGate gate(GuardedHttpClient client) {
    RobotsFetcher fetcher =
        new RobotsFetcher(
            client,
            new RobotsParser("trawl", Duration.ofMinutes(5)),
            (base, location) -> Optional.empty());
    RobotsGate gate = new RobotsGate();
    gate.clients =
        new Clients() {
          @Override
          public RobotsFetcher robots() {
            return fetcher;
          }
        };
    gate.store =
        new RobotsStore() {
          @Override
          public Optional<RobotsFile> find(String origin) {
            return Optional.empty();
          }
        };
    return gate;
  }

  private static void assertSaysNothingOfTheHost(FetchOutcome outcome) {
    assertThat(outcome).isEqualTo(new NotRequested("not-running", "the client is closed"));
    assertThat(Trouble.of(outcome)).isEmpty();
  }

  /** A node that is about to end has closed its client: nothing can be asked any more. */
  @Test
  void whatWasGivenUpOnOurSideIsNoFaultOfTheHost() {
    GuardedHttpClient closed = new GuardedHttpClient(SETTINGS);
    closed.close();
    RobotsGate gate = gate(closed);
    assertSaysNothingOfTheHost(gate.ask(URL));
    assertSaysNothingOfTheHost(gate.refuses(URL).orElseThrow());
  }

  @Test
  void norIsAProxyThatIsAwayAndItIsAskedAnewEachTime() throws IOException {
    RawServer away = new RawServer(connection -> {});
    away.close();
    ProxyServer proxy = new ProxyServer(Protocol.HTTP, "127.0.0.1", away.port(), Optional.empty());
    try (GuardedHttpClient client = new GuardedHttpClient(SETTINGS.withProxies(List.of(proxy)))) {
      RobotsGate gate = gate(client);
      for (FetchOutcome outcome : List.of(gate.ask(URL), gate.refuses(URL).orElseThrow())) {
        assertThat(outcome)
            .isEqualTo(
                new NotRequested(
                    "proxy-unavailable",
                    "the proxy " + proxy + " cannot be reached: Connection refused"));
        assertThat(Trouble.of(outcome)).get().returns(0, Trouble::failures);
      }
    }
  }
}
