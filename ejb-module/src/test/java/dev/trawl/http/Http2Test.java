package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static dev.trawl.http.Clients.text;
import static dev.trawl.http.Http2Peer.ACK;
import static dev.trawl.http.Http2Peer.CONTINUATION;
import static dev.trawl.http.Http2Peer.DATA;
import static dev.trawl.http.Http2Peer.END_HEADERS;
import static dev.trawl.http.Http2Peer.END_STREAM;
import static dev.trawl.http.Http2Peer.GOAWAY;
import static dev.trawl.http.Http2Peer.HEADERS;
import static dev.trawl.http.Http2Peer.PADDED;
import static dev.trawl.http.Http2Peer.PING;
import static dev.trawl.http.Http2Peer.PRIORITY;
import static dev.trawl.http.Http2Peer.RST_STREAM;
import static dev.trawl.http.Http2Peer.SETTINGS;
import static dev.trawl.http.Http2Peer.WINDOW_UPDATE;
import static dev.trawl.http.Http2Peer.WITH_PRIORITY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.config.ProxyServer.Protocol;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.SSLContext;
import org.apache.hc.core5.http2.H2Error;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/2 as RFC 9113 wants it, and what we make of it. */
@Timeout(20)
class Http2Test {
  private static final SSLContext TLS = TestKeys.context("valid");

  private static final RawServer.Behaviour HELLO_OVER_HTTP_1 =
      connection -> {
        while (connection.readRequest()) {
          connection.send("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nold");
        }
      };

  private final GuardedHttpClient client = client(Clients.settings());

  @AfterEach
  void closeClient() {
    client.close();
  }

  private static GuardedHttpClient client(HttpSettings settings) {
    Timeouts timeouts = Clients.impatience(3000, 5000, 3000);
    return new GuardedHttpClient(settings.withTimeouts(timeouts), TestKeys.HERE, TLS);
  }

  private static Target target(RawServer server, String requestTarget) {
    return new Target("https", TestKeys.HOST, server.port(), requestTarget);
  }

  private Exchange get(RawServer server) {
    return client.fetch(target(server, "/"), MEBIBYTE);
  }

  private static RawServer hello() {
    return Http2Peer.answering(TLS, (peer, stream) -> peer.answer(stream, "hello"));
  }

  @Test
  void anAnswerHasStatusHeadersBodyAddressAndProtocol() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "404", "x-a", "1", "x-a", " 2 ", "x-b", "\u00e4");
              peer.data(stream, false, "n");
              peer.data(stream, true, "o");
            })) {
      Answer answer = answer(get(server));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.headers().all("X-a")).containsExactly("1", "2");
      assertThat(answer.headers().first("x-b")).contains("\u00e4");
      assertThat(answer.headers().fields()).hasSize(3);
      assertThat(answer.body()).isEqualTo(new byte[] {'n', 'o'});
      assertThat(answer.wireBytes()).isEqualTo(2);
      assertThat(answer.address()).isEqualTo(InetAddress.getLoopbackAddress());
      assertThat(answer.protocol()).isEqualTo("HTTP/2");
    }
  }

  @Test
  void theRequestHasTheSameFieldsInLowerCaseButNoHost() throws IOException {
    try (RawServer server = hello()) {
      Headers extra = Headers.of("If-None-Match", "\"x\"");
      Target target = target(server, "//a|b^c[d]?q=[1]|{2}^\\3%zz");
      assertThat(text(client.fetch(target, extra, MEBIBYTE))).isEqualTo("hello");
      assertThat(server.requests().get(0).lines())
          .containsExactly(
              ":method = GET",
              ":scheme = https",
              ":authority = server.test:" + server.port(),
              ":path = //a|b^c[d]?q=[1]|{2}^\\3%zz",
              "user-agent = Trawl/test (+https://example.org/)",
              "accept = text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
              "accept-encoding = gzip, deflate, br, zstd",
              "if-none-match = \"x\"");
    }
  }

  @Test
  void aLongRequestTargetIsSentInSeveralFrames() throws IOException {
    String path = "/" + "{long}".repeat(1500);
    try (RawServer server = hello()) {
      assertThat(text(client.fetch(target(server, path), MEBIBYTE))).isEqualTo("hello");
      assertThat(server.requests().get(0)).contains("\n:path = " + path + "\n");
    }
  }

  @Test
  void aServerThatDoesNotChooseItIsAskedOverHttp1() throws IOException {
    try (RawServer server = new RawServer(TLS.getServerSocketFactory(), HELLO_OVER_HTTP_1)) {
      Answer answer = answer(get(server));
      assertThat(answer.protocol()).isEqualTo("HTTP/1.1");
      assertThat(answer.body()).hasSize(3);
    }
  }

  @ParameterizedTest
  @EnumSource
  void throughAProxyItIsSpokenWithTheServer(Protocol protocol) throws IOException {
    try (RawServer server = hello();
        TestProxy proxy = TestProxy.open(protocol);
        GuardedHttpClient proxied =
            client(Clients.settings().withProxies(List.of(proxy.setting())))) {
      for (int i = 0; i < 2; i++) {
        Answer answer = answer(proxied.fetch(target(server, "/"), MEBIBYTE));
        assertThat(answer.protocol()).isEqualTo("HTTP/2");
        assertThat(answer.address()).isEqualTo(InetAddress.getLoopbackAddress());
      }
      assertThat(proxy.targets()).containsExactly("127.0.0.1:" + server.port());
    }
  }

  @Test
  void switchedOffItIsNotOffered() throws IOException {
    try (RawServer server =
            Http2Peer.server(TLS, peer -> peer.answer(peer.request(), "new"), HELLO_OVER_HTTP_1);
        GuardedHttpClient old = client(Clients.settings().withHttp2(false))) {
      assertThat(text(old.fetch(target(server, "/"), MEBIBYTE))).isEqualTo("old");
      assertThat(text(get(server))).isEqualTo("new");
    }
  }

  @Test
  void aConnectionServesOneRequestAfterTheOther() throws IOException {
    try (RawServer server =
        Http2Peer.answering(TLS, (peer, stream) -> peer.answer(stream, "on stream " + stream))) {
      List<String> texts = IntStream.range(0, 4).mapToObj(i -> text(get(server))).toList();
      assertThat(texts).containsExactly("on stream 1", "on stream 3", "on stream 5", "on stream 7");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"204", "304"})
  void anAnswerWithoutABodyLeavesTheConnectionUsable(String status) throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) ->
                peer.head(stream, true, ":status", status, "etag", "x", "content-length", "9"))) {
      assertThat(answer(get(server)).body()).isEmpty();
      assertThat(answer(get(server)).headers().first("ETag")).contains("x");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anEmptyBodyMayEndWithTheHead() throws IOException {
    try (RawServer server =
        Http2Peer.answering(TLS, (peer, stream) -> peer.head(stream, true, ":status", "200"))) {
      assertThat(answer(get(server)).body()).isEmpty();
      assertThat(answer(get(server)).body()).isEmpty();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void interimAnswersAreSkipped() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "100");
              peer.head(stream, false, ":status", "103", "link", "<x>");
              peer.answer(stream, "hello");
            })) {
      Answer answer = answer(get(server));
      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.headers().first("link")).isEmpty();
    }
  }

  @Test
  void trailersAreReadForTheirTableAndDropped() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200");
              peer.data(stream, false, "hello");
              peer.head(stream, true, "x-trailer", "in the table from now on");
            })) {
      for (int i = 0; i < 3; i++) {
        Answer answer = answer(get(server));
        assertThat(answer.body()).hasSize(5);
        assertThat(answer.headers().fields()).isEmpty();
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void paddingPrioritiesAndContinuationsAreNoPartOfAnAnswer() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              byte[] block = peer.block(":status", "200", "x-long", "12345678901234567890");
              int half = block.length / 2;
              ByteArrayOutputStream first = new ByteArrayOutputStream();
              first.write(new byte[] {3, 0, 0, 0, 0, 7}); // padding, priority
              first.write(block, 0, half);
              first.write(new byte[3]);
              peer.send(HEADERS, PADDED | WITH_PRIORITY, stream, first.toByteArray());
              peer.send(CONTINUATION, 0, stream);
              byte[] rest =
                  new String(block, StandardCharsets.ISO_8859_1)
                      .substring(half)
                      .getBytes(StandardCharsets.ISO_8859_1);
              peer.send(CONTINUATION, END_HEADERS, stream, rest);
              peer.send(DATA, PADDED, stream, 2, 'h', 'i', 0, 0);
              peer.send(DATA, PADDED, stream, 3, 0, 0, 0);
              peer.send(DATA, PADDED | END_STREAM, stream, 0, '!');
            })) {
      for (int i = 0; i < 2; i++) {
        Answer answer = answer(get(server));
        assertThat(answer.body()).asString(StandardCharsets.US_ASCII).isEqualTo("hi!");
        assertThat(answer.headers().first("x-long")).contains("12345678901234567890");
        assertThat(answer.wireBytes()).isEqualTo(3);
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void settingsAndPingsAreAnsweredAndOtherFramesPassedOver() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.send(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8);
              Http2Peer.Frame pong = peer.await(PING);
              assertThat(pong.flags()).isEqualTo(ACK);
              assertThat(pong.payload()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
              peer.send(SETTINGS, 0, 0, Http2Peer.setting(4, 1));
              assertThat(peer.await(SETTINGS).flags()).isEqualTo(ACK);
              sendWhatDoesNotMatter(peer, stream);
              peer.head(stream, false, ":status", "200");
              sendWhatDoesNotMatter(peer, stream);
              peer.data(stream, false, "hel");
              sendWhatDoesNotMatter(peer, stream);
              peer.data(stream, true, "lo");
              sendWhatDoesNotMatter(peer, stream);
              peer.send(RST_STREAM, 0, stream, Http2Peer.number(0));
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  private static void sendWhatDoesNotMatter(Http2Peer peer, int stream) throws IOException {
    peer.send(PING, ACK, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    peer.send(SETTINGS, ACK, 0);
    peer.send(SETTINGS, 0, 0, Http2Peer.setting(0xfff, 7));
    peer.send(PRIORITY, 0, stream + 20, 0, 0, 0, 0, 1);
    peer.send(WINDOW_UPDATE, 0, 0, Http2Peer.number(100));
    peer.send(WINDOW_UPDATE, 0, stream, Http2Peer.number(100));
    peer.send(0xbe, 0xff, stream, 1, 2, 3);
    peer.send(0x0c, 0, 0, new byte[5000]);
  }

  @Test
  void aLargeBodyIsTakenThroughTheWindowsOfOneConnection() throws IOException {
    byte[] body = new byte[5_000_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) (i >> 8);
    }
    AtomicLong window = new AtomicLong();
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200");
              peer.flow(stream, body);
              window.set(peer.largestWindow());
            })) {
      for (int i = 0; i < 2; i++) {
        Answer answer = answer(client.fetch(target(server, "/"), Limits.failAbove(6_000_000)));
        assertThat(answer.body()).isEqualTo(body);
      }
      assertThat(server.connections()).isEqualTo(1);
      assertThat(window.get()).isEqualTo(1 << 20);
    }
  }

  @Test
  void contentCodingsAreUndone() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write("hello hello hello".getBytes(StandardCharsets.US_ASCII));
    }
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200", "content-encoding", "gzip");
              peer.send(DATA, 0, stream, packed.toByteArray());
              peer.send(DATA, END_STREAM, stream);
            })) {
      assertThat(text(get(server))).isEqualTo("hello hello hello");
      assertThat(answer(get(server)).wireBytes()).isEqualTo(packed.size());
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void fieldsOfAConnectionArePassedOverAsBrowsersDo() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(
                  stream,
                  false,
                  ":status",
                  "200",
                  "connection",
                  "close",
                  "upgrade",
                  "h2,h2c",
                  "transfer-encoding",
                  "chunked");
              peer.data(stream, true, "hello");
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(answer(get(server)).headers().fields()).isEmpty();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void anEndlessBodyIsCutOrTooLargeAndItsConnectionClosed() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200");
              peer.flow(stream, new byte[10_000_000]);
            })) {
      Answer cut = answer(client.fetch(target(server, "/"), Limits.cutAt(100_000)));
      assertThat(cut.cut()).isTrue();
      assertThat(cut.body()).hasSize(100_000);
      assertThat(reason(get(server))).isEqualTo(Reason.TOO_LARGE);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aBodyAnnouncedOverTheLimitIsNotEvenRead() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) ->
                peer.head(stream, false, ":status", "200", "content-length", "9999999999"))) {
      assertThat(reason(get(server))).isEqualTo(Reason.TOO_LARGE);
    }
  }

  @Test
  void aServerThatGoesAwayStillGivesTheAnswer() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.send(GOAWAY, 0, 0, Http2Peer.goAway(Integer.MAX_VALUE, 0));
              peer.head(stream, false, ":status", "200");
              peer.send(GOAWAY, 0, 0, Http2Peer.goAway(stream, 0));
              peer.data(stream, true, "hello");
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aRequestThatCameAfterTheServerWentAwayIsSentAgain() throws IOException {
    try (RawServer server =
        Http2Peer.server(
            TLS,
            peer -> {
              peer.answer(peer.request(), "hello");
              peer.send(GOAWAY, 0, 0, Http2Peer.goAway(1, 0));
              peer.raw().waitForClose();
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aRequestThatWasNotProcessedIsSentAgainOnce() throws IOException {
    try (RawServer server =
            Http2Peer.server(
                TLS,
                peer -> {
                  peer.send(RST_STREAM, 0, peer.request(), code(H2Error.REFUSED_STREAM));
                  peer.raw().waitForClose();
                });
        RawServer leaving =
            Http2Peer.server(
                TLS,
                peer -> {
                  peer.request();
                  peer.send(GOAWAY, 0, 0, Http2Peer.goAway(0, H2Error.ENHANCE_YOUR_CALM.getCode()));
                  peer.raw().waitForClose();
                })) {
      assertThat(failure(get(server)))
          .isEqualTo(new Failure(Reason.RESET, "stream refused by the server"));
      assertThat(server.connections()).isEqualTo(2);
      assertThat(failure(get(leaving)).detail()).contains("ENHANCE_YOUR_CALM");
      assertThat(leaving.connections()).isEqualTo(2);
    }
  }

  @Test
  void aRequestRefusedOnAConnectionInUseIsAnsweredOnAFreshOne() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              if (stream > 1) {
                peer.send(RST_STREAM, 0, stream, code(H2Error.REFUSED_STREAM));
                peer.raw().waitForClose();
              }
              peer.answer(stream, "hello");
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CANCEL", "INTERNAL_ERROR", "NO_ERROR", "PROTOCOL_ERROR"})
  void aStreamThatIsResetIsAReset(H2Error error) throws IOException {
    try (RawServer server =
            Http2Peer.answering(
                TLS, (peer, stream) -> peer.send(RST_STREAM, 0, stream, code(error)));
        RawServer late =
            Http2Peer.answering(
                TLS,
                (peer, stream) -> {
                  peer.head(stream, false, ":status", "200");
                  peer.data(stream, false, "half");
                  peer.send(RST_STREAM, 0, stream, code(error));
                })) {
      assertThat(failure(get(server)).reason()).isEqualTo(Reason.RESET);
      assertThat(failure(get(server)).detail()).contains(error.name());
      assertThat(failure(get(late)).reason()).isEqualTo(Reason.RESET);
      assertThat(late.connections()).isEqualTo(1);
    }
  }

  @Test
  void aServerThatRequiresHttp1IsAskedOverHttp1() throws IOException {
    int required = H2Error.HTTP_1_1_REQUIRED.getCode();
    try (RawServer resetting =
            Http2Peer.server(
                TLS,
                peer -> {
                  peer.send(RST_STREAM, 0, peer.request(), Http2Peer.number(required));
                  peer.raw().waitForClose();
                },
                HELLO_OVER_HTTP_1);
        RawServer leaving =
            Http2Peer.server(
                TLS,
                peer -> {
                  peer.send(GOAWAY, 0, 0, Http2Peer.goAway(peer.request(), required));
                  peer.raw().waitForClose();
                },
                HELLO_OVER_HTTP_1)) {
      for (RawServer server : List.of(resetting, leaving)) {
        Answer answer = answer(get(server));
        assertThat(answer.protocol()).isEqualTo("HTTP/1.1");
        assertThat(text(get(server))).isEqualTo("old");
        assertThat(server.connections()).isEqualTo(2);
      }
    }
  }

  @Test
  void aServerThatRequiresWhatItDoesNotOfferIsAReset() throws IOException {
    try (RawServer server =
        Http2Peer.server(
            TLS,
            peer -> {
              byte[] required = code(H2Error.HTTP_1_1_REQUIRED);
              peer.send(RST_STREAM, 0, peer.request(), required);
              peer.raw().waitForClose();
            },
            RawServer.Connection::readRequest)) {
      assertThat(reason(get(server))).isEqualTo(Reason.RESET);
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionThatTheServerClosedMeanwhileIsReplacedOnce()
      throws IOException, InterruptedException {
    try (RawServer server =
        Http2Peer.server(
            TLS,
            peer -> {
              peer.answer(peer.request(), "hello");
              peer.send(PING, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8); // bytes, but none of an answer
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      Thread.sleep(50); // the end of the connection has arrived, yet nobody looked
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void whatComesBehindAnAnswerIsNotTakenForTheNext() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.answer(stream, "hello");
              peer.answer(stream, "smuggled");
            })) {
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(text(get(server))).isEqualTo("hello");
      assertThat(server.connections()).isEqualTo(2);
    }
  }

  @Test
  void closingTheClientCancelsWhatIsUnderWay() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200");
              client.close();
              peer.raw().waitForClose();
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.CANCELLED);
    }
  }

  private static byte[] code(H2Error error) {
    return Http2Peer.number(error.getCode());
  }
}
