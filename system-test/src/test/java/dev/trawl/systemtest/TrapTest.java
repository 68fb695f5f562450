package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.site.RequestLog;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sites without end: what leads on for ever ends by itself, and the rest is complete. */
@ExtendWith(SharedStack.class)
class TrapTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int ARTICLES = 300;

  /** A home page, lists of ten articles each, and the articles. */
  private static Stream<String> good(String target) {
    if (target.startsWith("/article/")) {
      return Stream.of("/");
    }
    int list = target.startsWith("/list?") ? Integer.parseInt(target.substring(11)) : 0;
    Stream<String> next =
        list * 10 < ARTICLES - 10 ? Stream.of("/list?page=" + (list + 1)) : Stream.of();
    return Stream.concat(
        next, IntStream.range(list * 10, list * 10 + 10).mapToObj(i -> "/article/" + i));
  }

  private static Set<String> goodTargets() {
    return Stream.concat(
            Stream.of("/"),
            Stream.concat(
                IntStream.range(0, ARTICLES).mapToObj(i -> "/article/" + i),
                IntStream.range(1, ARTICLES / 10).mapToObj(i -> "/list?page=" + i)))
        .collect(Collectors.toSet());
  }

  /** A month has its days and both neighbours. */
  private static Stream<String> calendar(String target) {
    String[] parts = target.split("/", -1);
    int month = Integer.parseInt(parts[2]) * 12 + Integer.parseInt(parts[3]) - 1;
    return parts.length > 4
        ? Stream.of("/", "/cal/" + parts[2] + "/" + parts[3])
        : Stream.concat(
            IntStream.of(month - 1, month + 1).mapToObj(m -> "/cal/" + m / 12 + "/" + (m % 12 + 1)),
            IntStream.range(1, 31).mapToObj(day -> target + "/" + day));
  }

  private static Stream<String> chain(String target) {
    return Stream.of("/trap/" + (Integer.parseInt(target.substring(6)) + 1), "/");
  }

  private static LoopbackServer serve(
      RequestLog log, String trap, Function<String, Stream<String>> endless) {
    String prefix = trap.substring(0, trap.indexOf('/', 1) + 1);
    return LoopbackServer.start(
        List.of("127.0.0.1"),
        0,
        request -> {
          String target = request.target();
          if (target.equals("/robots.txt")) {
            return Answer.Reply.text(404, "none\n");
          }
          Stream<String> links = target.startsWith(prefix) ? endless.apply(target) : good(target);
          return page(request, target.equals("/") ? Stream.concat(links, Stream.of(trap)) : links);
        },
        log);
  }

  private static Answer page(Request request, Stream<String> links) {
    return Answer.Reply.html(
        links
            .map(link -> "<a href=\"" + link + "\">link</a>")
            .collect(Collectors.joining("\n", "<title>" + request.target() + "</title>", "")));
  }

  private static JsonObject crawl(
      Api api, String trap, Function<String, Stream<String>> endless, String where) {
    RequestLog log = new RequestLog();
    try (LoopbackServer site = serve(log, trap, endless)) {
      String origin = "http://127.0.0.1:" + site.port();
      JsonObject job = api.crawl(JobRequest.of(origin + "/").maxDepth(100_000), LIMIT);

      assertThat(job.getString("state")).isEqualTo("COMPLETED");
      assertThat(job.getString("reason")).isEqualTo("exhausted");
      Set<String> pages =
          api.export(job.getString("id")).stream()
              .map(line -> line.getString("url").substring(origin.length()))
              .collect(Collectors.toSet());
      assertThat(pages).containsAll(goodTargets());
      // More than the issue asks for: the lists lead to articles until late.
      assertThat(log.entries().stream().map(RequestLog.Entry::url))
          .filteredOn(url -> url.startsWith(origin + where))
          .as("requests in the trap")
          .hasSizeLessThan(1_000);
      JsonObject found = job.getJsonArray("traps").getJsonObject(0);
      assertThat(job.getJsonArray("traps")).hasSize(1);
      assertThat(found.getString("rule")).isEqualTo("endless");
      assertThat(found.getString("where")).isEqualTo("127.0.0.1:" + site.port() + where);
      assertThat(found.getString("example")).startsWith(origin + where);
      assertThat(found.getString("at")).isBetween(job.getString("created"), "9");
      return job;
    }
  }

  @Test
  void aCalendarEndsByItself(Api api) {
    JsonObject job = crawl(api, "/cal/2024/1", TrapTest::calendar, "/cal/");
    int excluded = job.getJsonArray("traps").getJsonObject(0).getInt("excluded");
    assertThat(excluded).isPositive();
    assertThat(job.getJsonObject("counters").getInt("excluded")).isEqualTo(excluded);
  }

  @Test
  void aChainOfNumbersEndsByItself(Api api) {
    crawl(api, "/trap/1", TrapTest::chain, "/trap/");
  }

  @Test
  void withoutATrapTheJobHasNone(Api api) {
    RequestLog log = new RequestLog();
    try (LoopbackServer site = serve(log, "/article/1", TrapTest::good)) {
      String origin = "http://127.0.0.1:" + site.port();
      JsonObject job = api.crawl(JobRequest.of(origin + "/").maxDepth(100_000), LIMIT);
      assertThat(job).doesNotContainKey("traps");
      assertThat(job.getJsonObject("counters").getInt("fetched")).isEqualTo(goodTargets().size());
      assertThat(job.getJsonObject("counters").getInt("excluded")).isZero();
    }
  }
}
