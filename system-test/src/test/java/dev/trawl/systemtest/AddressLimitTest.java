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
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Hosts that answer from one address share its connections. */
@ExtendWith(SharedStack.class)
class AddressLimitTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Of no other test: what a job of one still asks for comes to nobody else's port. */
  private static final String ADDRESS = "127.0.9.1";

  private static final int PER_ADDRESS = 16;
  private static final long ANSWER_MILLIS = 100;

  private final List<LoopbackServer> hosts = new ArrayList<>();
  private final RequestLog log = new RequestLog();
  private final AtomicInteger now = new AtomicInteger();
  private final AtomicInteger most = new AtomicInteger();

  @AfterEach
  void close() {
    hosts.forEach(LoopbackServer::close);
  }

  /** Starts hosts at one address, and returns their start pages. */
  private String[] serve(int count, int links) {
    for (int i = 0; i < count; i++) {
      hosts.add(LoopbackServer.start(List.of(ADDRESS), 0, request -> answer(request, links), log));
    }
    return hosts.stream()
        .map(host -> "http://" + ADDRESS + ":" + host.port() + "/")
        .toArray(String[]::new);
  }

  private Answer answer(Request request, int links) throws InterruptedException {
    most.accumulateAndGet(now.incrementAndGet(), Math::max);
    try {
      Thread.sleep(ANSWER_MILLIS);
      return switch (request.path()) {
        case "/robots.txt" -> Answer.Reply.text(404, "There is none.\n");
        case "/" ->
            Answer.Reply.html(
                IntStream.range(0, links)
                    .mapToObj(n -> "<a href=\"/p/" + n + "\">link</a>\n")
                    .collect(Collectors.joining()));
        default -> Answer.Reply.html("<title>A page</title>");
      };
    } finally {
      now.decrementAndGet();
    }
  }

  private void crawl(Api api, int connections, int links, String... starts) {
    JsonObject job = api.crawl(JobRequest.of(starts).connections(connections), LIMIT);

    Set<String> pages =
        List.of(starts).stream()
            .flatMap(
                start -> IntStream.range(-1, links).mapToObj(n -> n < 0 ? start : start + "p/" + n))
            .collect(Collectors.toSet());
    List<JsonObject> lines = api.export(job.getString("id"));
    assertThat(lines)
        .allMatch(line -> Crawled.status(line) == 200)
        .extracting(line -> line.getString("url"))
        .containsExactlyInAnyOrderElementsOf(pages);
    assertThat(log.requestsByUrl()).containsOnlyKeys(pages).doesNotContainValue(2);
  }

  @Test
  void theirRequestsAtOnceAreLimitedTogetherAlsoBeforeTheAddressIsKnown(Api api) {
    crawl(api, 4, 5, serve(48, 5));

    assertThat(most).hasValueBetween(PER_ADDRESS - 2, PER_ADDRESS);
  }

  @Test
  void aSingleHostMayHaveAsManyAsItsJobAllows(Api api) {
    crawl(api, 24, 200, serve(1, 200));

    assertThat(most).hasValueBetween(PER_ADDRESS + 4, 24);
  }
}
