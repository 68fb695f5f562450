package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Ports;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two nodes behind the real nginx, with the configuration that the repository has for it. */
class NodesTest {

  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int FIRST = Ports.freeInARow(2);
  private static final List<Integer> PORTS = List.of(FIRST, FIRST + 1);
  private static final Duration SLOW_DELAY = Duration.ofMillis(300);
  private static final Pattern ASKED = Pattern.compile(" from 127\\.0\\.0\\.1:(\\d+): 200$");

  private static Optional<Trawl> stack = Optional.empty();
  private static Optional<Nginx> front = Optional.empty();

  @BeforeAll
  static void start() {
    Trawl trawl = Trawl.fresh(Map.of("TRAWL_HTTP_PORT", Integer.toString(FIRST)));
    stack = Optional.of(trawl);
    front = Optional.of(Nginx.before(PORTS));
    trawl.run(LIMIT, "up", "--nodes", "2").orThrow();
  }

  @AfterAll
  static void stop() {
    front.ifPresent(Nginx::close);
    stack.ifPresent(
        trawl -> {
          try (trawl) {
            List<Long> own = trawl.pids();
            assertThat(own).as("two nodes, broker and database").hasSize(4);
            assertThat(trawl.down().exit()).isZero();
            assertThat(own).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
          }
        });
  }

  private static Api behindNginx() {
    Trawl trawl = stack.orElseThrow();
    return new Api(front.orElseThrow().origin(), trawl::token);
  }

  @Test
  void theNumberOfNodesIsRememberedAndAllAreShown() {
    Trawl trawl = stack.orElseThrow();

    Outcome up = trawl.up();
    assertThat(up.exit()).isZero();
    assertThat(up.out()).contains("already running", ":" + FIRST + "/api", ":" + (FIRST + 1));

    Outcome status = trawl.run(LIMIT, "status", "--json");
    assertThat(status.exit()).as(status.output()).isZero();
    List<JsonObject> parts =
        Api.parse(status.out()).getJsonArray("parts").getValuesAs(JsonObject.class);
    assertThat(parts)
        .extracting(part -> part.getString("part"))
        .containsExactlyInAnyOrder("application", "application-2", "broker", "postgres");

    assertThat(trawl.run(LIMIT, "logs", "-n", "1", "application-2").out())
        .contains("application-2");
  }

  @Test
  void callsGoToTheNodesInTurn() {
    int before = front.orElseThrow().log().size();
    for (int i = 0; i < 6; i++) {
      assertThat(behindNginx().get("/api/jobs?limit=1&turn=" + i).statusCode()).isEqualTo(200);
    }
    // A line is written when the answer has gone out: the last may come a moment later.
    List<Integer> asked =
        Wait.until(
            "nginx has noted six calls",
            Duration.ofSeconds(10),
            () -> Optional.of(asked(before)).filter(ports -> ports.size() >= 6));
    assertThat(asked).hasSize(6).containsAll(PORTS);
    assertThat(IntStream.range(1, 6)).noneMatch(i -> asked.get(i).equals(asked.get(i - 1)));
  }

  private static List<Integer> asked(int before) {
    return front.orElseThrow().log().stream()
        .skip(before)
        .filter(line -> line.contains("&turn="))
        .flatMap(line -> port(line).stream())
        .toList();
  }

  private static Optional<Integer> port(String line) {
    Matcher matcher = ASKED.matcher(line);
    return matcher.find() ? Optional.of(Integer.valueOf(matcher.group(1))) : Optional.empty();
  }

  @Test
  void whatANodeAnswersComesThroughAndMetricsDoNot() {
    Api api = behindNginx();
    HttpResponse<String> accepted =
        api.post("/api/jobs", JobRequest.of("http://127.0.0.1:1/").json().toString());
    assertThat(accepted.headers().firstValue("Location"))
        .hasValue(
            front.orElseThrow().origin()
                + "/api/jobs/"
                + Api.parse(accepted.body()).getString("id"));

    HttpResponse<String> tooLarge = api.post("/api/jobs", " ".repeat((8 << 20) + 1));
    assertThat(tooLarge.statusCode()).isEqualTo(413);
    assertThat(tooLarge.headers().firstValue("Server")).hasValue("nginx");
    assertThat(Api.parse(tooLarge.body()).getString("detail")).contains("8388608");

    assertThat(api.get("/api/jobs/none").statusCode()).isEqualTo(404);
    assertThat(api.withToken(Optional.empty()).get("/api/jobs").statusCode()).isEqualTo(401);
    assertThat(api.get("/health/ready").statusCode()).isEqualTo(200);
    assertThat(api.get("/metrics").statusCode()).isEqualTo(404);
    assertThat(api.get("/metrics/base").statusCode()).isEqualTo(404);
  }

  /** Of a job of which there is little to tell: nothing fills a buffer. */
  @Test
  void eachEventComesAtOnce() throws Exception {
    Api api = behindNginx();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(2, 1, 2, 3))) {
      String id = api.submit(JobRequest.of(web.start()).delay(Duration.ofHours(1)));
      api.awaitState(id, LIMIT, "RUNNING");
      HttpResponse<Stream<String>> response =
          api.lines("/api/jobs/" + id + "/events", "text/event-stream");
      assertThat(response.statusCode()).isEqualTo(200);
      try (Stream<String> lines = response.body()) {
        Iterator<String> data = lines.filter(line -> line.startsWith("data:")).iterator();
        assertThat(soon(data)).contains("RUNNING");
        assertThat(soon(data)).contains("discovered");

        assertThat(api.post("/api/jobs/" + id + "/pause", "").statusCode()).isEqualTo(202);
        assertThat(soonWith("PAUSED", data)).isTrue();
        assertThat(api.post("/api/jobs/" + id + "/stop", "").statusCode()).isEqualTo(202);
        assertThat(soonWith("STOPPED", data)).isTrue();
      }
    }
  }

  /** The next one; far later than at once, and earlier than a node's next sign of life. */
  private static String soon(Iterator<String> data) throws Exception {
    return CompletableFuture.supplyAsync(data::next).get(10, TimeUnit.SECONDS);
  }

  private static boolean soonWith(String state, Iterator<String> data) throws Exception {
    String next = soon(data);
    while (!next.contains(state)) {
      next = soon(data);
    }
    return true;
  }

  @Test
  void aNodeIsDrainedAtItsOwnAddressOnly() {
    HttpResponse<String> answer = behindNginx().post("/api/nodes/nobody/drain", "");
    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(Api.parse(answer.body()).getString("detail")).contains("nobody");
    Api stranger = behindNginx().withToken(Optional.empty());
    assertThat(stranger.post("/api/nodes/nobody/drain", "").statusCode()).isEqualTo(401);
  }

  @Test
  void budgetsOfHostsAreKeptOverBothNodes() {
    Api api = behindNginx();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(3000, 3, 8, 31))) {
      JobRequest request = JobRequest.of(web.start()).within("any").limit("maxPagesPerHost", 400);
      JsonObject job = api.crawl(request, LIMIT);

      assertThat(BudgetsTest.requestsByHost(web.log()).values()).containsExactly(400, 400, 400);
      List<JsonObject> lines = api.export(job.getString("id"));
      new Crawled(lines).assertCountedIn(job);
      assertThat(lines.stream().map(line -> line.getString("node")).distinct())
          .as("nodes that fetched")
          .hasSize(2);
    }
  }

  @Test
  void aRollingRestartFailsNoCallAndLosesNoPage() throws Exception {
    Trawl trawl = stack.orElseThrow();
    Api api = behindNginx();
    List<Long> before = trawl.pids();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(1500, 1, 8, 29));
        SyntheticWeb slow = SyntheticWeb.serve(new SyntheticWeb.Shape(1600, 160, 8, 31));
        SyntheticWeb small = SyntheticWeb.serve(new SyntheticWeb.Shape(1, 1, 2, 1))) {
      // More hosts under way than the nodes have sessions: these hold their tasks.
      slow.withPause(page -> Thread.sleep(2_000));
      String slowly =
          api.submit(JobRequest.of(slow.start()).within("any").connections(1).delay(SLOW_DELAY));
      api.awaitFetched(slowly, 80, LIMIT);
      // At most fifty pages a second, so that it lasts about as long as the restart.
      String id =
          api.submit(JobRequest.of(web.start()).connections(1).delay(Duration.ofMillis(20)));
      CompletableFuture<Integer> streams =
          CompletableFuture.supplyAsync(() -> streamsUntilCompleted(trawl.api(), api, id));
      Callers callers = new Callers(api, id, small.start());
      try {
        api.awaitFetched(id, 50, LIMIT);

        trawl.run(LIMIT, "restart").orThrow();

        assertThat(trawl.pids()).hasSize(4).filteredOn(before::contains).hasSize(2);
        api.awaitState(id, LIMIT, "COMPLETED");
      } finally {
        callers.stop();
      }
      assertThat(callers.failures()).isEmpty();
      assertThat(callers.calls()).isGreaterThan(300);
      assertThat(jobsOf(api, small.start())).as("no job twice").isEqualTo(callers.jobs());

      List<JsonObject> lines = api.export(id);
      Crawled crawled = new Crawled(lines);
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(api.job(id));
      assertThat(lines.stream().map(line -> line.getString("node")).distinct())
          .as("nodes that fetched")
          .hasSize(2);
      Gaps.assertAtLeast(Duration.ofMillis(20), web.log());
      assertThat(streams.get(1, TimeUnit.MINUTES)).as("streams").isGreaterThan(1);

      JsonObject slowJob = api.awaitState(slowly, LIMIT, "COMPLETED");
      Crawled slowPages = new Crawled(api.export(slowly));
      slowPages.assertExactly(slow.truth());
      slowPages.assertCountedIn(slowJob);
      Gaps.assertAtLeast(SLOW_DELAY, slow.log());
    }
  }

  @Test
  void depthsAreThoseOfTheShortestPathsWhicheverNodeStoresWhat() {
    DepthTest.assertDepthsOfShortestPaths(behindNginx());
  }

  /** Few hosts, whose tasks the broker gives to others; and more than both nodes have sessions. */
  @ParameterizedTest
  @ValueSource(ints = {12, 200})
  void aNodeThatIsKilledInTheMiddleOfRequestsCostsNoHostItsDelay(int hosts) {
    Trawl trawl = stack.orElseThrow();
    Duration delay = Duration.ofMillis(300);
    Turnstile answers = new Turnstile();
    try (SyntheticWeb web =
        SyntheticWeb.serve(new SyntheticWeb.Shape(Math.max(480, 8 * hosts), hosts, 8, 19))) {
      web.withPause(page -> answers.pass());
      String id =
          trawl.api().submit(JobRequest.of(web.start()).within("any").connections(1).delay(delay));
      trawl.api().awaitFetched(id, 60, LIMIT);
      answers.stop();
      // Now and then there is nothing more to ask of a host.
      Wait.until("the hosts are at it", LIMIT, () -> answers.waiting() >= hosts * 3 / 4);
      String busiest = busiest(trawl);
      Instant killed = Instant.now();
      trawl.kill9(busiest);
      answers.go();
      trawl.up().orThrow();

      JsonObject job = trawl.api().awaitState(id, LIMIT, "COMPLETED");
      List<JsonObject> lines = trawl.api().export(id);
      Crawled crawled = new Crawled(lines);
      crawled.assertExactly(web.truth());
      crawled.assertCountedIn(job);
      assertThat(web.log().requestsByUrl()).as("answers that were lost").containsValue(2);
      assertThat(web.log().requestsByUrl().values()).allMatch(times -> times <= 2);
      Gaps.assertAtLeast(delay, web.log(), killed);
    }
  }

  /** The node with the most requests: the broker may give all tasks of a burst to one. */
  private static String busiest(Trawl trawl) {
    return requests(trawl, FIRST) > requests(trawl, FIRST + 1) ? "application" : "application-2";
  }

  private static double requests(Trawl trawl, int port) {
    Api node = new Api(URI.create("http://127.0.0.1:" + port), trawl::token);
    return PrometheusText.parse(node.get("/metrics?scope=application").body())
        .value("trawl_http_connections_in_use");
  }

  /** How many streams it took to hear of the job's end: those of a node that is drained end. */
  private static int streamsUntilCompleted(Api first, Api others, String id) {
    for (int streams = 1; true; streams++) {
      HttpResponse<Stream<String>> response =
          (streams == 1 ? first : others).lines("/api/jobs/" + id + "/events", "text/event-stream");
      try (Stream<String> lines = response.body()) {
        assertThat(response.statusCode()).isEqualTo(200);
        if (lines.anyMatch(line -> line.startsWith("data:") && line.contains("COMPLETED"))) {
          return streams;
        }
      }
    }
  }

  /** The ids of all jobs with that seed. */
  private static Set<String> jobsOf(Api api, String seed) {
    Set<String> ids = new HashSet<>();
    Optional<String> cursor = Optional.of("");
    while (cursor.isPresent()) {
      String path =
          "/api/jobs?limit=1000"
              + cursor.filter(c -> !c.isEmpty()).map(c -> "&cursor=" + c).orElse("");
      JsonObject page = Api.parse(api.get(path).body());
      page.getJsonArray("items").getValuesAs(JsonObject.class).stream()
          .filter(job -> job.getJsonArray("seeds").getString(0).equals(seed))
          .forEach(job -> ids.add(job.getString("id")));
      cursor = page.isNull("next") ? Optional.empty() : Optional.of(page.getString("next"));
    }
    return ids;
  }
}
