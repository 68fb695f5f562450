package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Session;
import jakarta.jms.TemporaryQueue;
import jakarta.jms.TextMessage;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an operator sees: queues, health, metrics, and the dashboard that stands on them. */
@ExtendWith(SharedStack.class)
class WatchingTest {
  private static final Duration A_CRAWL = Duration.ofMinutes(1);
  private static final Map<String, String> FETCHED = Map.of("outcome", "fetched");
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final Path DASHBOARD =
      Path.of(System.getProperty("trawl.root", "."), "docs/grafana/trawl.json");

  /** Payara writes its own series twice; a reader that is strict would refuse them. */
  private static final String METRICS = "/metrics?scope=application";

  private static final Pattern METRIC = Pattern.compile("\\btrawl_[a-z_]+\\b");

  @Test
  void theQueuesStandUnderTheirNamesWithTheirConsumers(Api api) {
    JsonObject answer =
        Wait.until(
            "the broker was looked at",
            SOON,
            () ->
                Optional.of(Api.parse(api.get("/api/queues").body()))
                    .filter(
                        json -> json.getJsonObject("broker").getString("state").equals("known")));
    Map<String, JsonObject> queues =
        answer.getJsonArray("items").getValuesAs(JsonObject.class).stream()
            .collect(Collectors.toMap(queue -> queue.getString("name"), queue -> queue));
    assertThat(queues.keySet())
        .contains(
            "store", "trawl.crawl", "trawl.documents", "trawl.dlq", "trawl.expired", "trawl.fetch");
    assertThat(queues)
        .hasEntrySatisfying(
            "store", queue -> assertThat(queue.getString("address")).isEqualTo("trawl.results"))
        .hasEntrySatisfying(
            "trawl.fetch",
            queue -> {
              assertThat(queue.getInt("consumers")).isPositive();
              assertThat(queue.getBoolean("paging")).isFalse();
            });
    assertThat(answer.isNull("next")).isTrue();
    assertThat(answer.getJsonObject("dispatch").getString("state")).isEqualTo("running");
    assertThat(answer.getJsonObject("broker").getJsonNumber("diskUsed").doubleValue())
        .isBetween(0.0, 1.0);
  }

  @Test
  void theListOfQueuesComesInPages(Api api) {
    JsonObject first = Api.parse(api.get("/api/queues?limit=2").body());
    assertThat(first.getJsonArray("items")).hasSize(2);
    JsonObject second =
        Api.parse(api.get("/api/queues?limit=2&cursor=" + first.getString("next")).body());
    assertThat(second.getJsonArray("items"))
        .isNotEmpty()
        .doesNotContainAnyElementsOf(first.getJsonArray("items"));
    assertThat(api.get("/api/queues?limit=0").statusCode()).isEqualTo(400);
  }

  /** The account is in the environment of every node, and must not be a key to the broker. */
  @Test
  void theApplicationsAccountMayLookAndChangeNothing(Trawl trawl) throws Exception {
    try (Messaging messaging = new Messaging(trawl)) {
      assertThat(ask(messaging, "queue.store", "persistentSize", null)).isEqualTo("true");
      assertThat(ask(messaging, "queue.trawl.dlq", "removeAllMessages", "[]")).isEqualTo("false");
      assertThat(ask(messaging, "broker", "destroyQueue", "[\"store\"]")).isEqualTo("false");
      assertThat(ask(messaging, "broker", "listUser", "[\"\"]")).isEqualTo("false");
      assertThat(ask(messaging, "broker", "forceFailover", "[]")).isEqualTo("false");
      assertThat(ask(messaging, "broker", "connectionCount", null)).isEqualTo("false");
    }
  }

  private static String ask(
      Messaging messaging, String resource, String name, @Nullable String parameters)
      throws Exception {
    Session session = messaging.session();
    TemporaryQueue replies = session.createTemporaryQueue();
    TextMessage question = session.createTextMessage(parameters);
    question.setStringProperty("_AMQ_ResourceName", resource);
    question.setStringProperty(parameters == null ? "_AMQ_Attribute" : "_AMQ_OperationName", name);
    question.setJMSReplyTo(replies);
    messaging.send("activemq.management", question);
    try (MessageConsumer consumer = session.createConsumer(replies)) {
      Message reply = Messaging.next(consumer);
      return Boolean.toString(reply.getBooleanProperty("_AMQ_OperationSucceeded"));
    }
  }

  @Test
  void theConsoleShowsTheQueuesUnderTheirNamesToItsAdministratorAlone(Trawl trawl)
      throws Exception {
    String search =
        "{\"type\":\"search\",\"mbean\":\"org.apache.activemq.artemis:subcomponent=queues,*\"}";
    HttpResponse<String> admin =
        console(trawl, "jolokia/", "admin:" + trawl.secret("console"), search);
    assertThat(admin.statusCode()).isEqualTo(200);
    for (String queue :
        List.of(
            "store",
            "trawl.crawl",
            "trawl.documents",
            "trawl.dlq",
            "trawl.expired",
            "trawl.fetch")) {
      assertThat(admin.body()).contains("queue=\\\"" + queue + "\\\"");
    }
    assertThat(console(trawl, "jolokia/", "trawl:" + trawl.secret("broker"), search).statusCode())
        .isIn(401, 403);
    assertThat(logIn(trawl, "admin", trawl.secret("console"))).isEqualTo(200);
    assertThat(logIn(trawl, "trawl", trawl.secret("broker"))).isIn(401, 403);
  }

  @Test
  void whereTheConsoleIsIsToldWithTheQueues(Trawl trawl, Api api) {
    assertThat(Api.parse(api.get("/api/queues").body()).getString("console"))
        .isEqualTo("http://127.0.0.1:" + trawl.port("TRAWL_CONSOLE_PORT") + "/console/");
  }

  private static int logIn(Trawl trawl, String user, String password) throws Exception {
    String login = "{\"username\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
    return console(trawl, "auth/login", "", login).statusCode();
  }

  private static HttpResponse<String> console(
      Trawl trawl, String path, String account, String question) throws Exception {
    String console = "http://127.0.0.1:" + trawl.port("TRAWL_CONSOLE_PORT");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(console + "/console/" + path))
            .timeout(SOON)
            .header("Content-Type", "application/json")
            .header("Origin", console)
            .POST(HttpRequest.BodyPublishers.ofString(question));
    if (!account.isEmpty()) {
      byte[] bytes = account.getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void healthTellsReadyFromAliveAndSaysHowTheBrokerIs(Api api) {
    JsonObject live = Api.parse(api.withToken(Optional.empty()).get("/health/live").body());
    assertThat(live.getString("status")).isEqualTo("UP");
    assertThat(checks(live)).contains("process").doesNotContain("database");
    JsonObject ready = Api.parse(api.get("/health/ready").body());
    assertThat(checks(ready)).contains("database").doesNotContain("process");
    JsonObject data =
        ready.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
            .filter(check -> check.getString("name").equals("database"))
            .findFirst()
            .orElseThrow()
            .getJsonObject("data");
    assertThat(data.getString("broker")).isEqualTo("known");
    assertThat(data.getString("dispatch")).isEqualTo("running");
  }

  private static List<String> checks(JsonObject health) {
    return health.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
        .map(check -> check.getString("name"))
        .toList();
  }

  @Test
  void aCrawlShowsInTheMetricsAndInTheLog(Trawl trawl, Api api) throws Exception {
    PrometheusText before = scrape(api);
    String id;
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(40, 1, 4, 11))) {
      web.withLinks("/all", List.of(web.start(), web.url("/status/404"), web.url("/redirect?n=1")));
      JsonObject job = api.crawl(JobRequest.of(web.url("/all")), A_CRAWL);
      id = job.getString("id");
      JsonObject counters = job.getJsonObject("counters");
      // A batch is counted once it is committed, a moment after the job may have ended.
      PrometheusText after =
          Wait.until(
              "the last batch is counted",
              SOON,
              () ->
                  Optional.of(scrape(api))
                      .filter(
                          now ->
                              risen(before, now, "trawl_urls_settled_total", FETCHED)
                                  >= counters.getInt("fetched")));

      // At least: what earlier tests left behind may still end.
      long requests =
          (long) counters.getInt("fetched")
              + counters.getInt("redirected")
              + counters.getInt("failed");
      Map<String, Long> least = new LinkedHashMap<>();
      for (String stage :
          List.of("trawl_fetch_seconds", "trawl_store_wait_seconds", "trawl_process_seconds")) {
        least.put(stage + "_count", requests);
        assertThat(after.value(stage + "_sum")).as(stage).isPositive();
      }
      least.put("trawl_commit_batch_results_sum", requests);
      least.put("trawl_send_batch_results_sum", requests);
      least.put("trawl_body_bytes_total", (long) counters.getInt("bytes"));
      least.put("trawl_tasks_sent_total", 1L);
      least.put("trawl_dispatch_lateness_seconds_count", 1L);
      least.put("trawl_fetch_wait_seconds_count", 1L);
      least.put("trawl_commit_seconds_count", 1L);
      least.put("trawl_send_seconds_count", 1L);
      least.put("trawl_result_bytes_total", 1L);
      least.forEach(
          (name, count) ->
              assertThat(risen(before, after, name, Map.of()))
                  .as(name)
                  .isGreaterThanOrEqualTo((double) count));
      assertThat(risen(before, after, "trawl_urls_settled_total", Map.of("outcome", "redirected")))
          .isGreaterThanOrEqualTo(1);
      assertThat(risen(before, after, "trawl_urls_settled_total", Map.of("reason", "status-4xx")))
          .isGreaterThanOrEqualTo(1);
      assertSound(after);
    }
    List<String> lines = Files.readAllLines(trawl.data().resolve("log/application.log"));
    assertThat(lines).anyMatch(line -> line.endsWith("becomes COMPLETED (exhausted) job=" + id));
  }

  private static double risen(
      PrometheusText before, PrometheusText after, String name, Map<String, String> labels) {
    return after.value(name, labels) - before.value(name, labels);
  }

  /** Every series of ours says whose it is; buckets rise, and the last one has everything. */
  private static void assertSound(PrometheusText scrape) {
    Set<String> ours =
        scrape.names().stream()
            .filter(name -> name.startsWith("trawl_"))
            .collect(Collectors.toSet());
    for (String name : ours) {
      assertThat(scrape.series(name))
          .as(name)
          .allSatisfy(
              sample -> {
                assertThat(sample.labels()).containsKeys("node", "roles");
                assertThat(sample.labels()).containsEntry("roles", "api,fetch,process");
                assertThat(sample.value()).isGreaterThanOrEqualTo(0);
              });
      assertThat(scrape.type(name))
          .as(name)
          .isEqualTo(name.endsWith("_total") ? "counter" : "gauge");
      if (name.endsWith("_bucket")) {
        List<Double> counts =
            scrape.series(name).stream()
                .sorted(Comparator.comparing(WatchingTest::bound))
                .map(PrometheusText.Sample::value)
                .toList();
        assertThat(counts).as(name).isSorted();
        assertThat(counts.get(counts.size() - 1))
            .as(name)
            .isEqualTo(scrape.value(name.replace("_bucket", "_count")));
      }
    }
    assertThat(
            scrape.series("trawl_dispatch_state").stream()
                .mapToDouble(PrometheusText.Sample::value)
                .sum())
        .isEqualTo(1);
    assertThat(scrape.value("trawl_queue_messages", Map.of("queue", "trawl.fetch"))).isNotNaN();
    assertThat(scrape.value("trawl_broker_known")).isEqualTo(1);
  }

  private static double bound(PrometheusText.Sample bucket) {
    String bound = bucket.labels().getOrDefault("le", "");
    return bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound);
  }

  @Test
  void everyMetricOfTheDashboardIsThere(Api api) throws Exception {
    Set<String> named = new TreeSet<>();
    JsonObject dashboard = Api.parse(Files.readString(DASHBOARD));
    for (JsonObject panel : dashboard.getJsonArray("panels").getValuesAs(JsonObject.class)) {
      if (panel.getString("type").equals("row")) {
        continue;
      }
      assertThat(panel.getJsonArray("targets")).as(panel.getString("title")).isNotEmpty();
      for (JsonObject target : panel.getJsonArray("targets").getValuesAs(JsonObject.class)) {
        Matcher metric = METRIC.matcher(target.getString("expr"));
        while (metric.find()) {
          named.add(metric.group());
        }
      }
    }
    assertThat(named).hasSizeGreaterThan(20);
    assertThat(scrape(api).names()).containsAll(named);
  }

  private static PrometheusText scrape(Api api) {
    return PrometheusText.parse(api.withToken(Optional.empty()).get(METRICS).body());
  }
}
