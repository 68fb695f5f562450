package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.database.Sql;
import dev.trawl.database.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Jobs as they are shown, whole or with some of their seeds. */
@Timeout(60)
class JobSummariesTest {
  private static final OptionalInt ALL = OptionalInt.empty();
  private static final String BEFORE = "{\"name\":null,\"seeds\":";
  private static final String AFTER =
      ",\"scope\":{\"within\":\"host\",\"exclude\":[],\"maxDepth\":64},\"sitemaps\":\"off\"}";

  private final JobSummaries summaries = new JobSummaries();
  private final Connection connection;

  @SuppressWarnings("UnnecessaryAssignment") // no container injects here
  JobSummariesTest() throws SQLException {
    connection = TestDatabase.connect();
    summaries.em = TestDatabase.entityManager(connection);
  }

  @BeforeEach
  void clear() throws SQLException {
    TestDatabase.clear();
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  private UUID job(String request) {
    return Sql.query(
            connection,
            """
            INSERT INTO job (id, request, state, reason, created, started, finished)
            VALUES (gen_random_uuid(), ?, 'COMPLETED', 'exhausted', '2026-01-01T00:00:00Z', '2026-01-01T00:00:01Z',
                    '2026-01-01T00:00:02Z') RETURNING id
            """,
            row -> row.getObject(1, UUID.class),
            request)
        .get(0);
  }

  private JobSummary find(UUID id, OptionalInt seeds) {
    return summaries.find(id, seeds).orElseThrow();
  }

  @Test
  void withoutALimitAJobIsShownAsItIsKept() {
    String request = BEFORE + "[\"http://a.example/\",\"http://b.example/\"]" + AFTER;
    JobSummary job = find(job(request), ALL);
    assertThat(job.request()).hasToString(request);
    assertThat(job.seedCount()).isEmpty();
    assertThat(job.state()).isEqualTo(JobState.COMPLETED);
    assertThat(job.reason()).contains("exhausted");
    assertThat(job.created()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
    assertThat(job.started()).contains(Instant.parse("2026-01-01T00:00:01Z"));
    assertThat(job.finished()).contains(Instant.parse("2026-01-01T00:00:02Z"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0      | []",
        "1      | [\"http://z.example/?ä=\\\\\"]",
        "2      | [\"http://z.example/?ä=\\\\\",\"http://a.example/]\"]",
        "3      | [\"http://z.example/?ä=\\\\\",\"http://a.example/]\",\"http://m.example/\"]",
        "100000 | [\"http://z.example/?ä=\\\\\",\"http://a.example/]\",\"http://m.example/\"]",
      })
  void ofItsSeedsTheFirstAreShownAndAllFieldsStayInTheirOrder(int most, String seeds) {
    UUID id =
        job(
            BEFORE
                + "[\"http://z.example/?ä=\\\\\",\"http://a.example/]\",\"http://m.example/\"]"
                + AFTER);
    JobSummary job = find(id, OptionalInt.of(most));
    assertThat(job.request()).hasToString(BEFORE + seeds + AFTER);
    assertThat(job.seedCount()).hasValue(3);
    assertThat(job)
        .usingRecursiveComparison()
        .ignoringFields("request", "seedCount")
        .isEqualTo(find(id, ALL));
  }

  @Test
  void aRequestOfManyMebibytesIsShownInAFewBytes() {
    String seeds =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"http://a.example/" + "x".repeat(60) + i + '"')
            .collect(Collectors.joining(","));
    JobSummary job = find(job(BEFORE + "[" + seeds + "]" + AFTER), OptionalInt.of(1));
    assertThat(job.seedCount()).hasValue(100_000);
    assertThat(job.request().getJsonArray("seeds")).hasSize(1);
    assertThat(job.request().toString()).hasSizeLessThan(300);
  }

  /** Which jsonb cannot hold, and json can only where nobody looks into it. */
  @Test
  void aPatternWithTheCharacterZeroIsInNobodysWay() {
    String request =
        "{\"name\":\"\\\\u0041\",\"seeds\":[\"http://a.example/\"],\"scope\":{\"include\":[\"%s\"]}}";
    UUID id = job(request.formatted("a\\u0000"));
    assertThat(find(id, OptionalInt.of(5)).request()).hasToString(request.formatted("a\ufffd"));
    assertThat(find(id, ALL).request()).hasToString(request.formatted("a\\u0000"));
  }

  @ParameterizedTest
  @CsvSource({"-1", "0"})
  void sealedSecretsAreLeftOut(int seeds) {
    UUID id =
        job(
            BEFORE
                + "[],\"fetch\":{\"credentials\":[{\"origin\":\"http://a.example\",\"scheme\":\"basic\",\"sealed\":\"x\"}]}}");
    JobSummary job = find(id, seeds < 0 ? ALL : OptionalInt.of(seeds));
    assertThat(job.request().getJsonObject("fetch"))
        .hasToString("{\"credentials\":[{\"origin\":\"http://a.example\",\"scheme\":\"basic\"}]}");
  }

  @ParameterizedTest
  @CsvSource({"-1", "0"})
  void theNewestComeFirstAndDeletedOnesNotAtAll(int seeds) {
    OptionalInt most = seeds < 0 ? ALL : OptionalInt.of(seeds);
    List<UUID> ids = IntStream.range(0, 5).mapToObj(i -> job(BEFORE + "[]" + AFTER)).toList();
    Sql.update(connection, "UPDATE job SET deleted = true WHERE id = ?", ids.get(3));
    List<JobSummary> first = summaries.list(Integer.MAX_VALUE, 2, most);
    assertThat(first).extracting(JobSummary::id).containsExactly(ids.get(4), ids.get(2));
    assertThat(summaries.list(first.get(1).num(), 9, most))
        .extracting(JobSummary::id)
        .containsExactly(ids.get(1), ids.get(0));
    assertThat(summaries.find(ids.get(3), most)).isEqualTo(Optional.empty());
    assertThat(summaries.find(UUID.randomUUID(), most)).isEmpty();
  }
}
