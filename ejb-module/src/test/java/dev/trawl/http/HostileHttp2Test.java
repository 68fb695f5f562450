package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
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
import static dev.trawl.http.Http2Peer.PUSH_PROMISE;
import static dev.trawl.http.Http2Peer.RST_STREAM;
import static dev.trawl.http.Http2Peer.SETTINGS;
import static dev.trawl.http.Http2Peer.WINDOW_UPDATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing a server may do wrong over HTTP/2 has its reason, and an end in time. */
@Timeout(20)
class HostileHttp2Test {
  private static final SSLContext TLS = TestKeys.context("valid");
  private static final int MANY = 100_000;

  private final GuardedHttpClient client = client(Clients.impatience(500, 3000, 500));

  @AfterEach
  void closeClient() {
    client.close();
  }

  private static GuardedHttpClient client(Timeouts timeouts) {
    Timeouts patientInHandshakes =
        new Timeouts(
            Duration.ofSeconds(5),
            timeouts.firstByte(),
            timeouts.answer(),
            timeouts.lowestSpeed(),
            timeouts.speedWindow());
    return new GuardedHttpClient(
        Clients.settings().withTimeouts(patientInHandshakes), TestKeys.HERE, TLS);
  }

  private Exchange get(RawServer server) {
    Target target = new Target("https", TestKeys.HOST, server.port(), "/");
    return client.fetch(target, MEBIBYTE);
  }

  private void assertMalformed(Http2Peer.Answering answering) throws IOException {
    assertMalformed("", answering);
  }

  private void assertMalformed(String detail, Http2Peer.Answering answering) throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              answering.answer(peer, stream);
              peer.raw().waitForClose();
            })) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(Reason.MALFORMED);
      assertThat(failure.detail()).contains(detail);
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void nothingIsEverAnswered() throws IOException {
    try (RawServer mute = Http2Peer.mute(TLS, peer -> peer.raw().waitForClose());
        RawServer greeting = Http2Peer.server(TLS, peer -> peer.raw().waitForClose())) {
      assertThat(reason(get(mute))).isEqualTo(Reason.TIMEOUT);
      assertThat(reason(get(greeting))).isEqualTo(Reason.TIMEOUT);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void silenceIsNoShorterForPingsInBetween(boolean afterTheHead) throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              if (afterTheHead) {
                peer.head(stream, false, ":status", "200");
              }
              while (true) {
                peer.send(PING, 0, 0, new byte[8]);
                Thread.sleep(50);
              }
            })) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(afterTheHead ? Reason.TOO_SLOW : Reason.TIMEOUT);
      assertThat(failure.detail()).doesNotContain("not complete");
    }
  }

  @Test
  void headersTrickleBelowTheLowestSpeed() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              byte[] block = peer.block(":status", "200", "x", "x".repeat(5000));
              trickle(peer, Http2Peer.frame(HEADERS, END_HEADERS, stream, block));
            })) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.detail()).contains("bytes a second");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theBodyTricklesBelowTheLowestSpeed(boolean inOneFrame) throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200");
              if (inOneFrame) {
                trickle(peer, Http2Peer.frame(DATA, 0, stream, new byte[10_000]));
              }
              while (true) {
                peer.data(stream, false, "x");
                Thread.sleep(20);
              }
            })) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.detail()).contains("bytes a second");
    }
  }

  private static void trickle(Http2Peer peer, byte[] frame)
      throws IOException, InterruptedException {
    peer.raw().trickle(new String(frame, StandardCharsets.ISO_8859_1), 20);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 12, 40})
  void theAnswerStopsHalfWay(int bytes) throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              byte[] head = peer.block(":status", "200", "x", "12345");
              byte[] frames =
                  concat(
                      Http2Peer.frame(HEADERS, END_HEADERS, stream, head),
                      Http2Peer.frame(DATA, 0, stream, new byte[100]));
              peer.raw().send(Arrays.copyOf(frames, bytes));
              peer.raw().waitForClose();
            })) {
      boolean known = bytes >= FrameHead.BYTES; // whose frame it is
      assertThat(reason(get(server))).isEqualTo(known ? Reason.TOO_SLOW : Reason.TIMEOUT);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 12, 40})
  void theConnectionEndsInTheMiddle(int bytes) throws IOException {
    for (boolean reset : new boolean[] {false, true}) {
      try (RawServer server =
          Http2Peer.server(
              TLS,
              peer -> {
                int stream = peer.request();
                byte[] head = peer.block(":status", "200", "x", "12345");
                byte[] frames =
                    concat(
                        Http2Peer.frame(HEADERS, END_HEADERS, stream, head),
                        Http2Peer.frame(DATA, 0, stream, new byte[100]));
                peer.raw().send(Arrays.copyOf(frames, bytes));
                Thread.sleep(50);
                if (reset) {
                  peer.raw().reset();
                }
              })) {
        assertThat(reason(get(server))).isEqualTo(Reason.RESET);
        assertThat(server.connections()).isEqualTo(1);
      }
    }
  }

  private static byte[] concat(byte[] one, byte[] two) {
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    return both;
  }

  @Test
  void interimAnswersWithoutEndAreTooSlow() throws IOException {
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              while (true) {
                peer.head(stream, false, ":status", "103");
                Thread.sleep(1);
              }
            })) {
      assertThat(failure(get(server)))
          .isEqualTo(new Failure(Reason.TOO_SLOW, "not complete after 3000 ms"));
    }
  }

  @Test
  void theBodyIsFastButNeverEnds() throws IOException {
    Limits unlimited = Limits.failAbove(Integer.MAX_VALUE - 8L);
    try (RawServer server =
        Http2Peer.answering(
            TLS,
            (peer, stream) -> {
              peer.head(stream, false, ":status", "200");
              while (true) {
                peer.data(stream, false, "x");
                Thread.sleep(1);
              }
            })) {
      Target target = new Target("https", TestKeys.HOST, server.port(), "/");
      assertThat(reason(client.fetch(target, unlimited))).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void aHeadThatUnpacksToMoreThanTheLimitIsMalformed() throws IOException {
    assertMalformed(
        "header too large",
        (peer, stream) -> {
          byte[] first = peer.block(":status", "200", "x-bomb", "x".repeat(3500));
          byte[] block = Arrays.copyOf(first, first.length + 400);
          Arrays.fill(block, first.length, block.length, (byte) 0xbe); // entry 62, again and again
          peer.send(HEADERS, END_HEADERS | END_STREAM, stream, block);
        });
  }

  @Test
  void aHeadWithTooManyFieldsIsMalformed() throws IOException {
    assertMalformed(
        "header too large",
        (peer, stream) -> {
          String[] fields = new String[1200];
          Arrays.fill(fields, "x");
          fields[0] = ":status";
          fields[1] = "200";
          peer.head(stream, true, fields);
        });
  }

  @Test
  void aFieldOfAQuarterOfAHeadIsMalformed() throws IOException {
    assertMalformed(
        "header too large",
        (peer, stream) -> {
          byte[] block = peer.block(":status", "200", "x", "~".repeat(70_000));
          peer.send(HEADERS, 0, stream, Arrays.copyOf(block, 16_384));
          for (int start = 16_384; start < block.length; start += 16_384) {
            int end = Math.min(start + 16_384, block.length);
            int flags = end == block.length ? END_HEADERS : 0;
            peer.send(CONTINUATION, flags, stream, Arrays.copyOfRange(block, start, end));
          }
        });
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 16_384})
  void continuationsWithoutEndAreMalformed(int size) throws IOException {
    assertMalformed(
        "header too large",
        (peer, stream) -> {
          peer.send(HEADERS, 0, stream, peer.block(":status", "200"));
          for (int i = 0; i < MANY; i++) {
            peer.send(CONTINUATION, 0, stream, new byte[size]);
          }
        });
  }

  static Stream<Arguments> floods() {
    return Stream.of(
        arguments(DATA, 1, new byte[0]),
        arguments(0x80 | DATA, 1, new byte[] {1, 0}), // with padding alone
        arguments(PING, 0, new byte[8]),
        arguments(SETTINGS, 0, new byte[0]),
        arguments(WINDOW_UPDATE, 0, Http2Peer.number(1)),
        arguments(PRIORITY, 3, new byte[5]),
        arguments(GOAWAY, 0, Http2Peer.goAway(Integer.MAX_VALUE, 0)),
        arguments(0x7f, 0, new byte[0]));
  }

  @ParameterizedTest
  @MethodSource("floods")
  void framesWithoutEndThatBringNothingAreMalformed(int type, int stream, byte[] payload)
      throws IOException {
    int flags = type > 0x7f ? PADDED : 0;
    assertMalformed(
        "frames for nothing",
        (peer, asked) -> {
          peer.head(asked, false, ":status", "200");
          for (int i = 0; i < MANY; i++) {
            peer.send(type & 0x7f, flags, stream, payload);
          }
        });
  }

  static Stream<Arguments> wrongHeads() {
    return Stream.of(
        fields("x-a", "1"),
        fields("x-a", "1", ":status", "200"),
        fields(":status", "200", ":status", "200"),
        fields(":status", "200", "x-a", "1", ":status", "200"),
        fields(":status", "200", ":path", "/"),
        fields(":path", "/"),
        fields(":status", "200", ":new", "1"),
        fields(":status", "abc"),
        fields(":status", "20"),
        fields(":status", "1000"),
        fields(":status", "099"),
        fields(":status", "101"),
        fields(":status", "103"),
        fields(":status", "200", "X-Upper", "1"),
        fields(":status", "200", "x a", "1"),
        fields(":status", "200", "x:a", "1"),
        fields(":status", "200", "x\u00e4", "1"),
        fields(":status", "200", "x", "a\r\nb: c"),
        fields(":status", "200", "x", "a\u0000b"),
        fields(":status", "200", "content-length", "1"),
        fields(":status", "200", "content-length", "ten"),
        fields(":status", "200", "content-length", "0", "content-length", "1"));
  }

  private static Arguments fields(String... fields) {
    return arguments((Object) fields);
  }

  @ParameterizedTest
  @MethodSource("wrongHeads")
  void aWrongHeadIsMalformed(String[] fields) throws IOException {
    assertMalformed((peer, stream) -> peer.head(stream, true, fields));
  }

  @Test
  void anotherLengthThanAnnouncedIsMalformed() throws IOException {
    for (String body : new String[] {"half", "more than that"}) {
      assertMalformed(
          "announced",
          (peer, stream) -> {
            peer.head(stream, false, ":status", "200", "content-length", "10");
            peer.data(stream, true, body);
          });
    }
  }

  static Stream<Arguments> wrongTrailers() {
    return Stream.of(
        arguments("which do not end", false, new String[] {"x", "y"}),
        arguments("a second head", false, new String[] {":status", "200"}),
        arguments("a status", true, new String[] {":status", "200"}),
        arguments("upper case", true, new String[] {"X", "y"}),
        arguments("too many", true, "x,".repeat(40).split(",")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongTrailers")
  void wrongTrailersAreMalformed(String what, boolean end, String[] fields) throws IOException {
    assertMalformed(
        (peer, stream) -> {
          peer.head(stream, false, ":status", "200");
          peer.data(stream, false, what);
          peer.head(stream, end, fields);
        });
  }

  static Stream<Arguments> wrongFrames() {
    return Stream.of(
        wrong(
            "a window that grows too far",
            "window of 2147549182",
            WINDOW_UPDATE,
            0,
            0,
            0x7f,
            0xff,
            0xff,
            0xff),
        wrong(
            "a stream's window that does",
            "window of 2147549182",
            WINDOW_UPDATE,
            0,
            1,
            0x7f,
            0xff,
            0xff,
            0xff),
        wrong(
            "a window that grows by nothing",
            "must not come here",
            WINDOW_UPDATE,
            0,
            0,
            0,
            0,
            0,
            0),
        wrong("a window update of 3 bytes", "of 3 bytes", WINDOW_UPDATE, 0, 0, 0, 0, 1),
        wrong("the window of no stream", "must not come here", WINDOW_UPDATE, 0, 3, 0, 0, 0, 1),
        wrong("settings of 5 bytes", "of 5 bytes", SETTINGS, 0, 0, 0, 1, 0, 0, 0),
        wrong("settings of a stream", "must not come here", SETTINGS, 0, 1),
        wrong("an acknowledgement with content", "of 6 bytes", SETTINGS, ACK, 0, 0, 1, 0, 0, 0, 0),
        wrong("pushes switched on", "setting 2 of 1", SETTINGS, 0, 0, 0, 2, 0, 0, 0, 1),
        wrong(
            "a first window too large",
            "window of 2147483648",
            SETTINGS,
            0,
            0,
            0,
            4,
            0x80,
            0,
            0,
            0),
        wrong(
            "a frame size too small", "setting 5 of 16383", SETTINGS, 0, 0, 0, 5, 0, 0, 0x3f, 0xff),
        wrong("a frame size too large", "setting 5 of 16777216", SETTINGS, 0, 0, 0, 5, 1, 0, 0, 0),
        wrong("a ping of 7 bytes", "of 7 bytes", PING, 0, 0, 1, 2, 3, 4, 5, 6, 7),
        wrong("a ping of a stream", "must not come here", PING, 0, 1, 1, 2, 3, 4, 5, 6, 7, 8),
        wrong("a reset of 3 bytes", "of 3 bytes", RST_STREAM, 0, 1, 0, 0, 0),
        wrong("a reset of the connection", "must not come here", RST_STREAM, 0, 0, 0, 0, 0, 8),
        wrong("a reset of no stream", "must not come here", RST_STREAM, 0, 3, 0, 0, 0, 8),
        wrong("a priority of 4 bytes", "of 4 bytes", PRIORITY, 0, 1, 0, 0, 0, 0),
        wrong("a farewell of 4 bytes", "of 4 bytes", GOAWAY, 0, 0, 0, 0, 0, 1),
        wrong("a farewell of a stream", "must not come here", GOAWAY, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0),
        wrong("a push", "must not come here", PUSH_PROMISE, END_HEADERS, 1, 0, 0, 0, 2, 0x88),
        wrong(
            "an answer on the server's stream",
            "must not come here",
            HEADERS,
            END_HEADERS,
            2,
            0x88),
        wrong("an answer on the next stream", "must not come here", HEADERS, END_HEADERS, 3, 0x88),
        wrong("an answer on the connection", "must not come here", HEADERS, END_HEADERS, 0, 0x88),
        wrong("data on the next stream", "must not come here", DATA, 0, 3, 1),
        wrong("data before the head", "without a head", DATA, 0, 1, 1),
        wrong(
            "a continuation of nothing", "must not come here", CONTINUATION, END_HEADERS, 1, 0x88),
        wrong("a head all of padding", "padding longer", HEADERS, END_HEADERS | PADDED, 1, 9, 0x88),
        wrong(
            "a head without its padding's length",
            "padding longer",
            HEADERS,
            END_HEADERS | PADDED,
            1),
        wrong("an empty head", "does not begin with its status", HEADERS, END_HEADERS, 1),
        wrong("index 0", "cannot be unpacked", HEADERS, END_HEADERS, 1, 0x80),
        wrong("an index nobody gave", "cannot be unpacked", HEADERS, END_HEADERS, 1, 0x88, 0xf0),
        wrong(
            "a huge index",
            "cannot be unpacked",
            HEADERS,
            END_HEADERS,
            1,
            0x88,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            7),
        wrong(
            "a negative length",
            "cannot be unpacked",
            HEADERS,
            END_HEADERS,
            1,
            0,
            0x7f,
            0xff,
            0xff,
            0xff,
            0xff,
            7),
        wrong(
            "negative Huffman",
            "cannot be unpacked",
            HEADERS,
            END_HEADERS,
            1,
            0,
            0xff,
            0xff,
            0xff,
            0xff,
            0xff,
            7),
        wrong(
            "a name that is cut off",
            "cannot be unpacked",
            HEADERS,
            END_HEADERS,
            1,
            0x88,
            0x40,
            5,
            'a'),
        wrong(
            "a table too large",
            "cannot be unpacked",
            HEADERS,
            END_HEADERS,
            1,
            0x3f,
            0xe2,
            0x7f,
            0x88),
        wrong(
            "a name of nothing",
            "header field named",
            HEADERS,
            END_HEADERS,
            1,
            0x88,
            0,
            0,
            1,
            'a'));
  }

  private static Arguments wrong(
      String what, String detail, int type, int flags, int stream, int... payload) {
    return arguments(what, detail, type, flags, stream, payload);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFrames")
  void aWrongFrameIsMalformed(
      String what, String detail, int type, int flags, int stream, int[] payload)
      throws IOException {
    assertThat(what).isNotEmpty();
    assertMalformed(detail, (peer, asked) -> peer.send(type, flags, stream, payload));
  }

  @Test
  void paddingLongerThanItsDataIsMalformed() throws IOException {
    for (byte[] data : new byte[][] {{}, {1}, {9, 1, 2}}) {
      assertMalformed(
          "padding longer",
          (peer, stream) -> {
            peer.head(stream, false, ":status", "200");
            peer.send(DATA, PADDED, stream, data);
          });
    }
  }

  @Test
  void aFrameOverTheLargestSizeIsMalformed() throws IOException {
    assertMalformed(
        "frame of 16385 bytes",
        (peer, stream) -> {
          peer.head(stream, false, ":status", "200");
          peer.send(DATA, 0, stream, new byte[16_385]);
        });
  }

  @Test
  void anotherFrameInsideOfAHeadIsMalformed() throws IOException {
    assertMalformed(
        "inside of a field block",
        (peer, stream) -> {
          peer.send(HEADERS, 0, stream, peer.block(":status", "200"));
          peer.send(PING, 0, 0, new byte[8]);
        });
    assertMalformed(
        "inside of a field block",
        (peer, stream) -> {
          peer.send(HEADERS, 0, stream, peer.block(":status", "200"));
          peer.send(CONTINUATION, END_HEADERS, stream + 2);
        });
  }

  @Test
  void whatIsNotHttp2IsMalformed() throws IOException {
    for (String start :
        new String[] {
          "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
          "\0\0\0\u0004\u0001\0\0\0\0", // an acknowledgement first
          "\0\0\u0008\u0006\0\0\0\0\u000012345678",
          "\0\0\u0001\u0001\u0005\0\0\0\u0001\u0088"
        }) {
      try (RawServer server =
          Http2Peer.mute(
              TLS,
              peer -> {
                peer.raw().send(start);
                peer.raw().waitForClose();
              })) {
        assertThat(reason(get(server))).isEqualTo(Reason.MALFORMED);
      }
    }
  }
}
