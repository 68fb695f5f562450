package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Memory;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Bodies of more bytes than a node has memory, many at once. */
class LargeBodiesTest {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int BODIES = 40;
  private static final int BYTES = 8 << 20;
  private static final String HEAP = "256m";

  /** What a node without work has is some 120 MiB; a body or two would show beside it. */
  private static final long MOST_LEFT = 170L << 20;

  /** By path: noise that does not pack, lines that do, and pages with a link at their ends. */
  private static Answer answer(Request request) {
    String path = request.path();
    if (path.equals("/")) {
      return Answer.Reply.html(
          IntStream.range(0, BODIES)
              .mapToObj(i -> "<a href=" + path(i) + ">x</a>")
              .collect(Collectors.joining()));
    }
    if (path.startsWith("/large/")) {
      int number = Integer.parseInt(path.replaceAll("\\D", ""));
      String type = number % 4 == 0 ? "text/html" : "application/octet-stream";
      return Answer.Reply.of(200, type, body(number));
    }
    return path.startsWith("/end/")
        ? Answer.Reply.html("<title>end</title>")
        : Answer.Reply.text(404, "no");
  }

  private static String path(int number) {
    return "/large/" + number;
  }

  private static byte[] body(int number) {
    return switch (number % 4) {
      case 0 -> html(number);
      case 1 -> lines(number);
      default -> noise(number);
    };
  }

  private static byte[] noise(int number) {
    byte[] bytes = new byte[BYTES];
    new java.util.Random(number).nextBytes(bytes);
    return bytes;
  }

  private static byte[] lines(int number) {
    return filled("", "line of " + number + ", which is like all others\n", "");
  }

  private static byte[] html(int number) {
    return filled(
        "<!doctype html><title>" + number + "</title>",
        "<div class=item><p>some words of page " + number + "<br><b>bold</b> and so on</p></div>\n",
        "<a href=/end/" + number + ">x</a>");
  }

  private static byte[] filled(String start, String filling, String end) {
    int room = BYTES - start.length() - end.length();
    String middle = filling.repeat(room / filling.length()) + " ".repeat(room % filling.length());
    return (start + middle + end).getBytes(US_ASCII);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long spilled(Path data) {
    Path spool = data.resolve("spool");
    if (!Files.exists(spool)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(spool)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException | java.io.UncheckedIOException e) {
      return 0; // one went while we looked
    }
  }

  @Test
  void fortyBodiesOfEightMegabytesPassThroughANodeOfSmallHeap() {
    try (Trawl trawl = Trawl.fresh(Map.of("TRAWL_HEAP", HEAP));
        LoopbackServer site =
            LoopbackServer.start(List.of("127.0.0.1"), 0, LargeBodiesTest::answer, entry -> {})) {
      trawl.up().orThrow();
      final long pid = trawl.pid(Part.APPLICATION).orElseThrow();
      Api api = trawl.api();
      String origin = "http://127.0.0.1:" + site.port();
      String job = api.submit(JobRequest.of(origin + "/").connections(16));
      AtomicLong mostFiles = new AtomicLong();
      Wait.until(
          "the job has completed",
          LIMIT,
          () -> {
            mostFiles.accumulateAndGet(spilled(trawl.data()), Math::max);
            return api.job(job).getString("state").equals("COMPLETED");
          });

      assertThat(digests(api, job)).isEqualTo(expected(origin));
      assertThat(titles(api, job)).containsAll(List.of("0", "4", "36"));
      assertServed(api, job);
      assertThat(mostFiles.get()).isBetween(2L, 400L);
      assertThat(trawl.pid(Part.APPLICATION)).hasValue(pid);
      assertThat(trawl.data().resolve("log/application.log"))
          .content()
          .doesNotContain("OutOfMemoryError")
          .doesNotContain("could not be parsed");
      assertNothingIsHeld(trawl);
      assertThat(Memory.heapAfterCollection(pid)).isLessThan(MOST_LEFT);
    }
  }

  private static void assertNothingIsHeld(Trawl trawl) {
    Wait.until(
        "all bodies are let go of",
        SOON,
        () -> {
          PrometheusText metrics =
              PrometheusText.parse(trawl.api().get("/metrics?scope=application").body());
          return metrics.value("trawl_body_bytes_in_memory") == 0
              && metrics.value("trawl_body_bytes_spilled") == 0;
        });
    assertThat(spilled(trawl.data())).isZero();
  }

  private static Map<String, String> digests(Api api, String job) {
    Map<String, String> digests = new TreeMap<>();
    api.eachLine(
        job,
        line -> {
          if (line.getString("url").contains("/large/")) {
            digests.put(line.getString("url"), line.getString("sha256"));
          }
        });
    return digests;
  }

  /** Read from the database in parts. */
  private static void assertServed(Api api, String job) {
    for (int number : List.of(1, 2)) {
      String id =
          api.export(job).stream()
              .filter(line -> line.getString("url").endsWith(path(number)))
              .map(line -> line.getString("id"))
              .findFirst()
              .orElseThrow();
      HttpResponse<String> content = api.get("/api/pages/" + id + "/content");
      assertThat(content.headers().firstValueAsLong("Content-Length")).hasValue(BYTES);
      if (number == 1) {
        assertThat(content.body().equals(new String(lines(1), US_ASCII))).isTrue();
      }
    }
  }

  private static List<String> titles(Api api, String job) {
    List<JsonObject> lines = api.export(job);
    assertThat(lines).hasSize(1 + BODIES + BODIES / 4);
    return lines.stream().map(line -> line.getString("title", "")).toList();
  }

  private static Map<String, String> expected(String origin) {
    Map<String, String> digests = new TreeMap<>();
    for (int i = 0; i < BODIES; i++) {
      digests.put(origin + path(i), sha256(body(i)));
    }
    return digests;
  }
}
