package dev.trawl.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.launcher.client.Counters;
import dev.trawl.launcher.client.Job;
import dev.trawl.launcher.client.Trap;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The table at the end of a crawl. */
class SummaryTest {
  private static String summary(List<Trap> traps, int notModified) {
    Job job =
        new Job(
            "7",
            Optional.empty(),
            "COMPLETED",
            Optional.of("exhausted"),
            Optional.empty(),
            Optional.empty(),
            new Counters(12, 0, 0, 5, notModified, 0, 0, 7, 100),
            traps);
    return Summary.of(job, Map.of(), Instant.EPOCH);
  }

  @Test
  void eachTrapHasALineOfWhatWasExcluded() {
    assertThat(summary(List.of(new Trap("endless", "a.example/cal/", 7)), 0).lines())
        .containsSubsequence(
            "excluded                 7",
            "  endless                a.example/cal/ (7 left out)",
            "bytes                    100");
  }

  @Test
  void withoutATrapThereIsNone() {
    assertThat(summary(List.of(), 0)).doesNotContain("left out");
  }

  @Test
  void whatWasNotModifiedIsAmongThePages() {
    assertThat(summary(List.of(), 3).lines())
        .containsSequence("pages                    5", "  not modified           3");
  }

  @Test
  void aJobThatRepeatsNoneHasNoLineOfIt() {
    assertThat(summary(List.of(), 0)).doesNotContain("not modified");
  }
}
