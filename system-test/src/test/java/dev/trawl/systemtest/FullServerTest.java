package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.GroundTruth;
import dev.trawl.site.RealSites;
import dev.trawl.site.StaticSite;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Part;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The EAR on Payara Server, beside the broker and the database that {@code ./trawl up} starts. */
class FullServerTest {

  private static final int DEPTH = 2;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path root = Path.of(System.getProperty("trawl.root", ".."));

  @Test
  void theEarCrawlsARealSiteExactlyAndAgainAfterARestart(@TempDir Path folder) throws IOException {
    try (Trawl trawl = SharedStack.started()) {
      // Or it would take a part of the work.
      trawl.kill9(Part.APPLICATION);
      try (StaticSite site = StaticSite.serve(RealSites.COMMONS_MATH.jar());
          PayaraServer server = PayaraServer.installed(folder, environment(trawl))) {
        GroundTruth truth = GroundTruth.of(site.files(), site.origin(), "/").upToDepth(DEPTH);
        server.start(root.resolve("ear/src/main/payara/loopback.asadmin"));
        server.deploy("artemis-ra", root.resolve("artemis-config/target/artemis-ra.rar"));
        server.deploy("trawl", root.resolve("ear/target/trawl.ear"));
        server.awaitReady();
        assertServed(server.api());
        assertListensOnLoopbackOnly(server);
        assertCrawlsExactly(server, truth);

        server.restart();

        assertListensOnLoopbackOnly(server);
        assertThat(server.api().get("/api/jobs").body()).as("jobs kept").contains("COMPLETED");
        assertCrawlsExactly(server, truth);
        ProcessHandle process = server.process().orElseThrow();
        server.stop();
        assertThat(process.isAlive()).isFalse();
      }
    }
  }

  private static Map<String, String> environment(Trawl trawl) throws IOException {
    Map<String, String> environment = new HashMap<>(Database.another(trawl, "full_server"));
    environment.put("TRAWL_BROKER_URL", "tcp://127.0.0.1:" + trawl.port("TRAWL_BROKER_PORT"));
    environment.put("TRAWL_BROKER_USER", "trawl");
    environment.put(
        "TRAWL_BROKER_PASSWORD",
        Files.readString(trawl.data().resolve("secrets/broker.password")).strip());
    environment.put("TRAWL_ALLOWED_NETWORKS", Trawl.LOOPBACK_NETWORK);
    return environment;
  }

  private static void assertServed(Api api) {
    assertThat(api.get("/health/live").statusCode()).isEqualTo(200);
    assertThat(api.get("/openapi").body()).contains("/api/jobs", "/api/queues", "/api/session");
    assertThat(PrometheusText.parse(api.get("/metrics?scope=application").body()).value("trawl_up"))
        .isEqualTo(1);
  }

  private static void assertListensOnLoopbackOnly(PayaraServer server) throws IOException {
    assertThat(Listeners.of(server.process().orElseThrow().pid()))
        .as("HTTP and administration")
        .hasSize(2)
        .allMatch(Listeners.Listener::isLoopback);
  }

  private static void assertCrawlsExactly(PayaraServer server, GroundTruth truth) {
    Api api = server.api();
    String seed = truth.pages().keySet().iterator().next();
    try {
      JsonObject job = api.crawl(JobRequest.of(seed).maxDepth(DEPTH), LIMIT);
      Crawled crawled = new Crawled(api.export(job.getString("id")));
      crawled.assertExactly(truth);
      crawled.assertCountedIn(job);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(server.log(), e);
    }
  }
}
