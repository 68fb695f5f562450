package dev.trawl.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trawl.credential.CredentialKey;
import dev.trawl.job.InvalidRequestException.FieldError;
import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets of a job request are sealed when it is read, and refused without being repeated. */
class CredentialsTest {
  private static final CredentialKey KEY =
      CredentialKey.of("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
  private static final String GOOD =
      """
      {"origin": "https://A.example:443/", "username": "me", "password": "hunter2"},
      {"origin": "http://a.example:8080", "token": "t0p.secret"}
      """;

  private static String request(String credentials) {
    return "{\"seeds\": [\"https://a.example/\"], \"fetch\": {\"credentials\": ["
        + credentials
        + "]}}";
  }

  private static JobRequest accept(String credentials) {
    return JobRequestReader.accept(request(credentials), Optional.of(KEY));
  }

  private static List<FieldError> errors(String request, Optional<CredentialKey> key) {
    InvalidRequestException refused =
        catchThrowableOfType(
            InvalidRequestException.class, () -> JobRequestReader.accept(request, key));
    assertThat(refused).as(request).isNotNull();
    assertThat(refused.toString() + refused.errors()).doesNotContain("hunter2", "t0p");
    return refused.errors();
  }

  @Test
  void eachIsSealedForItsOrigin() {
    FetchOptions fetch = accept(GOOD).fetch();
    assertThat(fetch.authorization("https://a.example"))
        .hasValueSatisfying(
            value ->
                assertThat(KEY.open("https://a.example", value))
                    .isEqualTo("Basic bWU6aHVudGVyMg=="));
    assertThat(fetch.authorization("http://a.example:8080"))
        .hasValueSatisfying(
            value ->
                assertThat(KEY.open("http://a.example:8080", value))
                    .isEqualTo("Bearer t0p.secret"));
    for (String other :
        List.of("http://a.example", "https://a.example:8080", "https://b.a.example")) {
      assertThat(fetch.authorization(other)).as(other).isEmpty();
    }
  }

  @Test
  void whatIsKeptReadsAsItWasWrittenAndHasNoSecret() {
    JobRequest request = accept(GOOD);
    String kept = JobRequestWriter.write(request).toString();
    assertThat(kept).doesNotContain("hunter2", "t0p", "bWU6aHVudGVyMg");
    assertThat(JobRequestReader.read(kept)).isEqualTo(request);
    assertThat(request.toString()).doesNotContain("hunter2", "t0p");
  }

  @Test
  void theOutsideSeesOriginAndSchemeAlone() {
    CrawlJob job = new CrawlJob(accept(GOOD));
    JsonObject fetch = job.request().getJsonObject("fetch");
    assertThat(fetch.getJsonArray("credentials"))
        .hasToString(
            "[{\"origin\":\"https://a.example\",\"scheme\":\"basic\"},{\"origin\":\"http://a.example:8080\",\"scheme\":\"bearer\"}]");
    assertThat(job.requestText()).contains("sealed");
    assertThat(new CrawlJob(accept("")).request()).doesNotContainKey("fetch");
  }

  @Test
  void aPatchKeepsThem() {
    JobRequest request = accept(GOOD);
    assertThat(JobPatch.read("{\"name\": \"n\"}").applyTo(request, 0).fetch())
        .isEqualTo(request.fetch());
  }

  @Test
  void withoutAKeyTheyAreRefusedByTheVariablesName() {
    assertThat(errors(request(GOOD), Optional.empty()))
        .singleElement()
        .satisfies(
            error -> {
              assertThat(error.field()).isEqualTo("fetch.credentials");
              assertThat(error.message()).contains(CredentialKey.VARIABLE);
            });
    assertThat(JobRequestReader.accept(request(""), Optional.empty()).fetch())
        .isEqualTo(FetchOptions.DEFAULT);
  }

  /** Nobody outside may hand in what somebody else has sealed. */
  @Test
  void aSealedValueIsNotTakenFromOutsideAndASecretNotFromTheDatabase() {
    String kept = JobRequestWriter.write(accept(GOOD)).toString();
    assertThat(errors(kept, Optional.of(KEY)))
        .extracting(FieldError::field)
        .contains("fetch.credentials[0].sealed", "fetch.credentials[0].scheme");
    InvalidRequestException refused =
        catchThrowableOfType(
            InvalidRequestException.class, () -> JobRequestReader.read(request(GOOD)));
    assertThat(refused).isNotNull();
    assertThat(refused.toString()).doesNotContain("hunter2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"origin\": \"https://a.example\"} | fetch.credentials[0]",
        "{\"origin\": \"https://a.example\", \"username\": \"me\"} | fetch.credentials[0]",
        "{\"origin\": \"https://a.example\", \"password\": \"hunter2\"} | fetch.credentials[0]",
        "{\"origin\": \"https://a.example\", \"token\": \"t0p\", \"username\": \"me\", \"password\": \"hunter2\"} | fetch.credentials[0]",
        "{\"origin\": \"https://a.example\", \"token\": \"t0p secret\"} | fetch.credentials[0].token",
        "{\"origin\": \"https://a.example\", \"token\": \"\"} | fetch.credentials[0].token",
        "{\"origin\": \"https://a.example\", \"token\": [\"t0p\"]} | fetch.credentials[0].token",
        "{\"origin\": \"https://a.example\", \"username\": \"m:e\", \"password\": \"hunter2\"} | fetch.credentials[0].username",
        "{\"origin\": \"https://a.example\", \"username\": \"me\", \"password\": \"hunter2\\n\"} | fetch.credentials[0].password",
        "{\"token\": \"t0p\"} | fetch.credentials[0].origin",
        "{\"origin\": \"a.example\", \"token\": \"t0p\"} | fetch.credentials[0].origin",
        "{\"origin\": \"ftp://a.example\", \"token\": \"t0p\"} | fetch.credentials[0].origin",
        "{\"origin\": \"https://a.example/x\", \"token\": \"t0p\"} | fetch.credentials[0].origin",
        "{\"origin\": \"https://a.example/?\", \"token\": \"t0p\"} | fetch.credentials[0].origin",
        "{\"origin\": \"https://me:hunter2@a.example\", \"token\": \"t0p\"} | fetch.credentials[0].origin",
        "{\"origin\": \"https://a.example\", \"token\": \"t0p\", \"user\": 1} | fetch.credentials[0].user",
        "`{\"origin\": \"https://a.example\", \"token\": \"t0p\"}, {\"origin\": \"https://a.example:443\", \"token\": \"t0p\"}` | fetch.credentials[1].origin",
        "\"hunter2\" | fetch.credentials",
      })
  void whatIsWrongIsNamedAndNotRepeated(String credentials, String field) {
    assertThat(errors(request(credentials), Optional.of(KEY)))
        .extracting(FieldError::field)
        .containsExactly(field);
  }

  @Test
  void thereAreAHundredAndNotOneMore() {
    assertThat(accept(many(100)).fetch().credentials()).hasSize(100);
    assertThat(errors(request(many(101)), Optional.of(KEY)))
        .extracting(FieldError::field)
        .containsExactly("fetch.credentials");
  }

  private static String many(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> "{\"origin\": \"https://h" + i + ".example\", \"token\": \"t0p\"}")
        .collect(Collectors.joining(","));
  }
}
