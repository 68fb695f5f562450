package dev.trawl.systemtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trawl.stack.Api;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedStack.class)
class BadInputTest {

  private static final String GOOD = "\"seeds\": [\"http://127.0.0.1:9/\"]";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "seeds              | {\"seeds\": [\"ftp://127.0.0.1/\"]}",
        "seeds              | {\"seeds\": [\"mailto:a@example.org\"]}",
        "seeds              | {\"seeds\": [\"not a url\"]}",
        "seeds              | {\"seeds\": [\"http://\"]}",
        "seeds              | {\"seeds\": []}",
        "seeds              | {\"seeds\": [null]}",
        "seeds              | {\"seeds\": \"http://127.0.0.1:9/\"}",
        "seeds              | {}",
        "sedes              | {GOOD, \"sedes\": []}",
        "depth              | {GOOD, \"scope\": {\"depth\": 3}}",
        "maxDepth           | {GOOD, \"scope\": {\"maxDepth\": -1}}",
        "maxDepth           | {GOOD, \"scope\": {\"maxDepth\": \"deep\"}}",
        "maxPages           | {GOOD, \"scope\": {\"maxPages\": -5}}",
        "maxBodyBytes       | {GOOD, \"scope\": {\"maxBodyBytes\": -1}}",
        "within             | {GOOD, \"scope\": {\"within\": \"planet\"}}",
        "include            | {GOOD, \"scope\": {\"include\": [\"a(\"]}}",
        "exclude            | {GOOD, \"scope\": {\"exclude\": [\"(?=a)\"]}}",
        "delay              | {GOOD, \"politeness\": {\"delay\": \"a while\"}}",
        "delay              | {GOOD, \"politeness\": {\"delay\": \"PT-1S\"}}",
        "connectionsPerHost | {GOOD, \"politeness\": {\"connectionsPerHost\": 0}}",
        "robots             | {GOOD, \"politeness\": {\"robots\": \"what robots\"}}",
      })
  void aWrongValueIsRefusedByTheNameOfItsField(String field, String body, Api api) {
    HttpResponse<String> response = api.post("/api/jobs", body.replace("GOOD", GOOD));

    assertProblem(response, 400);
    assertThat(response.body()).contains(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "null", "\"seeds\""})
  void whatIsNoJobAtAllIsRefused(String body, Api api) {
    assertProblem(api.post("/api/jobs", body), 400);
  }

  @Test
  void aBodyOfMoreThan8MebibytesIsRefused(Api api) {
    String name = "x".repeat(9 << 20);
    assertThat(api.post("/api/jobs", "{" + GOOD + ", \"name\": \"" + name + "\"}").statusCode())
        .isEqualTo(413);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/jobs/", "/api/pages/"})
  void whatDoesNotExistIsNotFound(String path, Api api) {
    assertProblem(api.get(path + UUID.randomUUID()), 404);
    assertProblem(api.get(path + "no-id"), 404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/pause", "/resume", "/stop"})
  void anUnknownJobCannotBeControlled(String verb, Api api) {
    assertProblem(api.post("/api/jobs/" + UUID.randomUUID() + verb, ""), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/jobs",
        "/api/jobs/1",
        "/api/jobs/1/export?format=jsonl",
        "/api/pages/1/content"
      })
  void nothingIsToldWithoutTheToken(String path, Api api) {
    assertProblem(api.withToken(Optional.empty()).get(path), 401);
    assertProblem(api.withToken(Optional.of("wrong")).get(path), 401);
  }

  @Test
  void nothingIsAcceptedWithoutTheToken(Api api) {
    assertProblem(api.withToken(Optional.empty()).post("/api/jobs", "{" + GOOD + "}"), 401);
  }

  @Test
  void healthNeedsNoToken(Api api) {
    assertThat(api.withToken(Optional.empty()).get("/health/ready").statusCode()).isEqualTo(200);
  }

  private static void assertProblem(HttpResponse<String> response, int status) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    assertThat(Api.parse(response.body()).getInt("status")).isEqualTo(status);
    assertThat(response.body()).doesNotContain("\tat ", "Exception");
  }
}
