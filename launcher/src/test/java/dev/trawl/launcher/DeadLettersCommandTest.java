package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.junit.jupiter.api.Test;

class DeadLettersCommandTest {

  private static JsonObjectBuilder letter() {
    return Json.createObjectBuilder()
        .add("id", "00000000-0000-0007-0000-000000000007")
        .add("origin", "trawl.fetch")
        .add("deadLetteredAt", "2026-01-02T03:04:05.678901Z");
  }

  @Test
  void aLetterIsOneLine() {
    JsonObject letter = letter().add("reason", "no JSON:\n\tat line 1").build();
    assertThat(DeadLettersCommand.line(letter))
        .isEqualTo(
            "00000000-0000-0007-0000-000000000007  2026-01-02T03:04:05Z  trawl.fetch           no JSON: at line 1");
  }

  @Test
  void aLongReasonIsCutShort() {
    JsonObject letter = letter().add("reason", "x".repeat(5_000)).build();
    assertThat(DeadLettersCommand.line(letter)).hasSize(200).endsWith("x…");
  }

  @Test
  void whatNobodyKnowsIsLeftOut() {
    JsonObject letter =
        Json.createObjectBuilder()
            .addNull("id")
            .addNull("origin")
            .addNull("deadLetteredAt")
            .addNull("reason")
            .build();
    assertThat(DeadLettersCommand.line(letter)).startsWith("(no id)").contains("(unknown)");
  }

  @Test
  void oneOrAllButNotBothAndNotNone() {
    assertThat(Main.run("dead-letters", "replay")).isEqualTo(2);
    assertThat(Main.run("dead-letters", "discard", "--all", "some-id")).isEqualTo(2);
    assertThat(Main.run("dead-letters")).isEqualTo(2);
  }
}
