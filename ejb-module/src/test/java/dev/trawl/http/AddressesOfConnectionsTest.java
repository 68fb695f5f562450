package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address that was checked is the one that is connected to, however the host is written. */
class AddressesOfConnectionsTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final HttpSettings PUBLIC_ONLY =
      HttpSettings.of("Trawl/test", AllowedNetworks.NONE);

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getAllByName(literal)[0];
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "localhost"})
  void aServerOfThisMachineIsRefused(String host) throws IOException {
    HostResolver ipv4 =
        name -> List.of(InetAddress.getAllByName(name.equals("localhost") ? "127.0.0.1" : name));
    try (RawServer server = RawServer.answering(HELLO);
        GuardedHttpClient client = new GuardedHttpClient(PUBLIC_ONLY, ipv4)) {
      Failure failure =
          failure(client.fetch(new Target("http", host, server.port(), "/"), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.ADDRESS_REFUSED);
      assertThat(failure.detail())
          .isEqualTo(
              "127.0.0.1 is a loopback address; add 127.0.0.0/8 to TRAWL_ALLOWED_NETWORKS to fetch it");
      assertThat(server.connections()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[::1]", "[fd00::1]", "[::127.0.0.1]", "[64:ff9b::a00:1]"})
  void literalIpv6AddressesAreCheckedToo(String host) {
    try (GuardedHttpClient client = new GuardedHttpClient(PUBLIC_ONLY)) {
      assertThat(reason(client.fetch(new Target("http", host, 80, "/"), MEBIBYTE)))
          .isEqualTo(Reason.ADDRESS_REFUSED);
    }
  }

  @Test
  void refusedAddressesOfAHostAreDroppedAndTheOthersTried() throws IOException {
    HostResolver two = name -> List.of(address("10.0.0.1"), address("127.0.0.1"));
    try (RawServer server = RawServer.answering(HELLO);
        GuardedHttpClient client = new GuardedHttpClient(Clients.settings(), two)) {
      assertThat(text(client.fetch(new Target("http", "two.test", server.port(), "/"), MEBIBYTE)))
          .isEqualTo("hello");
    }
  }

  @Test
  void aHostWithoutAnyAddressDoesNotResolve() {
    try (GuardedHttpClient client = new GuardedHttpClient(PUBLIC_ONLY, name -> List.of())) {
      assertThat(reason(client.fetch(new Target("http", "none.test", 80, "/"), MEBIBYTE)))
          .isEqualTo(Reason.DNS);
    }
  }

  @Test
  void aNameThatTurnsPrivateAfterTheCheckIsNotAskedAgain() throws IOException {
    Rebinding rebinding = new Rebinding();
    try (RawServer server = RawServer.closingAfter(HELLO);
        GuardedHttpClient client = new GuardedHttpClient(Clients.settings(), rebinding)) {
      Target target = new Target("http", "rebinding.test", server.port(), "/");
      assertThat(text(client.fetch(target, MEBIBYTE))).isEqualTo("hello");
      assertThat(rebinding.asked).hasValue(1);
    }
  }

  @Test
  void everyNewConnectionIsCheckedAnew() throws IOException {
    Rebinding rebinding = new Rebinding();
    String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello";
    try (RawServer server = RawServer.closingAfter(last);
        GuardedHttpClient client = new GuardedHttpClient(Clients.settings(), rebinding)) {
      Target target = new Target("http", "rebinding.test", server.port(), "/");
      assertThat(text(client.fetch(target, MEBIBYTE))).isEqualTo("hello");
      assertThat(reason(client.fetch(target, MEBIBYTE))).isEqualTo(Reason.ADDRESS_REFUSED);
    }
  }

  /** Allowed when asked for the first time, private from then on. */
  private static final class Rebinding implements HostResolver {
    private final AtomicInteger asked = new AtomicInteger();

    @Override
    public List<InetAddress> resolve(String host) throws UnknownHostException {
      return List.of(
          InetAddress.getAllByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "10.0.0.1"));
    }
  }
}
