package dev.trawl.http;

import dev.trawl.fuzz.Input;
import dev.trawl.fuzz.Oracle;
import dev.trawl.http.FailureReasons.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.HttpException;

/**
 * What a server sends over a connection, whatever protocol that speaks. First line: the largest
 * body that is wanted (4^digit bytes), "c" if a larger one is cut, the size of the blocks in which
 * it comes (a printable character).
 */
final class Answers {
  static final HttpSettings SETTINGS =
      HttpSettings.of("Trawl/fuzz (+https://example.org/)", AllowedNetworks.NONE);
  private static final int MOST_ANSWERS = 4;
  private static final Pattern CUT = Pattern.compile("[0-9]+ cut ");
  private static final Instant NOW = Instant.parse("2026-11-06T08:49:37Z");

  private Answers() {}

  /** Asks once more, and reads the head of the answer, which has its body to be read. */
  @FunctionalInterface
  interface Asking {
    AnswerHead ask(ClassicHttpRequest request) throws IOException, HttpException;
  }

  /** Opens a connection. */
  @FunctionalInterface
  interface Opening {
    Asking on(Socket socket) throws IOException;
  }

  static void check(byte[] bytes, Opening opening) throws IOException {
    Input input = new Input(bytes);
    Limits limits = Reading.limits(input);
    int block = Math.max(1, input.option() - ' ');
    input.line();
    byte[] sent = input.rest();
    String inBlocks = first(opening.on(new SentSocket(sent, block)), limits);
    String atOnce = first(opening.on(new SentSocket(sent, Math.max(1, sent.length))), limits);
    if (!isOverAndBroken(inBlocks, atOnce) && !isOverAndBroken(atOnce, inBlocks)) {
      Oracle.same(inBlocks, atOnce);
    }
  }

  /**
   * Of a coded body that goes over its limit and is broken behind that, the break is seen first if
   * enough is decoded at once.
   */
  private static boolean isOverAndBroken(String one, String other) {
    return one.equals(Reason.MALFORMED.wire())
        && (other.equals(Reason.TOO_LARGE.wire()) || CUT.matcher(other).lookingAt());
  }

  /** What became of the first answer; those after it are only read. */
  private static String first(Asking connection, Limits limits) {
    String first = "";
    boolean goesOn = true;
    for (int i = 0; goesOn && i < MOST_ANSWERS; i++) {
      String outcome;
      try {
        AnswerHead head = connection.ask(request());
        Headers headers = AnswerReader.headers(head);
        AnswerReader.Content content = Reading.of(head, headers, limits);
        check(content, limits);
        outcome = text(answer(head, headers, content));
        goesOn = content.atEnd();
      } catch (IOException | HttpException e) {
        outcome = text(e);
        goesOn = false;
      }
      first = i == 0 ? outcome : first;
    }
    return first;
  }

  private static ClassicHttpRequest request() {
    return RequestHead.get(
        new Target("http", "a.example", 80, "/"), SETTINGS.userAgent(), Headers.NONE);
  }

  private static Answer answer(AnswerHead head, Headers headers, AnswerReader.Content content) {
    return new Answer(
        head.getCode(),
        headers,
        content.body(),
        content.cut(),
        content.wireBytes(),
        Duration.ZERO,
        InetAddress.getLoopbackAddress(),
        "HTTP/1.1");
  }

  private static void check(AnswerReader.Content content, Limits limits) {
    Oracle.check(content.body().length() <= limits.maxBodyBytes(), "a body over the limit");
    Oracle.check(limits.cut() || !content.cut(), "cut, and nobody asked for that");
    Oracle.check(content.wireBytes() >= 0, "bytes: " + content.wireBytes());
  }

  private static String text(Answer answer) {
    Oracle.check(answer.status() >= 200, "an interim answer is none");
    RetryAfter.of(answer, NOW).ifPresent(RetryAfterFuzz::check);
    return answer.status()
        + (answer.cut() ? " cut " : " ")
        + answer.headers()
        + " "
        + HexFormat.of().formatHex(answer.body());
  }

  private static String text(Exception e) {
    String detail = FailureReasons.detail(e);
    Oracle.line(detail);
    Oracle.check(detail.length() <= 201, "a detail that is too long: " + detail);
    return FailureReasons.of(e, Progress.ANSWERING).wire();
  }
}
