package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.job.InvalidRequestException.FieldError;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be changed of a request, and what is said of the rest. */
class JobPatchTest {
  private static final JobRequest BEFORE =
      JobRequestReader.read(
          """
          {"name": "old", "seeds": ["http://a.example/"],
           "scope": {"within": "domain", "exclude": ["x$"], "maxDepth": 3, "maxPages": 100,
                     "maxPagesPerHost": 20, "maxPagesPerDirectory": 10, "maxDuration": "PT1H", "maxBytes": 5000, "maxBodyBytes": 7, "traps": "ignore"},
           "politeness": {"delay": "PT2S", "connectionsPerHost": 2, "robots": "ignore", "hours": ["22:00-06:00"],
                          "zone": "Europe/Berlin", "maxBytesPerSecond": 4096}}
          """);

  private static JobRequest patched(String patch) {
    return JobPatch.read(patch).applyTo(BEFORE, 50);
  }

  private static List<String> wrongFields(String patch) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> patched(patch));
    assertThat(refused).as(patch).isNotNull();
    return refused.errors().stream().map(FieldError::field).toList();
  }

  @Test
  void whatIsNotNamedStays() {
    for (String nothing : List.of("{}", "{\"scope\": {}}", "{\"seeds\": [], \"politeness\": {}}")) {
      assertThat(patched(nothing)).isEqualTo(BEFORE);
    }
  }

  @Test
  void whatIsNamedIsChanged() {
    JobRequest after =
        patched(
            """
            {"name": "new", "seeds": ["http://b.example/", "http://A.example:80/"],
             "scope": {"maxDepth": 4, "maxPages": 101, "maxPagesPerHost": 21,
                       "maxPagesPerDirectory": 11, "maxDuration": "PT2H", "maxBytes": 5001},
             "politeness": {"delay": "PT0S", "connectionsPerHost": 9, "hours": ["01:00-02:00"], "zone": "UTC",
                            "maxBytesPerSecond": 1024}}
            """);
    assertThat(after.name()).contains("new");
    assertThat(after.seeds()).hasToString("[http://a.example/, http://b.example/]");
    assertThat(after.scope().maxDepth()).isEqualTo(4);
    assertThat(after.scope().exclude()).isEqualTo(BEFORE.scope().exclude());
    assertThat(after.scope().traps()).isEqualTo(BEFORE.scope().traps());
    assertThat(after.limits().maxPages()).contains(101L);
    assertThat(after.limits().maxPagesPerHost()).contains(21L);
    assertThat(after.limits().maxPagesPerDirectory()).contains(11L);
    assertThat(after.limits().maxDuration()).contains(Duration.ofHours(2));
    assertThat(after.limits().maxBytes()).contains(5001L);
    assertThat(after.limits().maxBodyBytes()).isEqualTo(7);
    assertThat(after.politeness().delay()).isZero();
    assertThat(after.politeness().connectionsPerHost()).isEqualTo(9);
    assertThat(after.politeness().obeyRobots()).isFalse();
    assertThat(after.politeness().hours())
        .isEqualTo(Hours.of(List.of("01:00-02:00"), ZoneId.of("UTC")));
    assertThat(after.politeness().maxBytesPerSecond()).contains(1024L);
  }

  @Test
  void nullLiftsALimitAndBringsADefaultBack() {
    JobRequest after =
        patched(
            """
            {"name": null, "scope": {"maxDepth": null, "maxPages": null, "maxPagesPerHost": null,
                       "maxPagesPerDirectory": null, "maxDuration": null, "maxBytes": null},
             "politeness": {"delay": null, "connectionsPerHost": null, "hours": null, "zone": null,
                            "maxBytesPerSecond": null}}
            """);
    assertThat(after.name()).isEmpty();
    assertThat(after.scope().maxDepth()).isEqualTo(1_000_000);
    assertThat(after.limits().maxPages()).isEmpty();
    assertThat(after.limits().maxPagesPerHost()).isEmpty();
    assertThat(after.limits().maxPagesPerDirectory()).isEmpty();
    assertThat(after.limits().maxDuration()).isEmpty();
    assertThat(after.limits().maxBytes()).isEmpty();
    assertThat(after.politeness()).isEqualTo(new Politeness(Duration.ofSeconds(1), 1, false, true));
  }

  @Test
  void theSameValuesAgainAreNoChange() {
    assertThat(
            patched(
                """
                {"name": "old", "seeds": ["http://a.example/"],
                 "scope": {"maxDepth": 3, "maxPages": 100, "maxPagesPerHost": 20, "maxDuration": "PT60M", "maxBytes": 5000},
                 "politeness": {"delay": "PT2S", "connectionsPerHost": 2}}
                """))
        .isEqualTo(BEFORE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          id                 | "id": "x"
          state              | "state": "PAUSED"
          sitemaps           | "sitemaps": "off"
          scope.within       | "scope": {"within": "any"}
          scope.include      | "scope": {"include": []}
          scope.maxBodyBytes | "scope": {"maxBodyBytes": 8}
          scope.traps        | "scope": {"traps": "avoid"}
          politeness.robots  | "politeness": {"robots": "obey"}
          politeness.robotsTags | "politeness": {"robotsTags": "obey"}
          """)
  void aFieldThatCannotBeChangedIsNamed(String field, String wrong) {
    assertThat(wrongFields("{" + wrong + "}")).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name               | "name": 5
          scope              | "scope": []
          politeness         | "politeness": "PT1S"
          seeds              | "seeds": null
          seeds              | "seeds": "http://b.example/"
          seeds[1]           | "seeds": ["http://b.example/", "ftp://b.example/"]
          scope.maxDepth     | "scope": {"maxDepth": 1000001}
          scope.maxDepth     | "scope": {"maxDepth": "9"}
          scope.maxPages     | "scope": {"maxPages": 0}
          scope.maxPagesPerHost | "scope": {"maxPagesPerHost": 1000000001}
          scope.maxPagesPerDirectory | "scope": {"maxPagesPerDirectory": true}
          scope.maxBytes     | "scope": {"maxBytes": 1.5}
          scope.maxDuration  | "scope": {"maxDuration": "2h"}
          politeness.delay   | "politeness": {"delay": "P2D"}
          politeness.connectionsPerHost | "politeness": {"connectionsPerHost": 65}
          politeness.hours   | "politeness": {"hours": "22:00-06:00"}
          politeness.hours[1] | "politeness": {"hours": ["22:00-06:00", "22-6"]}
          politeness.zone    | "politeness": {"zone": "Berlin"}
          politeness.maxBytesPerSecond | "politeness": {"maxBytesPerSecond": 1023}
          """)
  void aWrongValueIsNamed(String field, String wrong) {
    assertThat(wrongFields("{" + wrong + "}")).containsExactly(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scope.maxDepth     | {"maxDepth": 2}
          scope.maxPages     | {"maxPages": 99}
          scope.maxPages     | {"maxPages": 49}
          scope.maxPagesPerHost | {"maxPagesPerHost": 19}
          scope.maxPagesPerDirectory | {"maxPagesPerDirectory": 9}
          scope.maxBytes     | {"maxBytes": 4999}
          scope.maxDuration  | {"maxDuration": "PT59M"}
          """)
  void aLimitCannotBeLowered(String field, String scope) {
    assertThat(wrongFields("{\"scope\": " + scope + "}")).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"maxPages", "maxPagesPerHost", "maxPagesPerDirectory", "maxBytes"})
  void aLimitThatThereIsNotCannotBeSet(String field) {
    JobRequest unlimited = JobRequestReader.read("{\"seeds\": [\"http://a.example/\"]}");
    JobPatch patch = JobPatch.read("{\"scope\": {\"" + field + "\": 1000000}}");
    assertThat(
            catchThrowableOfType(InvalidRequestException.class, () -> patch.applyTo(unlimited, 0)))
        .hasMessageContaining("scope." + field);
  }

  /** Late results may bring a job over its limit, which must not forbid other changes. */
  @Test
  void noMorePagesMayBeRequestedAlreadyThanTheNewLimitHas() {
    JobPatch more = JobPatch.read("{\"scope\": {\"maxPages\": 110}}");
    assertThat(more.applyTo(BEFORE, 110).limits().maxPages()).contains(110L);
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> more.applyTo(BEFORE, 111)))
        .hasMessageContaining("scope.maxPages");
    assertThat(JobPatch.read("{\"name\": null}").applyTo(BEFORE, 111).name()).isEmpty();
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            wrongFields(
                "{\"scope\": {\"maxDepth\": 1, \"maxPages\": 1, \"maxBytes\": 1, \"maxDuration\": \"PT1S\"}}"))
        .containsExactlyInAnyOrder(
            "scope.maxDepth", "scope.maxPages", "scope.maxBytes", "scope.maxDuration");
    assertThat(wrongFields("{\"seed\": 1, \"scope\": {\"depth\": 1}, \"seeds\": [1]}"))
        .containsExactlyInAnyOrder("seed", "scope.depth", "seeds[0]");
  }

  @Test
  void aJobHasAHundredThousandSeedsAltogether() {
    assertThat(patched(seeds(99_999)).seeds()).hasSize(100_000);
    assertThat(wrongFields(seeds(100_000))).containsExactly("seeds");
  }

  private static String seeds(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"http://a.example/" + i + "\"")
        .collect(Collectors.joining(",", "{\"seeds\": [", "]}"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "{} {}"})
  void whatIsNoJsonObjectIsWrongAsAWhole(String body) {
    assertThat(wrongFields(body)).containsExactly("body");
  }
}
