package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.flow.FlowControl;
import dev.trawl.message.DeadLetter;
import dev.trawl.message.DeadLetter.Outcome;
import dev.trawl.message.DeadLetterQueue;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a client gets to see of dead letters; the queue itself is the broker's. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class DeadLettersResourceTest {
  private static final UUID ID = new UUID(7, 7);

  private final List<DeadLetter> queue = new ArrayList<>();
  private final DeadLettersResource resource = new DeadLettersResource();
  private Outcome outcome = Outcome.DONE;

  DeadLettersResourceTest() {
    resource.flow = new FlowControl();
    resource.letters =
        new DeadLetterQueue() {
          @Override
          public List<DeadLetter> list(Optional<UUID> after, int limit) {
            return queue.stream()
                .dropWhile(
                    one -> after.isPresent() && one.id().orElseThrow().compareTo(after.get()) <= 0)
                .limit(limit)
                .toList();
          }

          @Override
          public Outcome replay(UUID id) {
            return outcome;
          }

          @Override
          public Outcome discard(UUID id) {
            return outcome;
          }
        };
  }

  private static DeadLetter bare(UUID id) {
    return new DeadLetter(
        Optional.of(id),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Map.of(),
        Optional.empty());
  }

  @Test
  void aLetterHasEveryFieldAlsoIfNobodySaidWhy() {
    queue.add(bare(ID));
    JsonObject letter = resource.list(null, null).getJsonArray("items").getJsonObject(0);
    assertThat(letter.keySet())
        .containsExactly(
            "id",
            "origin",
            "replayable",
            "reason",
            "node",
            "attempts",
            "deadLetteredAt",
            "jobId",
            "urlId",
            "url",
            "taskId",
            "size",
            "properties",
            "text");
    assertThat(letter.getBoolean("replayable")).isFalse();
    assertThat(letter.get("reason")).isEqualTo(JsonValue.NULL);
  }

  @Test
  void aLetterSaysWhatIsKnown() {
    queue.add(
        new DeadLetter(
            Optional.of(ID),
            Optional.of("trawl.fetch"),
            Optional.of("trawl.fetch"),
            Optional.of("no JSON"),
            Optional.of("n1"),
            Optional.of(5),
            Optional.of(Instant.EPOCH),
            12,
            Map.of("jobId", "j", "host", "http://a.example"),
            Optional.of("text")));
    JsonObject letter = resource.list(null, null).getJsonArray("items").getJsonObject(0);
    assertThat(letter.getString("id")).isEqualTo(ID.toString());
    assertThat(letter.getBoolean("replayable")).isTrue();
    assertThat(letter.getInt("attempts")).isEqualTo(5);
    assertThat(letter.getString("deadLetteredAt")).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(letter.getString("jobId")).isEqualTo("j");
    assertThat(letter.getJsonObject("properties").getString("host")).isEqualTo("http://a.example");
  }

  @Test
  void pagesFollowEachOtherUntilTheLast() {
    IntStream.range(1, 6).forEach(i -> queue.add(bare(new UUID(0, i))));
    List<String> ids = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      JsonObject page = resource.list("2", cursor.orElse(null));
      page.getJsonArray("items")
          .getValuesAs(JsonObject.class)
          .forEach(one -> ids.add(one.getString("id")));
      cursor = Optional.ofNullable(page.getString("next", null));
    } while (cursor.isPresent());
    assertThat(ids).hasSize(5).doesNotHaveDuplicates();
  }

  @Test
  void whatIsNoCursorIsRefused() {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.list(null, "x"));
    assertThat(refused.getResponse().getStatus()).isEqualTo(400);
  }

  @Test
  void whatIsDoneIsSaid() {
    assertThat(resource.replay(ID.toString()).getStatus()).isEqualTo(202);
    assertThat(resource.discard(ID.toString()).getStatus()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource({"UNKNOWN, 404", "HELD, 409", "NO_ORIGIN, 409"})
  void whatIsNotDoneIsSaid(Outcome how, int status) {
    outcome = how;
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.replay(ID.toString()));
    assertThat(refused.getResponse().getStatus()).isEqualTo(status);
  }

  @Test
  void whatIsNoIdIsTheIdOfNothing() {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.discard("' OR TRUE"));
    assertThat(refused.getResponse().getStatus()).isEqualTo(404);
  }
}
