package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.job.InvalidRequestException.FieldError;
import dev.trawl.scope.TrapSpec;
import dev.trawl.scope.Within;
import dev.trawl.url.ParameterFilter;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a job request may say, and what is said of one that is wrong. */
class JobRequestTest {
  private static final String SEED = "\"seeds\": [\"https://example.org/\"]";

  private static JobRequest read(String json) {
    return JobRequestReader.read(json);
  }

  private static List<FieldError> errors(String json) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> read(json));
    assertThat(refused).as(json).isNotNull();
    return refused.errors();
  }

  private static List<String> wrongFields(String json) {
    return errors(json).stream().map(FieldError::field).toList();
  }

  private static JsonObject json(String text) {
    try (var reader = Json.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }

  /** The example in the contract shows every default. */
  @Test
  void theDefaultsAreThoseOfTheContract() {
    JsonObject contract =
        json(
            """
            { "name": null, "seeds": ["https://example.org/"],
              "scope": { "within": "host", "include": [], "exclude": [], "maxDepth": 64, "maxPages": null,
                         "maxDuration": null, "maxBytes": null, "maxBodyBytes": 10485760 },
              "politeness": { "delay": "PT1S", "connectionsPerHost": 1, "robots": "obey" },
              "sitemaps": "robots" }
            """);
    assertThat(JobRequestWriter.write(read("{" + SEED + "}"))).isEqualTo(contract);
    assertThat(JobRequestWriter.write(read(contract.toString()))).isEqualTo(contract);
  }

  @Test
  void whatIsWrittenReadsAsTheSameRequest() {
    String all =
        """
        {"name": "all", "seeds": ["http://b.example/", "http://a.example/?q"],
         "scope": {"within": "prefix", "include": ["^http", "x{2}"], "exclude": ["\\\\.zip$"], "maxDepth": 0,
                   "excludeTypes": ["PDF", "zip"], "traps": "ignore", "dropParameters": ["sort", "x_*", ";v"],
                   "maxPages": 7, "maxPagesPerHost": 5, "maxPagesPerDirectory": 1000000000, "maxDuration": "PT1H30M", "maxBytes": 9223372036854775807, "maxBodyBytes": 1},
         "politeness": {"delay": "PT0.25S", "connectionsPerHost": 64, "robots": "ignore", "robotsTags": "ignore"}, "sitemaps": "off"}
        """;
    JobRequest request = read(all);
    assertThat(request.name()).contains("all");
    assertThat(request.seeds()).hasToString("[http://b.example/, http://a.example/?q]");
    assertThat(request.scope().within()).isEqualTo(Within.PREFIX);
    assertThat(request.scope().exclude()).containsExactly("\\.zip$");
    assertThat(request.scope().maxDepth()).isZero();
    assertThat(request.scope().excludeTypes()).containsExactly("pdf", "zip");
    assertThat(request.scope().traps()).isEqualTo(TrapSpec.OFF);
    assertThat(request.parameters()).isEqualTo(ParameterFilter.of(List.of("sort", "x_*", ";v")));
    assertThat(request.limits())
        .isEqualTo(
            new Limits(
                Optional.of(7L),
                Optional.of(5L),
                Optional.of(1_000_000_000L),
                Optional.of(Duration.ofMinutes(90)),
                Optional.of(Long.MAX_VALUE),
                1));
    assertThat(request.politeness())
        .isEqualTo(new Politeness(Duration.ofMillis(250), 64, false, false));
    assertThat(request.sitemaps()).isEqualTo(Sitemaps.OFF);
    assertThat(read(JobRequestWriter.write(request).toString())).isEqualTo(request);
  }

  @Test
  void trackingParametersAreDroppedAndTrapsAvoidedUnlessTheJobSaysOtherwise() {
    for (String scope : List.of("{}", "{\"traps\": \"avoid\"}", "{\"dropParameters\": null}")) {
      JobRequest request = read("{" + SEED + ", \"scope\": " + scope + "}");
      assertThat(request.parameters()).isEqualTo(ParameterFilter.DEFAULT);
      assertThat(request.scope().traps()).isEqualTo(TrapSpec.DEFAULT);
      assertThat(request.scope().excludeTypes()).isEmpty();
    }
  }

  @Test
  void anEmptyListDropsNoParameterAndIsWritten() {
    JobRequest request = read("{" + SEED + ", \"scope\": {\"dropParameters\": []}}");
    assertThat(request.parameters()).isEqualTo(ParameterFilter.NONE);
    JsonObject written = JobRequestWriter.write(request);
    assertThat(written.getJsonObject("scope").getJsonArray("dropParameters")).isEmpty();
    assertThat(read(written.toString())).isEqualTo(request);
  }

  @Test
  void hoursAndBandwidthAreWrittenIfTheyAreSet() {
    JobRequest request =
        read(
            "{"
                + SEED
                + ", \"politeness\": {\"hours\": [\"22:00-06:00\", \"12:00-13:00\"],"
                + " \"zone\": \"Europe/Berlin\", \"maxBytesPerSecond\": 1024}}");
    assertThat(request.politeness().hours())
        .isEqualTo(Hours.of(List.of("22:00-06:00", "12:00-13:00"), ZoneId.of("Europe/Berlin")));
    assertThat(request.politeness().maxBytesPerSecond()).contains(1024L);
    assertThat(read(JobRequestWriter.write(request).toString())).isEqualTo(request);
    assertThat(read("{" + SEED + ", \"politeness\": {\"hours\": [], \"zone\": null}}"))
        .isEqualTo(read("{" + SEED + "}"));
  }

  private static Content content(String json) {
    return read("{" + SEED + ", \"content\": " + json + "}").content();
  }

  @Test
  void everythingIsKeptUnlessAListSaysWhat() {
    Optional<String> pdf = Optional.of("Application/PDF; charset=binary");
    for (String all : List.of("{}", "{\"keep\": null}", "{\"keep\": [\"*/*\"]}")) {
      assertThat(content(all).keeps(pdf, false)).isTrue();
      assertThat(content(all).keeps(Optional.empty(), false)).isTrue();
    }
    Content some = content("{\"keep\": [\"text/html\", \"IMAGE/*\", \"application/pdf\"]}");
    assertThat(some.keeps(pdf, false)).isTrue();
    assertThat(some.keeps(Optional.of("image/png"), false)).isTrue();
    assertThat(some.keeps(Optional.of("text/html;charset=x"), false)).isTrue();
    assertThat(some.keeps(Optional.of("imagex/png"), false)).isFalse();
    assertThat(some.keeps(Optional.of("text/css"), false)).isFalse();
    assertThat(some.keeps(Optional.empty(), false)).isFalse();
    assertThat(some.keeps(Optional.empty(), true)).as("read as HTML").isTrue();
    assertThat(some.keeps(Optional.of("application/xhtml+xml"), true)).isTrue();
    assertThat(content("{\"keep\": []}").keeps(pdf, true)).isFalse();
  }

  @Test
  void whatIsKeptIsWrittenOnlyIfItIsSaid() {
    assertThat(JobRequestWriter.write(read("{" + SEED + "}"))).doesNotContainKey("content");
    for (String content :
        List.of(
            "{\"keep\":[\"text/html\",\"image/*\"],\"text\":true}",
            "{\"keep\":[],\"text\":false}",
            "{\"text\":true}")) {
      JobRequest request = read("{" + SEED + ", \"content\": " + content + "}");
      JsonObject written = JobRequestWriter.write(request);
      assertThat(written.getJsonObject("content")).hasToString(content);
      assertThat(read(written.toString())).isEqualTo(request);
    }
  }

  @Test
  void whatCannotBeKeptIsNamed() {
    assertThat(
            wrongFields(
                "{"
                    + SEED
                    + ", \"content\": {\"keep\": [\"text\", \"text/*\", \"*/html\", \"text/html; charset=x\", 7],"
                    + " \"text\": \"yes\", \"body\": 1}}"))
        .containsExactlyInAnyOrder(
            "content.keep[0]",
            "content.keep[2]",
            "content.keep[3]",
            "content.keep[4]",
            "content.text",
            "content.body");
  }

  @Test
  void timesAndHeadersOfRequestsAreWrittenIfTheyAreSet() {
    String fetch =
        """
        {"times": {"connect": "PT2S", "firstByte": "PT5S", "answer": "PT5M", "lowestSpeed": 0, "speedWindow": "PT1M"},
         "headers": {"Accept-Language": "de", "X-Purpose": "archive"}, "cookies": "job"}
        """;
    JobRequest request = read("{" + SEED + ", \"fetch\": " + fetch + "}");
    assertThat(request.fetch().times().answer()).contains(Duration.ofMinutes(5));
    JsonObject written = JobRequestWriter.write(request);
    assertThat(written.getJsonObject("fetch")).isEqualTo(json(fetch));
    assertThat(read(written.toString())).isEqualTo(request);
    for (String usual : List.of("{\"times\": {}}", "{\"cookies\": \"off\"}")) {
      assertThat(JobRequestWriter.write(read("{" + SEED + ", \"fetch\": " + usual + "}")))
          .doesNotContainKey("fetch");
    }
    assertThat(wrongFields("{" + SEED + ", \"fetch\": {\"cookies\": \"on\"}}"))
        .containsExactly("fetch.cookies");
  }

  @Test
  void theJobThatIsRepeatedIsWrittenIfThereIsOne() {
    String id = "aaaaaaaa-bbbb-4ccc-8ddd-eeeeeeeeeeee";
    JobRequest request = read("{" + SEED + ", \"revisit\": \"" + id + "\"}");
    assertThat(request.revisit()).contains(UUID.fromString(id));
    assertThat(read(JobRequestWriter.write(request).toString())).isEqualTo(request);
    assertThat(read("{" + SEED + ", \"revisit\": null}").revisit()).isEmpty();
    for (String wrong :
        List.of("\"1-1-1-1-1\"", "\"" + id + "0\"", "7", "\"" + id.replace('a', 'g') + "\"")) {
      assertThat(wrongFields("{" + SEED + ", \"revisit\": " + wrong + "}"))
          .containsExactly("revisit");
    }
  }

  @Test
  void fieldsThatMayNotGoToEveryHostAreNamed() {
    String headers =
        """
        {"Cookie": "a=1", "authorization": "Basic x", "Host": "b.example", "X A": "1", "X-B": "1\\r\\nX-C: 2",
         "X-D": 1, "X-E": "fine"}
        """;
    assertThat(wrongFields("{" + SEED + ", \"fetch\": {\"headers\": " + headers + "}}"))
        .containsExactlyInAnyOrder(
            "fetch.headers.Cookie",
            "fetch.headers.authorization",
            "fetch.headers.Host",
            "fetch.headers.X A",
            "fetch.headers.X-B",
            "fetch.headers.X-D");
    assertThat(wrongFields("{" + SEED + ", \"fetch\": {\"headers\": []}}"))
        .containsExactly("fetch.headers");
  }

  @Test
  void aSeedLosesWhatLinksLoseAndIsThereOnce() {
    String seeds =
        "\"seeds\": [\"http://a.example/?utm_source=x\", \"http://a.example/;jsessionid=1?b\", \"http://a.example/\"]";
    assertThat(read("{" + seeds + "}").seeds())
        .hasToString("[http://a.example/, http://a.example/?b]");
    assertThat(read("{" + seeds + ", \"scope\": {\"dropParameters\": [\"b\"]}}").seeds())
        .hasToString(
            "[http://a.example/?utm_source=x, http://a.example/;jsessionid=1, http://a.example/]");
    assertThat(read("{" + seeds + ", \"scope\": {\"dropParameters\": []}}").seeds()).hasSize(3);
  }

  @Test
  void listsOfNamesHaveAThousandEntriesAndNotOneMore() {
    assertThat(read(names("dropParameters", 1_000)).parameters().names()).hasSize(1_000);
    assertThat(read(names("excludeTypes", 1_000)).scope().excludeTypes()).hasSize(1_000);
    assertThat(wrongFields(names("dropParameters", 1_001))).containsExactly("scope.dropParameters");
    assertThat(wrongFields(names("excludeTypes", 1_001))).containsExactly("scope.excludeTypes");
  }

  private static String names(String field, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"n" + i + "\"")
        .collect(Collectors.joining(",", "{" + SEED + ", \"scope\": {\"" + field + "\": [", "]}}"));
  }

  @Test
  void aSeedThatIsGivenTwiceIsOneSeed() {
    assertThat(read("{\"seeds\": [\"http://a.example\", \"HTTP://A.example:80/#x\"]}").seeds())
        .hasToString("[http://a.example/]");
  }

  @Test
  void unknownFieldsAreNamedAtEachLevel() {
    assertThat(
            wrongFields(
                "{"
                    + SEED
                    + ", \"deph\": 1, \"scope\": {\"maxdepth\": 1}, \"politeness\": {\"delays\": 1}}"))
        .containsExactlyInAnyOrder("deph", "scope.maxdepth", "politeness.delays");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() {
    assertThat(
            wrongFields(
                """
                {"name": 5, "seeds": ["ftp://a.example/"],
                 "scope": {"within": "planet", "maxDepth": -1, "include": ["("]},
                 "politeness": {"delay": "1s", "robots": true}, "sitemaps": "all"}
                """))
        .containsExactlyInAnyOrder(
            "name",
            "seeds[0]",
            "scope.within",
            "scope.maxDepth",
            "scope.include[0]",
            "politeness.delay",
            "politeness.robots",
            "sitemaps");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name             | "name": ["a"]
          scope            | "scope": []
          scope            | "scope": "host"
          politeness       | "politeness": 1
          scope.within     | "scope": {"within": "HOST"}
          scope.within     | "scope": {"within": 1}
          scope.maxDepth   | "scope": {"maxDepth": -1}
          scope.maxDepth   | "scope": {"maxDepth": 1.5}
          scope.maxDepth   | "scope": {"maxDepth": "3"}
          scope.maxDepth   | "scope": {"maxDepth": 1000001}
          scope.maxDepth   | "scope": {"maxDepth": 1e999999999}
          scope.maxPages   | "scope": {"maxPages": 0}
          scope.maxPages   | "scope": {"maxPages": 9223372036854775808}
          scope.maxPagesPerHost | "scope": {"maxPagesPerHost": 0}
          scope.maxPagesPerHost | "scope": {"maxPagesPerHost": 1000000001}
          scope.maxPagesPerDirectory | "scope": {"maxPagesPerDirectory": -1}
          scope.maxPagesPerDirectory | "scope": {"maxPagesPerDirectory": "10"}
          scope.maxPagesPerDirectory | "scope": {"maxPagesPerDirectory": 1.5}
          scope.maxBytes   | "scope": {"maxBytes": -5}
          scope.maxBodyBytes | "scope": {"maxBodyBytes": 1073741825}
          scope.maxDuration | "scope": {"maxDuration": "PT0S"}
          scope.maxDuration | "scope": {"maxDuration": 60}
          scope.include    | "scope": {"include": "x"}
          scope.exclude[1] | "scope": {"exclude": ["fine", "a**"]}
          scope.excludeTypes | "scope": {"excludeTypes": "pdf"}
          scope.excludeTypes[0] | "scope": {"excludeTypes": [".pdf"]}
          scope.excludeTypes[1] | "scope": {"excludeTypes": ["pdf", "tar.gz"]}
          scope.excludeTypes[0] | "scope": {"excludeTypes": [1]}
          scope.traps      | "scope": {"traps": "off"}
          scope.traps      | "scope": {"traps": false}
          scope.dropParameters | "scope": {"dropParameters": "gclid"}
          scope.dropParameters | "scope": {"dropParameters": {}}
          scope.dropParameters[1] | "scope": {"dropParameters": ["utm_*", "*"]}
          scope.dropParameters[0] | "scope": {"dropParameters": ["a=b"]}
          politeness.delay | "politeness": {"delay": "PT-1S"}
          politeness.delay | "politeness": {"delay": "P2D"}
          politeness.delay | "politeness": {"delay": "PT99999999999999999999S"}
          politeness.connectionsPerHost | "politeness": {"connectionsPerHost": 0}
          politeness.connectionsPerHost | "politeness": {"connectionsPerHost": 65}
          politeness.robots | "politeness": {"robots": "off"}
          sitemaps[0]      | "sitemaps": ["ftp://a.example/sitemap.xml"]
          politeness.hours | "politeness": {"hours": "22:00-06:00"}
          politeness.hours[1] | "politeness": {"hours": ["22:00-06:00", "7-8"]}
          politeness.hours[0] | "politeness": {"hours": ["06:00-06:00"]}
          politeness.hours[0] | "politeness": {"hours": [22]}
          politeness.zone  | "politeness": {"zone": "Middle-earth/Shire"}
          politeness.zone  | "politeness": {"zone": "+01:00"}
          politeness.zone  | "politeness": {"zone": 1}
          politeness.maxBytesPerSecond | "politeness": {"maxBytesPerSecond": 1023}
          politeness.maxBytesPerSecond | "politeness": {"maxBytesPerSecond": "1M"}
          politeness.maxBytesPerSecond | "politeness": {"maxBytesPerSecond": 1099511627777}
          sitemaps         | "sitemaps": false
          """)
  void aWrongValueIsNamedOnce(String field, String wrong) {
    assertThat(wrongFields("{" + SEED + ", " + wrong + "}")).containsExactly(field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"seeds\": null}",
        "{\"seeds\": []}",
        "{\"seeds\": \"http://a.example/\"}",
        "{\"seeds\": {}}"
      })
  void withoutSeedsThereIsNoJob(String request) {
    assertThat(wrongFields(request)).containsExactly("seeds");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/x",
        "example.org",
        "ftp://a.example/",
        "mailto:a@b",
        "http://",
        "http://a b/"
      })
  void aSeedThatIsNoHttpUrlIsNamedByItsIndex(String seed) {
    assertThat(wrongFields("{\"seeds\": [\"http://a.example/\", \"" + seed + "\"]}"))
        .containsExactly("seeds[1]");
  }

  /** Entries that were no texts shifted the index of all behind them. */
  @Test
  void aWrongEntryDoesNotShiftTheIndexOfTheNext() {
    assertThat(wrongFields("{\"seeds\": [1, \"http://a.example/\", \"ftp://x/\", null]}"))
        .containsExactlyInAnyOrder("seeds[0]", "seeds[2]", "seeds[3]");
    assertThat(wrongFields("{" + SEED + ", \"scope\": {\"exclude\": [true, \"ok\", \"(\"]}}"))
        .containsExactlyInAnyOrder("scope.exclude[0]", "scope.exclude[2]");
  }

  @Test
  void aHundredThousandSeedsAreTakenAndNotOneMore() {
    assertThat(read(seeds(100_000)).seeds()).hasSize(100_000);
    assertThat(wrongFields(seeds(100_001))).containsExactly("seeds");
  }

  private static String seeds(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "\"http://a.example/" + i + "\"")
        .collect(Collectors.joining(",", "{\"seeds\": [", "]}"));
  }

  @Test
  void aNameHasAtMostTwoHundredCharacters() {
    assertThat(read("{" + SEED + ", \"name\": \"" + "n".repeat(200) + "\"}").name()).isPresent();
    assertThat(wrongFields("{" + SEED + ", \"name\": \"" + "n".repeat(201) + "\"}"))
        .containsExactly("name");
    assertThat(wrongFields("{" + SEED + ", \"name\": \"a\\u0000b\"}")).containsExactly("name");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "7", "{", "{\"seeds\": [}", "{} {}", "hello"})
  void whatIsNoJsonObjectIsWrongAsAWhole(String body) {
    assertThat(wrongFields(body)).containsExactly("body");
  }

  @ParameterizedTest
  @CsvSource({"PT0S,0", "PT0.5S,500", "P1D,86400000", "PT1M,60000"})
  void delaysAreDurationsOfIso8601(String text, long millis) {
    assertThat(
            read("{" + SEED + ", \"politeness\": {\"delay\": \"" + text + "\"}}")
                .politeness()
                .delay())
        .isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void aRefusalSaysEverythingInItsMessage() {
    assertThat(new InvalidRequestException(errors("{\"seeds\": [\"x\"], \"name\": 1}")))
        .hasMessageContaining("seeds[0]: ")
        .hasMessageContaining("name: ");
  }
}
