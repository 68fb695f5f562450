package dev.trawl.systemtest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.RequestLog;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Ports;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that ask to be left alone, that are in trouble, or that are not there. */
@ExtendWith(SharedStack.class)
class HostsTest {

  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static SyntheticWeb web(String... links) {
    SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(2, 1, 2, 3));
    return web.withLinks("/start", List.of(links));
  }

  private static JsonObject host(Api api, SyntheticWeb web) {
    return Api.parse(api.get("/api/hosts/127.0.0.1:" + web.port()).body());
  }

  private static List<Instant> asked(SyntheticWeb web, String path) {
    return web.log().entries().stream()
        .filter(entry -> entry.url().endsWith(path))
        .map(RequestLog.Entry::at)
        .toList();
  }

  private static Answer busy(String retryAfter) {
    return Answer.Reply.of(503, Map.of("Retry-After", retryAfter), "busy".getBytes(UTF_8));
  }

  private static void awaitAsked(SyntheticWeb web, String path) {
    Wait.until(
        "the site was asked for " + path,
        Duration.ofMinutes(1),
        () -> Optional.of(path).filter(asked -> !asked(web, asked).isEmpty()));
  }

  /** The pause between the first two requests for a page that is busy once. */
  private static Duration pause(Api api, String retryAfter) {
    try (SyntheticWeb web = web("/busy").with("/busy", busy(retryAfter))) {
      String id = api.submit(JobRequest.of(web.url("/start")).delay(Duration.ZERO));
      awaitAsked(web, "/busy");
      web.with("/busy", Answer.Reply.html("<title>at last</title>"));
      Wait.until(
          "the host is left alone",
          Duration.ofSeconds(20),
          () -> Optional.of(host(api, web)).filter(h -> h.getString("state").equals("waiting")));
      JsonObject host = host(api, web);
      assertThat(host.getString("trouble")).isEqualTo("status 503");
      assertThat(host.getInt("failures")).isEqualTo(1);

      JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");
      assertThat(job.getJsonObject("counters").getInt("fetched")).isEqualTo(2);
      assertThat(host(api, web).getInt("failures")).as("forgotten").isZero();
      List<Instant> asked = asked(web, "/busy");
      return Duration.between(asked.get(0), asked.get(1));
    }
  }

  @Test
  void aHostIsLeftAloneForAsManySecondsAsItAsks(Api api) {
    assertThat(pause(api, "4")).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(20));
  }

  @Test
  void orUntilTheTimeThatItNames(Api api) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Instant.now().plusSeconds(14).atOffset(ZoneOffset.UTC));
    assertThat(pause(api, date)).isGreaterThan(Duration.ofSeconds(4));
  }

  @Test
  void theCrawlDelayOfRobotsTxtIsKeptWhereItIsLonger(Api api) {
    try (SyntheticWeb web = web("/a", "/b")) {
      web.with("/robots.txt", Answer.Reply.text(200, "User-agent: *\nCrawl-delay: 1.5\n"));
      api.crawl(JobRequest.of(web.url("/start")).delay(Duration.ofMillis(100)), LIMIT);

      assertThat(asked(web, "/b")).hasSize(1);
      List<RequestLog.Entry> all = List.copyOf(web.log().entries());
      assertThat(all.get(0).url()).endsWith("/robots.txt");
      Gaps.assertAtLeast(Duration.ofMillis(1_500), web.log());
      assertThat(host(api, web).getJsonObject("robots").getString("crawlDelay"))
          .isEqualTo("PT1.5S");
    }
  }

  @Test
  void robotsTxtThatIsBusyIsAskedForAgain(Api api) {
    try (SyntheticWeb web = web().with("/robots.txt", Answer.Reply.text(503, "busy"))) {
      String id = api.submit(JobRequest.of(web.url("/start")).delay(Duration.ZERO));
      awaitAsked(web, "/robots.txt");
      web.with("/robots.txt", Answer.Reply.text(200, "User-agent: *\nAllow: /\n"));

      api.awaitState(id, LIMIT, "COMPLETED");
      List<Instant> asked = asked(web, "/robots.txt");
      assertThat(asked).hasSize(2);
      assertThat(Duration.between(asked.get(0), asked.get(1)))
          .isBetween(Duration.ofMillis(3_750), Duration.ofSeconds(20));
      assertThat(api.export(id)).hasSize(1);
    }
  }

  @Test
  void whereNobodyListensTheUrlsFailAndTheJobEnds(Api api) {
    String gone = "http://127.0.0.1:" + Ports.freeInARow(1);
    String id = api.submit(JobRequest.of(gone + "/a", gone + "/b", gone + "/c"));
    JsonObject job = api.awaitState(id, LIMIT, "COMPLETED");

    assertThat(job.getJsonObject("counters").getInt("failed")).isEqualTo(3);
    assertThat(api.export(id))
        .hasSize(3)
        .allSatisfy(
            line -> {
              assertThat(line.getString("error")).isEqualTo("robots-unreachable");
              assertThat(line.getString("detail")).startsWith("refused");
            });
  }

  @Test
  void aHostIsTriedAnewWhenSomebodyAsksForIt(Api api) {
    try (SyntheticWeb web = web("/busy").with("/busy", busy("3600"))) {
      String id = api.submit(JobRequest.of(web.url("/start")).delay(Duration.ZERO));
      awaitAsked(web, "/busy");
      web.with("/busy", Answer.Reply.html("<title>at last</title>"));
      Wait.until(
          "the host is left alone",
          Duration.ofSeconds(20),
          () -> Optional.of(host(api, web)).filter(h -> h.getString("state").equals("waiting")));

      String path = "/api/hosts/127.0.0.1:" + web.port() + "/retry";
      assertThat(api.post(path, "").statusCode()).isEqualTo(202);
      api.awaitState(id, LIMIT, "COMPLETED");
      assertThat(asked(web, "/robots.txt")).as("asked for anew").hasSize(2);
    }
  }

  @Test
  void hostsAreListedAndAnUnknownOneIsNotThere(Api api) {
    try (SyntheticWeb web = web()) {
      api.crawl(JobRequest.of(web.url("/start")), LIMIT);

      JsonObject newest = Api.parse(api.get("/api/hosts?limit=1").body());
      assertThat(newest.getJsonArray("items").getJsonObject(0).getString("host"))
          .isEqualTo("http://127.0.0.1:" + web.port());
      JsonObject found = Api.parse(api.get("/api/hosts?q=0.1:" + web.port()).body());
      assertThat(found.getJsonArray("items")).hasSize(1);
      assertThat(Api.parse(api.get("/api/hosts?q=no-such-host").body()).getJsonArray("items"))
          .isEmpty();
      assertThat(api.get("/api/hosts/no-such-host.example").statusCode()).isEqualTo(404);
      assertThat(api.get("/api/hosts?troubled=perhaps").statusCode()).isEqualTo(400);
    }
  }
}
