package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
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

@Timeout(20)
class TlsTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";
  private static final char[] PASSWORD = "changeit".toCharArray();

  /** The name resolves to this machine, so that it can be checked against certificates. */
  private static final HostResolver HERE = name -> List.of(InetAddress.getLoopbackAddress());

  @TempDir private static Path folder;

  /** A server's key for the name server.test, and a client that trusts exactly that. */
  private static SSLContext trusting;

  @BeforeAll
  static void makeKey() throws IOException, InterruptedException, GeneralSecurityException {
    trusting = context(keyFor("server.test"));
  }

  /** Makes a self-signed certificate with the tool that every JDK has. */
  private static Path keyFor(String name) throws IOException, InterruptedException {
    Path file = folder.resolve(name + ".p12");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-alias",
            "key",
            "-keyalg",
            "EC",
            "-validity",
            "2",
            "-dname",
            "CN=" + name,
            "-ext",
            "SAN=dns:" + name,
            "-storetype",
            "PKCS12",
            "-storepass",
            "changeit",
            "-keystore",
            file.toString());
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(output).isZero();
    return file;
  }

  private static SSLContext context(Path keyFile) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keyFile)) {
      store.load(in, PASSWORD);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("cert", store.getCertificate("key"));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static GuardedHttpClient client(SSLContext trust) {
    HttpSettings settings = Clients.settings().withTimeouts(Clients.impatience(2000, 3000, 2000));
    return new GuardedHttpClient(settings, HERE, trust);
  }

  private static RawServer server() {
    return new RawServer(
        trusting.getServerSocketFactory(),
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
    try (RawServer server = server();
        GuardedHttpClient client = client(trusting)) {
      assertThat(text(client.fetch(target("server.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(text(client.fetch(target("server.test", server), MEBIBYTE))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aCertificateNobodySignedIsATlsFailure() throws IOException {
    try (RawServer server = server();
        GuardedHttpClient client = client(SSLContexts.createDefault())) {
      Failure failure = failure(client.fetch(target("server.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("certification path");
    }
  }

  @Test
  void aCertificateForAnotherNameIsATlsFailure() throws IOException {
    try (RawServer server = server();
        GuardedHttpClient client = client(trusting)) {
      Failure failure = failure(client.fetch(target("other.test", server), MEBIBYTE));
      assertThat(failure.reason()).isEqualTo(Reason.TLS);
      assertThat(failure.detail()).contains("other.test");
      assertThat(reason(client.fetch(target("127.0.0.1", server), MEBIBYTE))).isEqualTo(Reason.TLS);
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
