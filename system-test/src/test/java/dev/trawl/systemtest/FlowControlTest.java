package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.jms.BytesMessage;
import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.MessageProducer;
import jakarta.jms.Session;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Too little room, or too much to do, stops the crawl in good order; nothing is lost by it. */
class FlowControlTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Duration A_CRAWL = Duration.ofMinutes(2);
  private static final Duration MOMENT = Duration.ofSeconds(2);

  /** What the command does with a part that does not end. */
  private static final Duration KILLED_AFTER = Duration.ofSeconds(40);

  private static final long GB = 1L << 30;

  /** Small, so that the broker pages soon: beyond this, and beyond this for a subscriber. */
  private static final int BROKER_MEMORY_MB = 32;

  private static final int FEED_MB = 8;

  private static Optional<Trawl> stack = Optional.empty();
  private static long minFree;

  @BeforeAll
  static void start() throws IOException {
    long free = Files.getFileStore(Path.of(System.getProperty("java.io.tmpdir"))).getUsableSpace();
    // Work goes on a tenth above the limit, and other programs need some room too.
    minFree = (long) (free / 1.1) - 3 * GB / 2;
    Trawl trawl =
        Trawl.fresh(
            Map.of(
                "TRAWL_MIN_FREE",
                Long.toString(minFree),
                "TRAWL_BROKER_JAVA_OPTS",
                "-Dtrawl.global.max.size=%dM -Dtrawl.feed.limit=%dM"
                    .formatted(BROKER_MEMORY_MB, FEED_MB)));
    stack = Optional.of(trawl);
    trawl.up().orThrow();
  }

  @BeforeEach
  void isRunning() {
    awaitState(stack.orElseThrow().api(), "running");
  }

  @AfterAll
  static void stop() {
    stack.ifPresent(Trawl::close);
  }

  @Test
  void withoutSpaceNothingIsFetchedNorTakenAndWithSpaceAllGoesOnByItself() throws Exception {
    Trawl trawl = stack.orElseThrow();
    Api api = trawl.api();
    Path filler = trawl.data().resolve("filler");
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(4000, 1, 8, 29));
        Messaging messaging = new Messaging(trawl)) {
      String id = api.submit(JobRequest.of(web.start()).connections(4));
      api.awaitFetched(id, 200, A_CRAWL);

      long size = Files.getFileStore(trawl.data()).getUsableSpace() - minFree + GB;
      trawl.shell(SOON, "fallocate -x -l " + size + " " + filler).orThrow();
      JsonObject dispatch = awaitState(api, "no-space-database");

      assertThat(dispatch.getString("detail")).contains("TRAWL_MIN_FREE");
      HttpResponse<String> refused =
          api.post("/api/jobs", JobRequest.of(web.start()).json().toString());
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow()).isPositive();
      assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
          .contains("application/problem+json");
      assertThat(Api.parse(refused.body()).getString("detail"))
          .contains("no-space-database", "TRAWL_MIN_FREE");
      messaging.send(
          "trawl.crawl",
          messaging
              .session()
              .createTextMessage(JobRequest.of(web.start()).maxPages(1).json().toString()));
      Wait.until("nothing is in flight", SOON, () -> counter(api, id, "inFlight") == 0);
      int requested = web.log().requestsByUrl().size();
      assertThat(requested).as("stopped in the middle").isLessThan(4000);
      holds(MOMENT, () -> web.log().requestsByUrl().size() == requested);
      assertThat(api.get("/api/jobs/" + id + "/pages").statusCode()).isEqualTo(200);
      assertThat(depth(api, "trawl.crawl", "messages")).isEqualTo(1);
      assertThat(log(trawl, "application"))
          .anyMatch(line -> line.contains("WARNING") && line.contains("no-space-database"));

      Files.delete(filler);
      awaitState(api, "running");
      JsonObject job = api.awaitState(id, A_CRAWL, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      Wait.until(
          "the crawl request was taken", SOON, () -> depth(api, "trawl.crawl", "messages") == 0);
      assertThat(depth(api, "trawl.dlq", "messages")).isZero();
      assertThat(log(trawl, "application")).anyMatch(line -> line.contains("there is room again"));
    } finally {
      Files.deleteIfExists(filler);
    }
  }

  /** The broker's own limit is met while results are under way. */
  @Test
  void aBrokerThatTakesNothingMoreIsWaitedFor() throws Exception {
    Trawl trawl = stack.orElseThrow();
    Api api = trawl.api();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(1500, 1, 8, 31))) {
      String id = api.submit(JobRequest.of(web.start()).connections(4));
      api.awaitFetched(id, 100, A_CRAWL);
      trawl.kill9(Part.BROKER);
      trawl.with(Map.of("TRAWL_BROKER_JAVA_OPTS", "-Dtrawl.min.disk.free=900000G")).up().orThrow();
      // It answers, but whoever sends is told that there is no space.
      Wait.until(
          "the broker is at its limit",
          SOON,
          () -> log(trawl, "broker").stream().anyMatch(line -> line.contains("AMQ224128")));
      Wait.until("what can be fetched is fetched", SOON, () -> queues(api).containsKey("broker"));
      int requested = web.log().requestsByUrl().size();
      holds(MOMENT, () -> web.log().requestsByUrl().size() - requested <= 4);
      assertThat(api.job(id).getString("state")).isEqualTo("RUNNING");

      // Nobody hangs inside of a send: all parts end when they are told to.
      Instant asked = Instant.now();
      trawl.down().orThrow();
      assertThat(Duration.between(asked, Instant.now())).isLessThan(KILLED_AFTER);
      trawl.up().orThrow();

      JsonObject job = api.awaitState(id, A_CRAWL, "COMPLETED");
      Crawled crawled = new Crawled(api.export(id));
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      assertThat(depth(api, "trawl.dlq", "messages")).isZero();
    }
  }

  /**
   * More results than the broker's memory holds wait, while nobody stores and a subscriber sleeps.
   */
  @Test
  void resultsWaitOnDiskAndASubscriberThatSleepsLosesOnlyItsOwn() throws Exception {
    Trawl trawl = stack.orElseThrow();
    Api api = trawl.api();
    int results = 1200;
    byte[] body = new byte[60_000];
    new Random(7).nextBytes(body);
    List<String> seeds =
        IntStream.range(0, results).mapToObj(n -> "http://127.0.0.1:9/" + n).toList();
    trawl.kill9(Part.APPLICATION);
    trawl.with(Map.of("TRAWL_ROLES", "api,fetch")).up().orThrow();
    String id = api.submit(JobRequest.of(seeds.toArray(String[]::new)));
    assertThat(api.post("/api/jobs/" + id + "/pause", "").statusCode()).isEqualTo(202);

    try (Messaging messaging = new Messaging(trawl);
        Connection sleeper = messaging.connect("sleeper")) {
      Session session = sleeper.createSession(false, Session.AUTO_ACKNOWLEDGE);
      session.createDurableConsumer(session.createTopic("trawl.feed"), "sleeps").close();
      send(messaging, id, openUrls(trawl, id), body);

      JsonObject queues =
          Wait.until(
              "all results wait",
              SOON,
              () -> Optional.of(queues(api)).filter(q -> depth(q, "store", "messages") >= results));
      assertThat(queue(queues, "store").getBoolean("paging")).isTrue();
      assertThat(depth(queues, "store", "bytes")).isGreaterThan((2L * BROKER_MEMORY_MB) << 20);
      assertThat(queues.getJsonObject("broker").getJsonNumber("memoryUsed").longValue())
          .isLessThan((long) BROKER_MEMORY_MB << 21);
      long kept = depth(queues, "sleeper.sleeps", "messages");
      assertThat(kept).as("what the subscriber finds").isBetween(1L, results - 1L);

      trawl.kill9(Part.APPLICATION);
      trawl.up().orThrow();

      JsonObject job = api.awaitState(id, A_CRAWL, "COMPLETED");
      assertThat(job.getJsonObject("counters").getInt("fetched")).isEqualTo(results);
      Wait.until("nothing waits any more", SOON, () -> depth(api, "store", "messages") == 0);
      assertThat(depth(api, "sleeper.sleeps", "messages")).isEqualTo(kept);
      session.unsubscribe("sleeps");
    }
  }

  /** As a foreign fetcher does, in transactions of a hundred. */
  private static void send(Messaging messaging, String job, List<String[]> urls, byte[] body)
      throws JMSException {
    Session session = messaging.transacted();
    MessageProducer producer = session.createProducer(session.createTopic("trawl.results"));
    for (int i = 0; i < urls.size(); i++) {
      BytesMessage result = session.createBytesMessage();
      result.setStringProperty("jobId", job);
      result.setStringProperty("urlId", urls.get(i)[0]);
      result.setStringProperty("url", urls.get(i)[1]);
      result.setIntProperty("attempt", 0);
      result.setIntProperty("status", 200);
      result.setStringProperty("contentType", "application/octet-stream");
      result.setLongProperty("durationMs", 1);
      result.setStringProperty("fetchedAt", Instant.now().toString());
      result.setStringProperty("node", "elsewhere");
      result.writeBytes(body);
      producer.send(result);
      if (i % 100 == 99 || i == urls.size() - 1) {
        session.commit();
      }
    }
  }

  private static List<String[]> openUrls(Trawl trawl, String job) {
    String lines =
        Database.ask(
            trawl,
            """
            SELECT string_agg(o.id || ' ' || u.url, E'\\n') FROM open_url o JOIN url u USING (id)
            JOIN job j ON j.num = o.job WHERE j.id = ?::uuid
            """,
            job);
    return lines
        .lines()
        .map(line -> line.split(" ", 2))
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static JsonObject awaitState(Api api, String state) {
    return Wait.until(
        "dispatching is " + state,
        SOON,
        () ->
            Optional.of(queues(api).getJsonObject("dispatch"))
                .filter(dispatch -> dispatch.getString("state").equals(state)));
  }

  private static JsonObject queues(Api api) {
    return Api.parse(api.get("/api/queues").body());
  }

  private static JsonObject queue(JsonObject queues, String name) {
    return queues.getJsonArray("items").getValuesAs(JsonObject.class).stream()
        .filter(queue -> queue.getString("name").equals(name))
        .findFirst()
        .orElse(JsonObject.EMPTY_JSON_OBJECT);
  }

  private static long depth(JsonObject queues, String queue, String number) {
    JsonObject found = queue(queues, queue);
    return found.isEmpty() ? -1 : found.getJsonNumber(number).longValue();
  }

  private static long depth(Api api, String queue, String number) {
    return depth(queues(api), queue, number);
  }

  private static int counter(Api api, String id, String name) {
    return api.job(id).getJsonObject("counters").getInt(name);
  }

  private static List<String> log(Trawl trawl, String part) {
    try {
      return Files.readAllLines(trawl.data().resolve("log/" + part + ".log"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void holds(Duration time, Wait.BooleanCondition condition) {
    long end = System.nanoTime() + time.toNanos();
    Wait.until(
        "the time is over",
        time.plus(SOON),
        () -> {
          assertThat(condition.holds()).isTrue();
          return System.nanoTime() > end;
        });
  }
}
