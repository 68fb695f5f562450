package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.page.Why;
import dev.trawl.page.Whys;
import dev.trawl.url.CrawlUrl;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets to see of a URL; what became of it is the crawler's. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class UrlsResourceTest {
  private static final String MET = "http://a.example/x?b=c";

  private final UrlsResource resource = new UrlsResource();

  UrlsResourceTest() {
    resource.jobs = new OneJob();
    resource.whys =
        new Whys() {
          @Override
          public Optional<Why> find(int num, CrawlUrl url) {
            return num == 7 && url.toString().equals(MET)
                ? Optional.of(bare(url))
                : Optional.empty();
          }
        };
  }

  private static Why bare(CrawlUrl url) {
    return new Why(
        url.toString(),
        "page",
        "queued",
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        3,
        Optional.empty(),
        List.of(
            new Why.Attempt(
                Instant.EPOCH, "n1", Optional.empty(), Optional.empty(), Optional.empty(), 12)));
  }

  private int refused(String job, @Nullable String url) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.why(job, url));
    assertThat(refused).isNotNull();
    assertThat(refused.getResponse().getMediaType()).hasToString("application/problem+json");
    return refused.getResponse().getStatus();
  }

  @Test
  void everyFieldIsThereAlsoIfNothingIsKnown() {
    JsonObject why = resource.why(OneJob.ID.toString(), MET);
    assertThat(why.keySet())
        .containsExactly(
            "url", "kind", "state", "outcome", "rule", "detail", "depth", "referrer", "attempts");
    assertThat(why.getString("url")).isEqualTo(MET);
    assertThat(why.get("outcome")).isEqualTo(JsonValue.NULL);
    assertThat(why.getInt("depth")).isEqualTo(3);
    JsonObject attempt = why.getJsonArray("attempts").getJsonObject(0);
    assertThat(attempt.keySet())
        .containsExactly("at", "node", "status", "error", "detail", "durationMs");
    assertThat(attempt.getString("at")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(attempt.get("status")).isEqualTo(JsonValue.NULL);
    assertThat(attempt.getInt("durationMs")).isEqualTo(12);
  }

  @Test
  void aUrlThatTheJobHasNeverMetIsNotFound() {
    assertThat(refused(OneJob.ID.toString(), "http://a.example/y")).isEqualTo(404);
  }

  @Test
  void aUrlOfAJobThatIsNotThereIsNotFound() {
    assertThat(refused(new UUID(8, 8).toString(), MET)).isEqualTo(404);
    assertThat(refused("x", MET)).isEqualTo(404);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "/x", "a.example", "mailto:a@a.example", "ftp://a.example/"})
  void whatIsNoUrlIsRefusedByTheNameOfTheParameter(@Nullable String url) {
    assertThat(refused(OneJob.ID.toString(), url)).isEqualTo(400);
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.why(OneJob.ID.toString(), url));
    assertThat((String) refused.getResponse().getEntity()).contains("\"field\":\"url\"");
  }
}
