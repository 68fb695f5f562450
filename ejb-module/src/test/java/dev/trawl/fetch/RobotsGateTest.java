package dev.trawl.fetch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.host.RobotsStore;
import dev.trawl.host.Trouble;
import dev.trawl.http.AllowedNetworks;
import dev.trawl.http.GuardedHttpClient;
import dev.trawl.http.HttpSettings;
import dev.trawl.message.FetchOutcome;
import dev.trawl.message.FetchOutcome.NotRequested;
import dev.trawl.robots.RobotsFetcher;
import dev.trawl.robots.RobotsFile;
import dev.trawl.robots.RobotsParser;
import dev.trawl.url.CrawlUrl;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A node that is about to end has closed its client: nothing can be asked any more. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class RobotsGateTest {
  private static final CrawlUrl URL = CrawlUrl.parse("http://a.example/").orElseThrow();

  private final RobotsGate gate = new RobotsGate();

  RobotsGateTest() {
    GuardedHttpClient closed =
        new GuardedHttpClient(HttpSettings.of("Trawl/test", AllowedNetworks.NONE));
    closed.close();
    RobotsFetcher fetcher =
        new RobotsFetcher(
            closed,
            new RobotsParser("trawl", Duration.ofMinutes(5)),
            (base, location) -> Optional.empty());
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
  }

  private static void assertSaysNothingOfTheHost(FetchOutcome outcome) {
    assertThat(outcome).isEqualTo(new NotRequested("not-running", "the client is closed"));
    assertThat(Trouble.of(outcome)).isEmpty();
  }

  @Test
  void whatWasGivenUpOnOurSideIsNoFaultOfTheHost() {
    assertSaysNothingOfTheHost(gate.ask(URL));
    assertSaysNothingOfTheHost(gate.refuses(URL).orElseThrow());
  }
}
