package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.page.SitemapDirectory;
import dev.trawl.page.SitemapView;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a client gets to see of sitemaps; what became of them is the crawler's. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class SitemapsResourceTest {
  private static final Optional<SitemapView.End> NOT_FOUND =
      Optional.of(
          new SitemapView.End(
              Optional.of(404),
              Optional.empty(),
              Optional.empty(),
              false,
              0,
              0,
              Instant.EPOCH,
              12,
              "n1"));

  private final SitemapsResource resource = new SitemapsResource();

  SitemapsResourceTest() {
    resource.jobs = new OneJob();
    resource.sitemaps =
        new SitemapDirectory() {
          @Override
          public List<SitemapView> list(int num, Optional<UUID> after, int limit) {
            long from = after.map(UUID::getLeastSignificantBits).orElse(0L);
            return LongStream.rangeClosed(from + 1, 3)
                .limit(limit)
                .mapToObj(SitemapsResourceTest::view)
                .toList();
          }
        };
  }

  /** The first waits, the others are not there. */
  private static SitemapView view(long number) {
    boolean open = number == 1;
    return new SitemapView(
        new UUID(0, number),
        "http://a.example/" + number,
        open ? "queued" : "done",
        open ? Optional.empty() : Optional.of("failed"),
        Optional.empty(),
        Optional.empty(),
        "robots",
        Optional.empty(),
        0,
        open ? Optional.empty() : NOT_FOUND);
  }

  private JsonObject list(@Nullable String limit, @Nullable String cursor) {
    return resource.list(OneJob.ID.toString(), limit, cursor);
  }

  private int refused(String job, @Nullable String limit, @Nullable String cursor) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.list(job, limit, cursor));
    assertThat(refused).isNotNull();
    return refused.getResponse().getStatus();
  }

  @Test
  void everyFieldIsThereAlsoIfNothingIsKnown() {
    List<JsonObject> items = list(null, null).getJsonArray("items").getValuesAs(JsonObject.class);
    for (JsonObject item : items) {
      assertThat(item.keySet())
          .containsExactly(
              "id",
              "url",
              "state",
              "outcome",
              "rule",
              "source",
              "referrer",
              "level",
              "status",
              "error",
              "detail",
              "location",
              "index",
              "urls",
              "refused",
              "fetchedAt",
              "durationMs",
              "node");
    }
    assertThat(items.get(0).get("index")).isEqualTo(JsonValue.NULL);
    assertThat(items.get(0).get("urls")).isEqualTo(JsonValue.NULL);
    assertThat(items.get(1).getBoolean("index")).isFalse();
    assertThat(items.get(1).getInt("urls")).isZero();
    assertThat(items.get(1).getString("fetchedAt")).isEqualTo("1970-01-01T00:00:00Z");
  }

  @Test
  void aListIsReadInParts() {
    JsonObject first = list("2", null);
    assertThat(first.getJsonArray("items")).hasSize(2);
    JsonObject last = list("2", first.getString("next"));
    assertThat(last.getJsonArray("items")).hasSize(1);
    assertThat(last.get("next")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void wrongParametersAndJobsThatAreNotThereAreRefused() {
    assertThat(refused(OneJob.ID.toString(), "0", null)).isEqualTo(400);
    assertThat(refused(OneJob.ID.toString(), null, "x")).isEqualTo(400);
    assertThat(refused(new UUID(8, 8).toString(), null, null)).isEqualTo(404);
    assertThat(refused("x", null, null)).isEqualTo(404);
  }
}
