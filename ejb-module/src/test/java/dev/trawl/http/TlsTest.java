package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.ProxyServer.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.core5.ssl.SSLContexts;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(20)
class TlsTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** The name resolves to this machine, so that it can be checked against certificates. */
  private static final HostResolver HERE = name -> List.of(InetAddress.getLoopbackAddress());

  @TempDir private static Path folder;

  /** Made with the tool that every JDK has: who signs, and what is signed for server.test. */
  private static KeyStore keys;

  /** A server with a valid certificate, and a client that trusts who signed it. */
  private static SSLContext trusting;

  @BeforeAll
  static void makeKeys() throws IOException, InterruptedException, GeneralSecurityException {
    Path file = folder.resolve("keys.p12");
    makeKey(file, "authority", "-validity", "2", "-ext", "bc:c");
    makeKey(file, "valid", "-validity", "2", "-signer", "authority");
    makeKey(file, "expired", "-startdate", "-10d", "-validity", "1", "-signer", "authority");
    keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    trusting = context("valid");
  }

  private static void makeKey(Path file, String alias, String... more)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-genkeypair", "-alias", alias, "-keyalg", "EC"));
    command.addAll(List.of("-dname", "CN=" + alias, "-ext", "SAN=dns:server.test"));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", "changeit"));
    command.addAll(List.of("-keystore", file.toString()));
    command.addAll(List.of(more));
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
  }

  /** For a server with that key, and for a client that trusts the authority. */
  private static SSLContext context(String alias) throws IOException, GeneralSecurityException {
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("key", keys.getKey(alias, PASSWORD), PASSWORD, keys.getCertificateChain(alias));
    KeyManagerFactory server =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    server.init(own, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("authority", keys.getCertificate("authority"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(server.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static GuardedHttpClient client(SSLContext trust) {
    HttpSettings settings = Clients.settings().withTimeouts(Clients.impatience(2000, 3000, 2000));
    return new GuardedHttpClient(settings, HERE, trust);
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
    try (RawServer server = server(trusting);
        GuardedHttpClient client = client(trusting)) {
      assertThat(text(client.fetch(target("server.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(text(client.fetch(target("server.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void throughAProxyTheServerIsTheOneThatIsChecked(Protocol protocol) throws IOException {
    try (RawServer server = server(trusting);
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient client =
            new GuardedHttpClient(
                Clients.settings().withProxies(List.of(proxy.setting())), HERE, trusting)) {
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
  void aCertificateNobodySignedIsATlsFailure() throws IOException, GeneralSecurityException {
    try (RawServer server = server(context("authority"));
        GuardedHttpClient client = client(SSLContexts.createDefault())) {
      Failure failure = failure(client.fetch(target("server.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("certification path");
    }
  }

  @Test
  void aCertificateForAnotherNameIsATlsFailure() throws IOException {
    try (RawServer server = server(trusting);
        GuardedHttpClient client = client(trusting)) {
      Failure failure = failure(client.fetch(target("other.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("other.test");
      assertThat(reason(client.fetch(target("127.0.0.1", server), MEBIBYTE))).isEqualTo(Reason.TLS);
    }
  }

  @Test
  void aCertificateThatHasExpiredIsATlsFailure() throws IOException, GeneralSecurityException {
    // Signed by somebody trusted: of a certificate that is trusted itself Java checks no dates.
    try (RawServer server = server(context("expired"));
        GuardedHttpClient client = client(trusting)) {
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
        GuardedHttpClient client = client(trusting)) {
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

  @Test
  void aConnectionLostAfterTheHandshakeIsAReset() throws IOException {
    ServerSocketFactory sockets = trusting.getServerSocketFactory();
    try (RawServer server =
            new RawServer(
                sockets,
                connection -> {
                  connection.readRequest();
                  connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
                });
        GuardedHttpClient client = client(trusting)) {
      assertThat(reason(client.fetch(target("server.test", server), MEBIBYTE)))
          .isEqualTo(Reason.RESET);
    }
  }
}
