package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.ProxyServer.Protocol;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class TlsTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  /** A server with a valid certificate, and a client that trusts who signed it. */
  private static final SSLContext TRUSTING = TestKeys.context("valid");

  private static GuardedHttpClient client(SSLContext trust) {
    HttpSettings settings = Clients.settings().withTimeouts(Clients.impatience(2000, 3000, 2000));
    return new GuardedHttpClient(settings, TestKeys.HERE, trust);
  }

  private static RawServer server(SSLContext tls) {
    return new RawServer(
        tls.getServerSocketFactory(),
        connection -> {
          while (connection.readRequest()) {
            connection.send(HELLO);
          }
        });
  }

  private static Target target(String host, RawServer server) {
    return new Target("https", host, server.port(), "/");
  }

  @Test
  void aTrustedServerIsFetchedFromAndTheConnectionKept() throws IOException {
    try (RawServer server = server(TRUSTING);
        GuardedHttpClient client = client(TRUSTING)) {
      assertThat(text(client.fetch(target("server.test", server), MEBIBYTE))).isEqualTo("hello");
      Answer answer = answer(client.fetch(target("server.test", server), MEBIBYTE));
      assertThat(answer.protocol()).isEqualTo("HTTP/1.1");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void throughAProxyTheServerIsTheOneThatIsChecked(Protocol protocol) throws IOException {
    try (RawServer server = server(TRUSTING);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client =
            new GuardedHttpClient(
                Clients.settings().withProxies(List.of(proxy.setting())),
                TestKeys.HERE,
                TRUSTING)) {
      Answer answer = answer(client.fetch(target("server.test", server), MEBIBYTE));
      assertThat(text(answer)).isEqualTo("hello");
      assertThat(answer.address()).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(text(client.fetch(target("server.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(proxy.targets()).containsExactly("127.0.0.1:" + server.port());
      Failure failure = failure(client.fetch(target("other.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("other.test");
    }
  }

  @Test
  void aCertificateNobodySignedIsATlsFailure() throws IOException {
    try (RawServer server = server(TestKeys.context("authority"));
        GuardedHttpClient client = client(SSLContexts.createDefault())) {
      Failure failure = failure(client.fetch(target("server.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("certification path");
    }
  }

  @Test
  void aCertificateForAnotherNameIsATlsFailure() throws IOException {
    try (RawServer server = server(TRUSTING);
        GuardedHttpClient client = client(TRUSTING)) {
      Failure failure = failure(client.fetch(target("other.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("other.test");
      assertThat(reason(client.fetch(target("127.0.0.1", server), MEBIBYTE))).isEqualTo(Reason.TLS);
    }
  }

  @Test
  void aCertificateThatHasExpiredIsATlsFailure() throws IOException {
    // Signed by somebody trusted: of a certificate that is trusted itself Java checks no dates.
    try (RawServer server = server(TestKeys.context("expired"));
        GuardedHttpClient client = client(TRUSTING)) {
      Failure failure = failure(client.fetch(target("server.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("validity check failed");
    }
  }

  @Test
  void aServerThatDoesNotSpeakTlsIsATlsFailure() throws IOException {
    try (RawServer plain = new RawServer(connection -> connection.send(HELLO));
        RawServer closing = new RawServer(connection -> {});
        RawServer resetting =
            new RawServer(
                connection -> {
                  // In the handshake: before it, there was hardly a connection.
                  connection.awaitFirstByte();
                  connection.reset();
                });
        GuardedHttpClient client = client(TRUSTING)) {
      assertThat(reason(client.fetch(target("server.test", plain), MEBIBYTE)))
          .isEqualTo(Reason.TLS);
      assertThat(reason(client.fetch(target("server.test", closing), MEBIBYTE)))
          .isEqualTo(Reason.TLS);
      assertThat(reason(client.fetch(target("server.test", resetting), MEBIBYTE)))
          .isEqualTo(Reason.TLS);
    }
  }

  @Test
  void aHandshakeThatStopsOrTricklesIsAConnectTimeout() throws IOException {
    try (RawServer silent = new RawServer(RawServer.Connection::waitForClose);
        RawServer trickling =
            new RawServer(
                connection ->
                    connection.trickle("\u0016\u0003\u0003@\u0000" + "\0".repeat(1000), 50));
        GuardedHttpClient client = Clients.impatient()) {
      assertThat(reason(client.fetch(target("127.0.0.1", silent), MEBIBYTE)))
          .isEqualTo(Reason.CONNECT_TIMEOUT);
      assertThat(reason(client.fetch(target("127.0.0.1", trickling), MEBIBYTE)))
          .isEqualTo(Reason.CONNECT_TIMEOUT);
    }
  }

  /** The library said goodbye, and waited for the server's as long as for a first byte. */
  @Test
  void aMalformedAnswerIsTheEndOfItsConnection() throws IOException {
    HttpSettings patient = Clients.settings().withTimeouts(Clients.impatience(15_000, 15_000, 500));
    CountDownLatch done = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                TRUSTING.getServerSocketFactory(),
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n");
                  done.await(20, TimeUnit.SECONDS);
                });
        GuardedHttpClient client = new GuardedHttpClient(patient, TestKeys.HERE, TRUSTING)) {
      Instant start = Instant.now();
      assertThat(reason(client.fetch(target("server.test", server), MEBIBYTE)))
          .isEqualTo(Reason.MALFORMED);
      assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(8));
      done.countDown();
    }
  }

  @Test
  void aConnectionLostAfterTheHandshakeIsAReset() throws IOException {
    ServerSocketFactory sockets = TRUSTING.getServerSocketFactory();
    try (RawServer server =
            new RawServer(
                sockets,
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                });
        GuardedHttpClient client = client(TRUSTING)) {
      assertThat(reason(client.fetch(target("server.test", server), MEBIBYTE)))
          .isEqualTo(Reason.RESET);
    }
  }
}
