package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.site.Answer;
import dev.trawl.site.LoopbackServer;
import dev.trawl.site.Request;
import dev.trawl.stack.Api;
import dev.trawl.stack.JobRequest;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Times and header fields that a job asks for come to the requests, and to no other job's. */
@ExtendWith(SharedStack.class)
class FetchOptionsTest {

  private static final Duration LIMIT = Duration.ofMinutes(2);

  /** Longer than the job waits, and much shorter than the node does by itself. */
  private static final Duration SILENCE = Duration.ofSeconds(3);

  private final Map<String, String> languages = new ConcurrentHashMap<>();

  private Answer answer(Request request) throws InterruptedException {
    languages.put(request.path(), request.fields().getOrDefault("accept-language", "none"));
    return switch (request.path()) {
      case "/robots.txt" -> Answer.Reply.text(200, "");
      case "/" -> Answer.Reply.html("<a href=late>late</a>");
      default -> {
        Thread.sleep(SILENCE.toMillis());
        yield Answer.Reply.html("late");
      }
    };
  }

  @Test
  void aJobHasItsOwnPatienceAndHeaders(Api api) {
    try (LoopbackServer site =
        LoopbackServer.start(List.of("127.0.0.1"), 0, this::answer, entry -> {})) {
      String seed = "http://127.0.0.1:" + site.port() + "/";
      JsonObject hurried =
          api.crawl(
              JobRequest.of(seed)
                  .fetch("times", Json.createObjectBuilder().add("firstByte", "PT0.5S").build())
                  .fetch(
                      "headers", Json.createObjectBuilder().add("Accept-Language", "fo").build()),
              LIMIT);
      assertThat(late(api, hurried, seed).getString("error")).isEqualTo("timeout");
      assertThat(languages)
          .containsExactlyInAnyOrderEntriesOf(
              Map.of("/", "fo", "/late", "fo", "/robots.txt", "none"));

      JsonObject patient = api.crawl(JobRequest.of(seed), LIMIT);
      assertThat(late(api, patient, seed).getInt("status")).isEqualTo(200);
      assertThat(languages).containsEntry("/late", "none");
    }
  }

  private static JsonObject late(Api api, JsonObject job, String seed) {
    return new Crawled(api.export(job.getString("id"))).line(seed + "late");
  }
}
