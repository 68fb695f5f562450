package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.failure;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The time for a whole answer that is over before there is a connection to be closed. */
@Timeout(30)
class DeadlineTest {
  private static final Timeouts TIMEOUTS =
      new Timeouts(
          Duration.ofSeconds(8),
          Duration.ofSeconds(8),
          Duration.ofMillis(400),
          0,
          Duration.ofSeconds(8));

  private static final Failure OVER =
      new Failure(Reason.CONNECT_TIMEOUT, "not complete after 400 ms");

  private static void assertEndsInTime(String scheme, RawServer server, HostResolver resolver) {
    try (GuardedHttpClient client =
        new GuardedHttpClient(Clients.settings().withTimeouts(TIMEOUTS), resolver)) {
      Target target = new Target(scheme, "server.test", server.port(), "/");
      Instant start = Instant.now();
      assertThat(failure(client.fetch(target, MEBIBYTE))).isEqualTo(OVER);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(6));
    }
  }

  private static List<InetAddress> slowly(String host) throws UnknownHostException {
    try {
      Thread.sleep(1_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(host);
    }
    return List.of(InetAddress.getLoopbackAddress());
  }

  @Test
  void afterALookupThatTookTooLongNothingIsAskedFor() throws IOException {
    try (RawServer server = new RawServer(RawServer.Connection::waitForClose)) {
      assertEndsInTime("http", server, DeadlineTest::slowly);
      assertThat(server.requests()).isEmpty();
      assertThat(server.connections()).isZero();
    }
  }

  @Test
  void afterAnAddressThatTookTooLongNoOtherIsTried() throws IOException {
    InetAddress here = InetAddress.getLoopbackAddress();
    try (RawServer silent = new RawServer(RawServer.Connection::waitForClose)) {
      assertEndsInTime("https", silent, host -> List.of(here, here, here));
      assertThat(silent.connections()).isEqualTo(1);
    }
  }
}
