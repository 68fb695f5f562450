package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.ProxyServer;
import dev.trawl.config.ProxyServer.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a proxy does, a fetch ends, and the blame goes where it belongs. */
@Timeout(20)
class ProxyFailuresTest {
  private static final Target TARGET = new Target("http", "127.0.0.1", 9, "/");

  private static GuardedHttpClient client(ProxyServer proxy) {
    return new GuardedHttpClient(
        Clients.settings()
            .withTimeouts(Clients.impatience(300, 3000, 300))
            .withProxies(List.of(proxy)));
  }

  private static Failure failureBehind(Protocol protocol, RawServer.Behaviour behaviour)
      throws IOException {
    try (RawServer proxy = new RawServer(behaviour);
        GuardedHttpClient client = client(TestProxy.setting(protocol, proxy, Optional.empty()))) {
      return failure(client.fetch(TARGET, MEBIBYTE));
    }
  }

  private static Failure afterConnect(String answer) throws IOException {
    return failureBehind(
        Protocol.HTTP,
        connection -> {
          connection.readRequest();
          connection.send(answer);
        });
  }

  /** The reply comes after the choice of no login. */
  private static Failure afterSocksRequest(byte... reply) throws IOException {
    return failureBehind(
        Protocol.SOCKS5,
        connection -> {
          connection.read(3);
          connection.send(new byte[] {5, 0});
          connection.read(10);
          connection.send(reply);
        });
  }

  @ParameterizedTest
  @CsvSource({
    "403, ADDRESS_REFUSED",
    "500, UNREACHABLE",
    "502, UNREACHABLE",
    "503, UNREACHABLE",
    "504, CONNECT_TIMEOUT",
    "301, PROXY",
    "400, PROXY",
    "405, PROXY",
    "407, PROXY",
    "429, PROXY",
    "501, PROXY",
  })
  void aStatusSaysWhoseFailureItIs(int status, Reason reason) throws IOException {
    Failure failure = afterConnect("HTTP/1.1 " + status + " Because I say so\r\n\r\n");
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.detail()).contains("(" + status + ")").doesNotContain("Because");
  }

  @ParameterizedTest
  @CsvSource({
    "1, UNREACHABLE",
    "2, ADDRESS_REFUSED",
    "3, UNREACHABLE",
    "4, UNREACHABLE",
    "5, REFUSED",
    "6, CONNECT_TIMEOUT",
    "7, PROXY",
    "8, UNREACHABLE",
    "99, PROXY",
  })
  void soDoesASocksReply(byte reply, Reason reason) throws IOException {
    Failure failure = afterSocksRequest((byte) 5, reply, (byte) 0, (byte) 1);
    assertThat(failure.reason()).isEqualTo(reason);
    assertThat(failure.detail()).contains("(SOCKS reply " + reply + ")");
  }

  @Test
  void interimAnswersAreSkipped() throws IOException {
    assertThat(
            afterConnect("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 502 No\r\nA: b\r\n\r\n").reason())
        .isEqualTo(Reason.UNREACHABLE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "\r\n\r\n", "SSH-2.0-x\r\n\r\n", "HTTP/2 200\r\n\r\n", "HTTP/1.1 200"})
  void garbageIsTheProxysFailure(String garbage) throws IOException {
    assertThat(afterConnect(garbage).reason()).isEqualTo(Reason.PROXY);
    assertThat(
            failureBehind(
                    Protocol.SOCKS5,
                    connection -> {
                      connection.read(3);
                      connection.send(garbage);
                    })
                .reason())
        .isEqualTo(Reason.PROXY);
  }

  @Test
  void soIsAnAnswerOfAnotherProtocolInTheMiddle() throws IOException {
    assertThat(afterSocksRequest((byte) 4, (byte) 0, (byte) 0, (byte) 1).reason())
        .isEqualTo(Reason.PROXY);
    assertThat(afterSocksRequest((byte) 5, (byte) 0, (byte) 0, (byte) 7).reason())
        .isEqualTo(Reason.PROXY);
  }

  @Test
  void aHugeAnswerIsNotHeardOut() throws IOException {
    Failure failure =
        failureBehind(
            Protocol.HTTP,
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\n");
              while (true) {
                connection.send("X-Filler: " + "x".repeat(1000) + "\r\n");
              }
            });
    assertThat(failure.reason()).isEqualTo(Reason.PROXY);
    assertThat(failure.detail()).contains("more than 16384 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatTricklesIsGivenUpInTheTimeOfAConnection(Protocol protocol) throws IOException {
    long start = System.nanoTime();
    Failure failure =
        failureBehind(
            protocol,
            connection -> {
              if (protocol == Protocol.SOCKS5) {
                connection.send(new byte[] {5, 0, 5, 0, 0, 3, (byte) 200});
              }
              connection.trickle("HTTP/1.1 200 OK" + "x".repeat(1000), 50);
            });
    assertThat(failure.reason()).isEqualTo(Reason.PROXY);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void aProxyThatIsStillTryingLeavesTheFailureToTheTarget() throws IOException {
    assertThat(failureBehind(Protocol.HTTP, RawServer.Connection::waitForClose).reason())
        .isEqualTo(Reason.CONNECT_TIMEOUT);
    assertThat(
            failureBehind(
                    Protocol.SOCKS5,
                    connection -> {
                      connection.send(new byte[] {5, 0});
                      connection.waitForClose();
                    })
                .reason())
        .isEqualTo(Reason.CONNECT_TIMEOUT);
  }

  @Test
  void aSocksProxyThatDoesNotEvenGreetFailsItself() throws IOException {
    assertThat(failureBehind(Protocol.SOCKS5, RawServer.Connection::waitForClose).reason())
        .isEqualTo(Reason.PROXY);
  }

  @Test
  void aProxyWithoutAnAddressCannotBeReached() {
    ProxyServer nowhere = new ProxyServer(Protocol.HTTP, "nowhere.invalid", 3128, Optional.empty());
    try (GuardedHttpClient client = client(nowhere)) {
      Failure failure = failure(client.fetch(TARGET, MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.PROXY);
      assertThat(failure.detail())
          .isEqualTo(
              "the proxy http://nowhere.invalid:3128 cannot be reached: its name has no address");
    }
  }

  @Test
  void oneThatIsAwayIsTriedNowAndThenAndUsedAgainWhenItIsBack() throws Exception {
    RawServer away = new RawServer(connection -> {});
    away.close();
    try (GuardedHttpClient client =
        client(TestProxy.setting(Protocol.HTTP, away, Optional.empty()))) {
      for (int i = 0; i < 5; i++) {
        Failure failure = failure(client.fetch(TARGET, MEBIBYTE));
        assertThat(failure.reason()).isEqualTo(Reason.PROXY);
        assertThat(failure.detail()).contains("cannot be reached: Connection refused");
      }
      assertThat(client.proxyTroubles()).hasSize(1);

      try (RawServer back =
          new RawServer(
              at(away.port()),
              connection -> {
                connection.readRequest();
                connection.send("HTTP/1.1 502 No\r\n\r\n");
              })) {
        // Not at once: the next try is a second after the third failure.
        assertThat(reason(client.fetch(TARGET, MEBIBYTE))).isEqualTo(Reason.PROXY);
        assertThat(back.connections()).isZero();
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Reason reason;
        do {
          Thread.sleep(50);
          reason = reason(client.fetch(TARGET, MEBIBYTE));
        } while (reason == Reason.PROXY && System.nanoTime() < end);
        assertThat(reason).isEqualTo(Reason.UNREACHABLE);
        assertThat(client.proxyTroubles()).isEmpty();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aProxyThatEndsWhileARequestIsUnderWayResetsIt(Protocol protocol) throws IOException {
    TestProxy proxy = TestProxy.open(protocol);
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.readRequest();
                  proxy.close();
                  connection.waitForClose();
                });
        GuardedHttpClient client = client(proxy.setting())) {
      assertThat(reason(client.fetch(server.target("/"), MEBIBYTE))).isEqualTo(Reason.RESET);
      assertThat(reason(client.fetch(server.target("/"), MEBIBYTE))).isEqualTo(Reason.PROXY);
    } finally {
      proxy.close();
    }
  }

  @Test
  void aClientThatClosesBlamesNobody() throws Exception {
    try (RawServer proxy = new RawServer(RawServer.Connection::waitForClose)) {
      GuardedHttpClient client =
          new GuardedHttpClient(
              Clients.settings()
                  .withProxies(List.of(TestProxy.setting(Protocol.HTTP, proxy, Optional.empty()))));
      Thread closing =
          new Thread(
              () -> {
                while (proxy.connections() == 0) {
                  Thread.onSpinWait();
                }
                client.close();
              });
      closing.setDaemon(true);
      closing.start();
      assertThat(reason(client.fetch(TARGET, MEBIBYTE))).isEqualTo(Reason.CANCELLED);
      closing.join();
      assertThat(client.proxyTroubles()).isEmpty();
    }
  }

  /** Listens on that port, whichever is asked for. */
  private static ServerSocketFactory at(int port) {
    return new ServerSocketFactory() {
      @Override
      public ServerSocket createServerSocket(int any) throws IOException {
        return new ServerSocket(port);
      }

      @Override
      public ServerSocket createServerSocket(int any, int backlog) throws IOException {
        return new ServerSocket(port, backlog);
      }

      @Override
      public ServerSocket createServerSocket(int any, int backlog, InetAddress address)
          throws IOException {
        return new ServerSocket(port, backlog, address);
      }
    };
  }
}
