package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Api;
import dev.trawl.stack.Outcome;
import dev.trawl.stack.Trawl;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code ./trawl doctor} on stacks that are in order, and on stacks that are not. */
@ExtendWith(SharedStack.class)
class DoctorTest {

  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Test
  void aStackThatIsInOrderHasNoProblem(Trawl trawl) {
    Outcome outcome = trawl.run(LIMIT, "doctor", "--json");

    JsonObject report = Api.parse(outcome.out());
    assertThat(problems(report)).as(outcome.output()).isEmpty();
    assertThat(outcome.exit()).isZero();
    assertThat(report.getInt("problems")).isZero();
    assertThat(report.getJsonArray("findings").getValuesAs(JsonObject.class))
        .extracting(finding -> finding.getString("check"))
        .contains("java", "data folder", "disk", "memory", "parts", "addresses", "database")
        .contains("clock", "broker", "api", "nodes", "queues", "networks", "user agent");
    assertThat(report.getJsonArray("findings").getValuesAs(JsonObject.class))
        .as("nothing is left out")
        .noneMatch(finding -> finding.getString("level").equals("skipped"));
  }

  @Test
  void whatIsWrongIsALineEachWithWhatToDo(Trawl trawl) {
    Outcome outcome =
        trawl
            .with(
                Map.of(
                    "TRAWL_DB_URL", "jdbc:postgresql://127.0.0.1:1/trawl",
                    "TRAWL_BROKER_URL", "tcp://127.0.0.1:1",
                    "TRAWL_ADMIN_TOKEN", "wrong"))
            .run(LIMIT, "doctor");

    assertThat(outcome.exit()).isEqualTo(1);
    assertThat(outcome.out().lines().filter(line -> line.startsWith("problem")))
        .anyMatch(line -> line.contains("database") && line.contains("check TRAWL_DB_URL"))
        .anyMatch(line -> line.contains("broker") && line.contains("check TRAWL_BROKER_URL"))
        .anyMatch(line -> line.contains("the token is refused"));
    assertThat(outcome.output()).doesNotContain("\tat ");
  }

  @Test
  void whatTheApplicationWasStartedWithCountsAndNotTheShellOfTheDoctor(Trawl trawl) {
    Outcome outcome =
        trawl.with(Map.of("TRAWL_ALLOWED_NETWORKS", "198.51.100.0/24")).run(LIMIT, "doctor");

    assertThat(outcome.out())
        .contains("public addresses, and " + Trawl.LOOPBACK_NETWORK)
        .doesNotContain("198.51.100.0/24");
  }

  private static List<String> problems(JsonObject report) {
    return report.getJsonArray("findings").getValuesAs(JsonObject.class).stream()
        .filter(finding -> finding.getString("level").equals("problem"))
        .map(JsonObject::toString)
        .toList();
  }
}
