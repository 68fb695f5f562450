package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedHttpClientTest {
  private static final String HELLO = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  private final GuardedHttpClient client = Clients.loopback();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private Exchange get(RawServer server) {
    return client.fetch(server.target("/"), MEBIBYTE);
  }

  @Test
  void anAnswerHasStatusHeadersBodyAndAddress() throws IOException {
    try (RawServer server =
        RawServer.answering(
            "HTTP/1.1 404 Nope\r\nX-A: 1\r\nx-a: 2\r\nContent-Length: 2\r\n\r\nno")) {
      Answer answer = answer(get(server));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.headers().first("X-A")).contains("1");
      assertThat(answer.headers().all("X-a")).containsExactly("1", "2");
      assertThat(answer.headers().first("x-b")).isEmpty();
      assertThat(answer.body()).isEqualTo(new byte[] {'n', 'o'});
      assertThat(answer.wireBytes()).isEqualTo(2);
      assertThat(answer.address()).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(answer.duration()).isPositive();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//double//slash",
        "/a|b^c[d]{e}`f\"<g>",
        "/?q=[1]|{2}^\\3",
        "/%zz%",
        "/a/../b/./c",
        "/~'();:@&=+$,!*?a?b??",
        "/%C3%A4/%2F",
        "/?"
      })
  void theRequestLineIsByteForByteWhatWasGiven(String requestTarget) throws IOException {
    try (RawServer server = RawServer.answering(HELLO)) {
      assertThat(text(client.fetch(server.target(requestTarget), MEBIBYTE))).isEqualTo("hello");
      assertThat(server.requests().get(0)).startsWith("GET " + requestTarget + " HTTP/1.1\r\n");
    }
  }

  @Test
  void theRequestCarriesHostUserAgentAndAcceptedCodings() throws IOException {
    try (RawServer server = RawServer.answering(HELLO)) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.requests().get(0).lines())
          .containsExactly(
              "GET / HTTP/1.1",
              "Host: 127.0.0.1:" + server.port(),
              "User-Agent: Trawl/test (+https://example.org/)",
              "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
              "Accept-Encoding: gzip, deflate, br, zstd",
              "");
    }
  }

  @Test
  void theDefaultPortIsLeftOutOfTheHostHeader() {
    assertThat(new Target("http", "example.org", 80, "/").authority()).isEqualTo("example.org");
    assertThat(new Target("https", "example.org", 443, "/").authority()).isEqualTo("example.org");
    assertThat(new Target("https", "[::1]", 80, "/").authority()).isEqualTo("[::1]:80");
  }

  @Test
  void extraFieldsAreSentAndReplaceOurs() throws IOException {
    try (RawServer server = RawServer.answering(HELLO)) {
      Headers extra = Headers.of("If-None-Match", "\"x\"", "accept", "text/plain");
      assertThat(text(client.fetch(server.target("/"), extra, MEBIBYTE))).isEqualTo("hello");
      assertThat(server.requests().get(0))
          .contains("\r\nIf-None-Match: \"x\"\r\n", "accept: text/plain\r\n");
      assertThat(server.requests().get(0)).doesNotContain("text/html");
    }
  }

  /** The client itself would wait for twenty seconds. */
  @Test
  void aRequestMayHaveOtherTimesThanTheClient() throws IOException {
    try (RawServer silent =
        new RawServer(
            connection -> {
              while (connection.readRequest()) {
                Thread.sleep(1);
              }
            })) {
      Limits impatient = MEBIBYTE.withTimeouts(Clients.impatience(200, 900, 200));
      assertThat(reason(client.fetch(silent.target("/"), impatient))).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void fieldsThatWouldBreakTheRequestAreRefused() {
    Target target = new Target("http", "127.0.0.1", 1, "/");
    for (Headers bad :
        List.of(
            Headers.of("X-A", "1\r\nX-B: 2"),
            Headers.of("X A", "1"),
            Headers.of("host", "elsewhere"),
            Headers.of("Content-Length", "3"))) {
      assertThatIllegalArgumentException().isThrownBy(() -> client.fetch(target, bad, MEBIBYTE));
    }
  }

  @Test
  void targetsThatWouldBreakTheRequestLineAreRefused() {
    for (String bad : List.of("", "a", "/a b", "/a\r\nX: y", "/ä", "/\u0000")) {
      assertThatIllegalArgumentException().isThrownBy(() -> new Target("http", "h", 80, bad));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> new Target("ftp", "h", 80, "/"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Target("http", "h", 0, "/"));
    assertThatIllegalArgumentException().isThrownBy(() -> new Target("http", "h\r\n", 80, "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"204 No Content", "304 Not Modified"})
  void anAnswerWithoutABodyLeavesTheConnectionUsable(String status) throws IOException {
    try (RawServer server = RawServer.answering("HTTP/1.1 " + status + "\r\nETag: \"x\"\r\n\r\n")) {
      assertThat(answer(get(server)).body()).isEmpty();
      assertThat(answer(get(server)).headers().first("etag")).contains("\"x\"");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void aBodyWithoutALengthEndsWithTheConnection() throws IOException {
    try (RawServer server = RawServer.closingAfter("HTTP/1.0 200 OK\r\n\r\nold but complete")) {
      assertThat(text(get(server))).isEqualTo("old but complete");
    }
  }

  @Test
  void chunksAreJoinedAndTrailersDropped() throws IOException {
    String chunks = "3;ext=1\r\nabc\r\nA\r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n";
    String head = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";
    try (RawServer server = RawServer.answering(head + chunks)) {
      assertThat(text(get(server))).isEqualTo("abc0123456789");
      assertThat(text(get(server))).isEqualTo("abc0123456789");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void interimAnswersAreSkipped() throws IOException {
    try (RawServer server =
        RawServer.answering(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: <x>\r\n\r\n" + HELLO)) {
      assertThat(text(get(server))).isEqualTo("hello");
    }
  }

  @Test
  void linesThatAreNoHeaderAreSkippedAsBrowsersDo() throws IOException {
    try (RawServer server =
        RawServer.answering(
            "HTTP/1.1 200 OK\r\nPHP Warning\r\nContent-Length : 2\r\nX: y\r\n\r\nok")) {
      Answer answer = answer(get(server));
      assertThat(answer.body()).hasSize(2);
      assertThat(answer.headers().fields()).hasSize(2);
    }
  }

  @Test
  void theSameContentLengthTwiceIsOne() throws IOException {
    try (RawServer server =
        RawServer.answering(
            "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 2\r\n\r\nok")) {
      assertThat(text(get(server))).isEqualTo("ok");
    }
  }

  @Test
  void connectionsAreKeptAlive() throws IOException {
    try (RawServer server = RawServer.answering(HELLO)) {
      for (int i = 0; i < 5; i++) {
        assertThat(text(get(server))).isEqualTo("hello");
      }
      assertThat(server.connections()).isEqualTo(1);
      assertThat(server.requests()).hasSize(5);
    }
  }

  @Test
  void aConnectionThatTheServerClosedMeanwhileIsReplacedOnce()
      throws IOException, InterruptedException {
    try (RawServer server = RawServer.closingAfter(HELLO)) {
      assertThat(text(get(server))).isEqualTo("hello");
      Thread.sleep(50); // the end of the connection has arrived, yet nobody looked
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.requests()).hasSize(2);
    }
  }

  @Test
  void aConnectionThatIsResetOnReuseIsReplacedOnce() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send(HELLO);
              connection.readRequest();
              connection.reset();
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
      assertThat(server.requests()).hasSize(3);
    }
  }

  @Test
  void aFreshConnectionThatClosesIsNotTriedAgain() throws IOException {
    try (RawServer server = new RawServer(RawServer.Connection::readRequest)) {
      assertThat(reason(get(server))).isEqualTo(Reason.RESET);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void whatAServerSaysUnaskedIsNotTakenForTheNextAnswer() throws IOException, InterruptedException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send(HELLO);
              Thread.sleep(20);
              connection.send("HTTP/1.1 408 Request Timeout\r\nContent-Length: 0\r\n\r\n");
              connection.waitForClose();
            })) {
      assertThat(answer(get(server)).status()).isEqualTo(200);
      Thread.sleep(300); // the unasked answer has arrived
      assertThat(answer(get(server)).status()).isEqualTo(200);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void moreBytesThanAnnouncedAreNotTakenForTheNextAnswer() throws IOException {
    try (RawServer server =
        RawServer.answering(HELLO + "HTTP/1.1 500 Smuggled\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aClosedClientCancels() throws IOException {
    try (RawServer server = RawServer.answering(HELLO)) {
      client.close();
      assertThat(reason(get(server))).isEqualTo(Reason.CANCELLED);
    }
  }

  @Test
  void closingTheClientCancelsWhatIsUnderWay() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              client.close();
              connection.waitForClose();
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.CANCELLED);
    }
  }

  @Test
  void anInterruptWhileWaitingForAConnectionCancelsAndStaysSet() throws IOException {
    try (RawServer server = RawServer.answering(HELLO)) {
      Thread.currentThread().interrupt();
      assertThat(reason(get(server))).isEqualTo(Reason.CANCELLED);
      assertThat(Thread.interrupted()).isTrue();
    }
  }

  @Test
  void proxySettingsOfTheMachineAreIgnored() throws IOException {
    System.setProperty("socksProxyHost", "127.0.0.1");
    System.setProperty("socksProxyPort", "1");
    System.setProperty("http.proxyHost", "127.0.0.1");
    System.setProperty("http.proxyPort", "1");
    System.setProperty("http.nonProxyHosts", "");
    System.setProperty("socksNonProxyHosts", "");
    try (RawServer server = RawServer.answering(HELLO)) {
      assertThat(text(get(server))).isEqualTo("hello");
    } finally {
      for (String name :
          List.of(
              "socksProxyHost",
              "socksProxyPort",
              "http.proxyHost",
              "http.proxyPort",
              "http.nonProxyHosts",
              "socksNonProxyHosts")) {
        System.clearProperty(name);
      }
    }
  }
}
