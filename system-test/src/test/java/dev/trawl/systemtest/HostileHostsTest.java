package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.site.RequestLog;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import dev.trawl.stack.Wait;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hostile hosts and good ones in one job: each hostile URL ends with its reason, and the good hosts
 * do not wait for any of them.
 */
@ExtendWith(SharedStack.class)
class HostileHostsTest {

  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final int GOOD = 20;
  private static final int PAGES = 15;

  private final HostileHosts hostile = new HostileHosts();
  private final Map<String, HostileHosts.Hostile> byAddress = new LinkedHashMap<>();
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final RequestLog log = new RequestLog();

  private LoopbackServer serve() {
    hostile
        .all()
        .forEach(
            (name, host) -> {
              String address = "127.18.0." + (1 + byAddress.size());
              byAddress.put(address, host);
              addresses.put(name, address);
            });
    List<String> all = new ArrayList<>(byAddress.keySet());
    IntStream.range(0, GOOD).forEach(i -> all.add(good(i)));
    return LoopbackServer.start(all, 0, this::answer, log);
  }

  private static String good(int number) {
    return "127.19.0." + (1 + number);
  }

  private Answer answer(Request request) {
    HostileHosts.Hostile host = byAddress.get(URI.create(request.url()).getHost());
    return host == null
        ? Answer.Reply.html("<title>good</title>" + request.path())
        : HostileHosts.answer(host, request);
  }

  @Test
  void eachHasItsReasonAndNobodyElseWaits(Api api) {
    try (LoopbackServer site = serve()) {
      List<String> seeds = new ArrayList<>();
      byAddress.keySet().forEach(address -> seeds.add(url(address, site, "/")));
      for (int i = 0; i < GOOD * PAGES; i++) {
        seeds.add(url(good(i % GOOD), site, "/" + i / GOOD));
      }
      String job =
          api.submit(
              JobRequest.of(seeds.toArray(String[]::new))
                  .maxDepth(0)
                  .maxBodyBytes(8 << 20)
                  .connections(1)
                  .fetch(
                      "times",
                      Json.createObjectBuilder()
                          .add("firstByte", "PT10S")
                          .add("answer", "PT20S")
                          .add("speedWindow", "PT15S")
                          .build()));
      Wait.until("all good pages are requested", LIMIT, () -> good(site) == GOOD * PAGES);
      assertThat(hostile.isTrickling()).as("the slow ones are not done by then").isTrue();

      JsonObject ended = api.awaitState(job, LIMIT, "COMPLETED");
      Crawled crawled = new Crawled(api.export(job));
      crawled.assertCountedIn(ended);
      assertThat(endings(crawled, site)).isEqualTo(expected());
      JsonObject many = crawled.line(url(addressOf("100,000 links"), site, "/"));
      assertThat(many.getJsonArray("outlinks").size() + many.getInt("outlinksDropped"))
          .as("every link is kept or counted")
          .isEqualTo(100_000);
      for (int i = 0; i < GOOD * PAGES; i++) {
        String page = url(good(i % GOOD), site, "/" + i / GOOD);
        assertThat(Crawled.status(crawled.line(page))).as(page).isEqualTo(200);
      }
    }
  }

  private String addressOf(String name) {
    return Objects.requireNonNull(addresses.get(name));
  }

  private long good(LoopbackServer site) {
    return log.requestsByUrl().keySet().stream()
        .filter(url -> url.startsWith("http://127.19."))
        .filter(url -> URI.create(url).getPort() == site.port())
        .count();
  }

  private static String url(String address, LoopbackServer site, String path) {
    return "http://" + address + ":" + site.port() + path;
  }

  private Map<String, String> expected() {
    Map<String, String> expected = new LinkedHashMap<>();
    hostile.all().forEach((name, host) -> expected.put(name, host.expected()));
    return expected;
  }

  private Map<String, String> endings(Crawled crawled, LoopbackServer site) {
    Map<String, String> endings = new LinkedHashMap<>();
    addresses.forEach(
        (name, address) -> {
          JsonObject line = crawled.line(url(address, site, "/"));
          String ending =
              line.isNull("error")
                  ? Integer.toString(Crawled.status(line))
                  : line.getString("error");
          endings.put(name, ending);
        });
    return endings;
  }
}
