package dev.trawl.frontier;

import static dev.trawl.frontier.Frontiers.candidate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.message.FetchTask;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A task carries the sealed secret of its host, and none of another. */
@Timeout(60)
class CredentialsTest extends OnFrontier {
  @Test
  void goWithTasksOfExactlyTheirOrigin() {
    JobContext job =
        crawl.job(
            """
            {"seeds": ["http://a.example/"], "scope": {"within": "any"},
             "politeness": {"delay": "PT0S", "connectionsPerHost": 4},
             "fetch": {"credentials": [
               {"origin": "http://a.example", "scheme": "basic", "sealed": "c2VhbGVk"},
               {"origin": "https://a.example:8443", "scheme": "bearer", "sealed": "b3RoZXI="}]}}
            """);
    for (String url :
        new String[] {
          "http://a.example/1",
          "https://a.example/1",
          "https://a.example:8443/1",
          "http://a.example:8080/1",
          "http://b.a.example/1"
        }) {
      crawl.offer(job, candidate(job, url, 1));
    }
    assertThat(
            crawl.lease().stream()
                .collect(Collectors.toMap(FetchTask::host, FetchTask::authorization)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "http://a.example", Optional.of("c2VhbGVk"),
                "https://a.example", Optional.empty(),
                "https://a.example:8443", Optional.of("b3RoZXI="),
                "http://a.example:8080", Optional.empty(),
                "http://b.a.example", Optional.empty()));
  }
}
