package dev.trawl.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobRequestTest {

  @Test
  void whatIsNotSaidIsLeftToTheApplication() {
    JobRequest request =
        new JobRequest(
            List.of("http://a/"),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertThat(request.toJson())
        .hasToString("{\"seeds\":[\"http://a/\"],\"scope\":{},\"politeness\":{}}");
  }

  @Test
  void whatIsSaidHasThePlaceAndTheNameThatTheApplicationKnows() {
    JobRequest request =
        new JobRequest(
            List.of("http://a/", "http://b/"),
            Optional.of("domain"),
            Optional.of(3),
            Optional.of(5_000_000_000L),
            Optional.of(Duration.ofMillis(500)),
            Optional.of(2),
            Optional.of(UUID.fromString("78d285de-6bdb-4124-9422-33fc5eb455f9")));
    assertThat(request.toJson())
        .hasToString(
            "{\"seeds\":[\"http://a/\",\"http://b/\"],"
                + "\"scope\":{\"within\":\"domain\",\"maxDepth\":3,\"maxPages\":5000000000},"
                + "\"politeness\":{\"delay\":\"PT0.5S\",\"connectionsPerHost\":2},"
                + "\"revisit\":\"78d285de-6bdb-4124-9422-33fc5eb455f9\"}");
  }
}
