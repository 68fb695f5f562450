package dev.trawl.http;

import static dev.trawl.http.Clients.MEBIBYTE;
import static dev.trawl.http.Clients.answer;
import static dev.trawl.http.Clients.failure;
import static dev.trawl.http.Clients.reason;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each thing a server may do wrong has its reason, and an end in time. */
@Timeout(10)
class HostileServerTest {
  private final GuardedHttpClient client = Clients.impatient();

  @AfterEach
  void closeClient() {
    client.close();
  }

  private Exchange get(RawServer server) {
    return client.fetch(server.target("/"), MEBIBYTE);
  }

  @Test
  void nobodyListens() throws IOException {
    int port;
    try (RawServer server = RawServer.answering("")) {
      port = server.port();
    }
    Failure failure = failure(client.fetch(new Target("http", "127.0.0.1", port, "/"), MEBIBYTE));
    assertThat(failure.reason()).isEqualTo(Reason.REFUSED);
    assertThat(failure.detail()).contains("127.0.0.1:" + port);
  }

  @Test
  void theNameDoesNotResolve() {
    Failure failure =
        failure(client.fetch(new Target("http", "no-such-host.invalid", 80, "/"), MEBIBYTE));
    assertThat(failure.reason()).isEqualTo(Reason.DNS);
    assertThat(failure.detail()).contains("no-such-host.invalid");
  }

  @Test
  void connectionsAreNotAccepted() throws IOException {
    List<Socket> waiting = new ArrayList<>();
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      fillBacklog(full, waiting);
      Target target = new Target("http", "127.0.0.1", full.getLocalPort(), "/");
      assertThat(reason(client.fetch(target, MEBIBYTE))).isEqualTo(Reason.CONNECT_TIMEOUT);
    } finally {
      for (Socket socket : waiting) {
        socket.close();
      }
    }
  }

  /** Connects until the kernel answers no more, which takes a few more than the backlog says. */
  private static void fillBacklog(ServerSocket full, List<Socket> waiting) throws IOException {
    for (int i = 0; i < 10; i++) {
      Socket socket = new Socket();
      waiting.add(socket);
      try {
        socket.connect(full.getLocalSocketAddress(), 100);
      } catch (SocketTimeoutException e) {
        return;
      }
    }
  }

  @Test
  void nothingIsEverAnswered() throws IOException {
    try (RawServer server = new RawServer(RawServer.Connection::waitForClose)) {
      assertThat(reason(get(server))).isEqualTo(Reason.TIMEOUT);
    }
  }

  @Test
  void headersTrickleBelowTheLowestSpeed() throws IOException {
    try (RawServer server = tricklingHeaders(50)) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.detail()).contains("bytes a second");
    }
  }

  @Test
  void headersTrickleFastEnoughForEveryRuleButTheWholeAnswers() throws IOException {
    Duration answer = Duration.ofMillis(600);
    Timeouts anySpeed = new Timeouts(answer, answer, answer, 0, answer);
    try (RawServer server = tricklingHeaders(20);
        GuardedHttpClient patient =
            new GuardedHttpClient(Clients.settings().withTimeouts(anySpeed))) {
      Failure failure = failure(patient.fetch(server.target("/"), MEBIBYTE));
      assertThat(failure).isEqualTo(new Failure(Reason.TOO_SLOW, "not complete after 600 ms"));
    }
  }

  private static RawServer tricklingHeaders(long pauseMillis) {
    return new RawServer(
        connection -> {
          connection.readRequest();
          connection.trickle("HTTP/1.1 200 OK\r\nX: " + "x".repeat(5000), pauseMillis);
        });
  }

  @Test
  void headersStopHalfWay() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\nX: ");
              connection.waitForClose();
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void theBodyTricklesBelowTheLowestSpeed() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10000\r\n\r\n");
              connection.trickle("x".repeat(1000), 20);
            })) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(Reason.TOO_SLOW);
      assertThat(failure.detail()).contains("bytes a second");
    }
  }

  @Test
  void theBodyStopsHalfWay() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf");
              connection.waitForClose();
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void theBodyIsFastButNeverEnds() throws IOException {
    Limits unlimited = Limits.failAbove(Integer.MAX_VALUE - 8L);
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              connection.trickle("x".repeat(10_000), 1);
            })) {
      assertThat(reason(client.fetch(server.target("/"), unlimited))).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void anEndlessBodyStopsAtTheLimit() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send("HTTP/1.1 200 OK\r\n\r\n");
              byte[] block = new byte[8192];
              for (int i = 0; i < 100_000; i++) {
                connection.send(block);
              }
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.TOO_LARGE);
      Answer cut = answer(client.fetch(server.target("/"), Limits.cutAt(1000)));
      assertThat(cut.body()).hasSize(1000);
      assertThat(cut.cut()).isTrue();
    }
  }

  @Test
  void aBodyAnnouncedOverTheLimitIsNotEvenRead() throws IOException {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 9999999999\r\n\r\n")) {
      Failure failure = failure(get(server));
      assertThat(failure.reason()).isEqualTo(Reason.TOO_LARGE);
      assertThat(failure.detail()).contains("1048576");
    }
  }

  @Test
  void aBodyOfExactlyTheLimitPasses() throws IOException {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello")) {
      Answer answer = answer(client.fetch(server.target("/"), Limits.cutAt(5)));
      assertThat(answer.cut()).isFalse();
      assertThat(reason(client.fetch(server.target("/"), Limits.failAbove(4))))
          .isEqualTo(Reason.TOO_LARGE);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void anOversizeHeaderIsMalformed(int lines) throws IOException {
    String line = "X: " + "x".repeat(1_000_000 / lines) + "\r\n";
    try (RawServer server =
        RawServer.answering("HTTP/1.1 200 OK\r\n" + line.repeat(lines) + "\r\n")) {
      assertThat(reason(get(server))).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void tooManyHeaderLinesAreMalformed() throws IOException {
    try (RawServer server =
        RawServer.answering("HTTP/1.1 200 OK\r\n" + "X: y\r\n".repeat(5000) + "\r\n")) {
      assertThat(reason(get(server))).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void fewerBytesThanAnnouncedAreAConnectionThatEnded() throws IOException {
    try (RawServer server =
        RawServer.closingAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")) {
      assertThat(reason(get(server))).isEqualTo(Reason.RESET);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"A\r\nhalf", "4\r\nhalf\r\n", ""})
  void chunksThatEndEarlyAreAConnectionThatEnded(String chunks) throws IOException {
    try (RawServer server =
        RawServer.closingAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) {
      assertThat(reason(get(server))).isEqualTo(Reason.RESET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "xyz\r\nabc\r\n",
        "3\r\nabcdef\r\n",
        "-5\r\nabc\r\n",
        "ffffffffffffffffff\r\nabc\r\n"
      })
  void brokenChunksAreMalformed(String chunks) throws IOException {
    try (RawServer server =
        RawServer.closingAfter("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) {
      assertThat(reason(get(server))).isEqualTo(Reason.MALFORMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n",
        "<html>no head at all</html>\r\n\r\n",
        "\u0015\u0003\u0001\u0000\u0002\u0002\n\n\n",
        "HTTP/1.1 abc OK\r\n\r\n",
        "HTTP/1.1 000 Zero\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 -20 Minus\r\n\r\n",
        "HTTP/1.-1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/2.0 200 OK\r\n\r\n",
        "HTTP/9.9 200 OK\r\n\r\n",
        "\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: ten\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n12",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
      })
  void whatIsNotHttpIsMalformed(String answer) throws IOException {
    try (RawServer server = RawServer.closingAfter(answer)) {
      assertThat(reason(get(server))).isEqualTo(Reason.MALFORMED);
    }
  }

  @Test
  void theConnectionIsClosedAtOnce() throws IOException {
    try (RawServer server = new RawServer(connection -> {})) {
      assertThat(reason(get(server))).isEqualTo(Reason.RESET);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nX",
        "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf",
        "HTTP/1.0 200 OK\r\n\r\nhalf"
      })
  void theConnectionIsResetInTheMiddle(String start) throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              connection.send(start);
              Thread.sleep(50);
              connection.reset();
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.RESET);
    }
  }

  @Test
  void interimAnswersWithoutEndAreTooSlow() throws IOException {
    try (RawServer server =
        new RawServer(
            connection -> {
              connection.readRequest();
              while (true) {
                connection.send("HTTP/1.1 100 Continue\r\n\r\n");
                Thread.sleep(1);
              }
            })) {
      assertThat(reason(get(server))).isEqualTo(Reason.TOO_SLOW);
    }
  }

  @Test
  void noConnectionComesFree() throws IOException, InterruptedException {
    HttpSettings one =
        Clients.settings()
            .withConnections(1, 1, 1)
            .withTimeouts(Clients.impatience(1000, 1000, 200));
    try (GuardedHttpClient single = new GuardedHttpClient(one);
        RawServer silent = new RawServer(RawServer.Connection::waitForClose)) {
      Thread first = new Thread(() -> single.fetch(silent.target("/"), MEBIBYTE));
      first.start();
      while (silent.connections() == 0) {
        Thread.sleep(5);
      }
      assertThat(reason(single.fetch(silent.target("/"), MEBIBYTE))).isEqualTo(Reason.CANCELLED);
      first.join();
    }
  }
}
