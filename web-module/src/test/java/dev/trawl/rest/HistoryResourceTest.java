package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.job.Histories;
import dev.trawl.job.History;
import dev.trawl.job.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets to see of a job's past; what was kept of it is the crawler's. */
@SuppressWarnings("UnnecessaryAssignment") // no container injects here
class HistoryResourceTest {
  private static final Sample SAMPLE = new Sample(Instant.EPOCH, 28, 1, 2, 3, 4, 5, 13, 7);

  private final HistoryResource resource = new HistoryResource();

  HistoryResourceTest() {
    resource.jobs = new OneJob();
    resource.histories =
        new Histories() {
          @Override
          public History last(int num, int limit) {
            return new History(Duration.ofSeconds(20), Collections.nCopies(limit, SAMPLE));
          }
        };
  }

  private int refused(String job, @Nullable String limit) {
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> resource.show(job, limit));
    assertThat(refused).isNotNull();
    return refused.getResponse().getStatus();
  }

  @Test
  void aSampleHasItsTimeAndItsCounters() {
    assertThat(resource.show(OneJob.ID.toString(), "1"))
        .hasToString(
            "{\"interval\":20,\"items\":[{\"at\":\"1970-01-01T00:00:00Z\",\"discovered\":28,\"queued\":1,"
                + "\"inFlight\":2,\"fetched\":3,\"redirected\":4,\"failed\":5,\"excluded\":13,\"bytes\":7}],"
                + "\"next\":null}");
  }

  @Test
  void allOfThemAreThereWithoutALimit() {
    assertThat(resource.show(OneJob.ID.toString(), null).getJsonArray("items")).hasSize(512);
    assertThat(resource.show(OneJob.ID.toString(), "512").getJsonArray("items")).hasSize(512);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "513", "-1", "x", ""})
  void aLimitThatIsNoneIsRefused(String limit) {
    assertThat(refused(OneJob.ID.toString(), limit)).isEqualTo(400);
  }

  @Test
  void aJobThatIsNotThereHasNoPast() {
    assertThat(refused(new UUID(8, 8).toString(), null)).isEqualTo(404);
    assertThat(refused("x", null)).isEqualTo(404);
  }
}
