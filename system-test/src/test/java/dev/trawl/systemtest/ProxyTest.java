package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.RequestLog;
import dev.trawl.site.SyntheticWeb;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Trawl;
import dev.trawl.stack.Wait;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A stack that may go out through a proxy only. */
class ProxyTest {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private static Optional<Trawl> stack = Optional.empty();
  private static ConnectProxy proxy = ConnectProxy.start(0);

  @BeforeAll
  static void start() {
    String url =
        "http://%s:%s@127.0.0.1:%d"
            .formatted(ConnectProxy.USER, ConnectProxy.PASSWORD, proxy.port());
    Trawl trawl = Trawl.fresh(Map.of("TRAWL_PROXIES", url));
    stack = Optional.of(trawl);
    trawl.up().orThrow();
  }

  @AfterAll
  static void stop() {
    stack.ifPresent(Trawl::close);
    proxy.close();
  }

  private static JobRequest request(SyntheticWeb web) {
    return JobRequest.of(web.start()).connections(4);
  }

  private static List<String> paths(RequestLog log) {
    return log.entries().stream().map(entry -> URI.create(entry.url()).getPath()).toList();
  }

  private static void assertSaysThePasswordNowhere(Trawl trawl) throws IOException {
    try (Stream<Path> logs = Files.list(trawl.data().resolve("log"))) {
      for (Path log : logs.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
            .doesNotContain(ConnectProxy.PASSWORD);
      }
    }
    for (long pid : trawl.pids()) {
      assertThat(ProcessHandle.of(pid).flatMap(process -> process.info().commandLine()))
          .get()
          .asString()
          .doesNotContain(ConnectProxy.PASSWORD);
    }
  }

  @Test
  void pagesAndRobotsTxtGoThroughItAndWhileItIsAwayTheyWait() throws IOException {
    Trawl trawl = stack.orElseThrow();
    Api api = trawl.api();
    try (SyntheticWeb web = SyntheticWeb.serve(new SyntheticWeb.Shape(60, 1, 4, 41))) {
      new Crawled(api.export(api.crawl(request(web), LIMIT).getString("id")))
          .assertExactly(web.truth());

      assertThat(paths(web.log())).contains("/robots.txt").hasSize(61);
      assertThat(proxy.paths()).containsExactlyInAnyOrderElementsOf(paths(web.log()));
      assertThat(proxy.log()).containsOnly("CONNECT 127.0.0.1:" + web.port() + " HTTP/1.1 200");

      proxy.close();
      String id = api.submit(request(web));
      Wait.until("the host waits for the proxy", LIMIT, () -> isWaiting(api));
      assertThat(api.get("/metrics?scope=application").body())
          .containsPattern("trawl_proxies_failing\\{[^}]*} 1\\.0");
      assertThat(api.job(id).getString("state")).isEqualTo("RUNNING");
      assertThat(trawl.run(LIMIT, "doctor").out())
          .contains("127.0.0.1:" + proxy.port() + " cannot be reached from here")
          .doesNotContain(ConnectProxy.PASSWORD);

      proxy = ConnectProxy.start(proxy.port());
      assertThat(api.awaitState(id, LIMIT, "COMPLETED").getString("reason")).isEqualTo("exhausted");
      new Crawled(api.export(id)).assertExactly(web.truth());
      assertThat(proxy.paths()).hasSize(60);
    }
    assertSaysThePasswordNowhere(trawl);
  }

  private static boolean isWaiting(Api api) {
    List<JsonObject> hosts =
        Api.parse(api.get("/api/hosts?troubled=true").body())
            .getJsonArray("items")
            .getValuesAs(JsonObject.class);
    assertThat(hosts)
        .allSatisfy(
            host -> {
              assertThat(host.getString("state")).isEqualTo("waiting");
              assertThat(host.getInt("failures")).isZero();
              assertThat(host.getString("trouble"))
                  .isEqualTo(
                      "the proxy http://127.0.0.1:%d cannot be reached: Connection refused"
                          .formatted(proxy.port()));
            });
    return !hosts.isEmpty();
  }
}
