package dev.trawl.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.page.JobStatistics;
import dev.trawl.page.JobStatistics.Depth;
import dev.trawl.page.JobStatistics.Excluded;
import dev.trawl.page.JobStatistics.Host;
import dev.trawl.page.JobStatistics.MediaType;
import dev.trawl.page.JobStatistics.Status;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a client gets to see of a job's statistics; what was counted is the crawler's. */
class StatisticsResourceTest {
  @Test
  void everyFieldIsThereAlsoIfNothingIsKnown() {
    Host host = new Host("http://a.example:81", 4, 3, 20.26, 31, Optional.of("dns"));
    JsonObject json =
        StatisticsJson.of(
            new JobStatistics(
                Instant.EPOCH,
                List.of(
                    new Status(Optional.of(200), Optional.empty(), 2),
                    new Status(Optional.empty(), Optional.of("dns"), 1)),
                List.of(
                    new MediaType(Optional.of("text/html"), 2, 9),
                    new MediaType(Optional.empty(), 1, 0)),
                List.of(new Depth(0, 3)),
                List.of(new Excluded("robots-disallowed", 8)),
                List.of(host),
                List.of(host)));
    String counts =
        "\"host\":\"http://a.example:81\",\"pages\":4,\"failed\":3,\"meanMs\":20.3,\"maxMs\":31";
    assertThat(json)
        .hasToString(
            "{\"at\":\"1970-01-01T00:00:00Z\","
                + "\"statuses\":[{\"status\":200,\"error\":null,\"pages\":2},{\"status\":null,\"error\":\"dns\",\"pages\":1}],"
                + "\"types\":[{\"type\":\"text/html\",\"pages\":2,\"bytes\":9},{\"type\":null,\"pages\":1,\"bytes\":0}],"
                + "\"depths\":[{\"depth\":0,\"pages\":3}],"
                + "\"excluded\":[{\"rule\":\"robots-disallowed\",\"urls\":8}],"
                + "\"slowestHosts\":[{"
                + counts
                + "}],\"failingHosts\":[{"
                + counts
                + ",\"error\":\"dns\"}]}");
  }
}
